"""A win in one tap, a line with it, and what the partner says to it."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import MakeCouple
from tests.browser.looking import look
from tests.browser.steps import to_today

LINE = "Home at six, as I said."


def test_a_win_and_what_the_partner_says_to_it(couple: MakeCouple) -> None:
    ana, ben = couple()
    ana.tap(re.compile("^A win"))
    look(ana, "wins-empty")
    ana.tappable("For both of us").check()
    ana.tap("A compliment")
    ana.sees("Saved for both of you.")
    expect(ana.tappable(re.compile("^A compliment Add a line You"))).to_be_visible()
    ana.tap("Undo")
    expect(ana.tappable(re.compile("^A compliment Add"))).to_have_count(0)
    ana.tap("A kept promise")
    ana.tap(re.compile("^A kept promise Add a line You"))
    ana.write("A line about it", LINE)
    ana.tap("Save for both of us")

    # The partner finds it on Today; nothing asks for an answer.
    to_today(ben)
    ben.tap(re.compile("^A kept promise Ana"))
    ben.sees(LINE)
    look(ben, "win-theirs")
    ben.write("A line with it, if you like", "I noticed.")
    ben.tap("Time together")
    ben.sees("Ana will see it with this win.")
    ana.sees("I noticed.", timeout=60)
    look(ana, "win-appreciated")
    ana.tap("Back")
    look(ana, "wins")
    ana.tap(re.compile("^A kept promise Home at six"))
    ana.tap("Delete this win")
    ana.sees("Win deleted.")
    ana.open_app()
    ben.sees("This win is not here", timeout=60)
