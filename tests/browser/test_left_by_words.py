"""Somebody who found the words leaves in the owner's name; the owner's phone says so, and can undo it."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import MakeCouple, MakePhone
from tests.browser.looking import look
from tests.browser.phones import Phone
from tests.browser.steps import SLOW, check_in, is_at_home, sees_circle
from tests.browser.test_way_back import checks, comes_back, writes_down


def test_an_older_phone_stays_connected(couple: MakeCouple, phones: MakePhone) -> None:
    (ana, ben), found = couple(ben="chromium"), phones("found")
    ana.open_app("/settings/phrase")
    words = writes_down(ana)
    ana.tap("I have written them down")
    checks(ana, words)
    ana.sees("Your recovery words work now", timeout=SLOW / 1000)
    found.open_app("/back")
    comes_back(found, words)
    is_at_home(found)

    found.open_app("/people/erase")
    found.sees("it can delete your data.")
    look(found, "erase-not-yet")
    found.open_app("/people")
    found.sees("one of your other phones can undo it")
    look(found, "people-newcomer")
    found.tap("Leave")
    found.sees("Sharing has stopped", timeout=SLOW / 1000)

    ends_for(ben)
    ana.open_app()
    ana.sees("A phone of yours ended the connection", timeout=SLOW / 1000)
    look(ana, "left-by-words")

    # There is more to check, and it comes one at a time: the gravest first, the others at a tap or when that is done.
    alarms = ana.page.get_by_role("region", name="To check")
    expect(alarms.get_by_role("article")).to_have_count(1)
    ana.tap(re.compile(r"^Next \([0-9] more\)$"))
    ana.sees("A phone was added on")
    ana.does_not_see("A phone of yours ended the connection")
    expect(alarms.get_by_role("article")).to_have_count(1)
    ana.open_app()
    ana.tap("Stay connected")
    ana.does_not_see("A phone of yours ended the connection")
    ana.sees("A phone was added on")
    ben.open_app()
    check_in(ana, "Good")
    sees_circle(ben, "Ana", "Good")
    ben.does_not_see("No longer connected")


def ends_for(phone: Phone) -> None:
    """The partner's phone shows the same as for any leaving."""
    phone.open_app()
    phone.sees("No longer connected", timeout=SLOW / 1000)
    assert phone.page.get_by_text("Stay connected").count() == 0
