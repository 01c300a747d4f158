"""Ask before: an answer aloud, a quiet rest that nobody can tell from silence, and a yes that either withdraws."""

import re
from datetime import datetime, timedelta

from playwright.sync_api import Locator, expect

from tests.browser import kept
from tests.browser.audit import SIZES, audit
from tests.browser.conftest import MakeCouple
from tests.browser.lying import prolong
from tests.browser.notices import at_hand, is_silent, next_noon, read, says_nothing, turn_on_notices
from tests.browser.phones import Phone
from tests.browser.server_clock import ServerClock
from tests.browser.steps import TIME, is_at_home, keeps_focus, pause, to_today

SLOW = 40

LINE = (
    "The letter from the bank. Half an hour is enough, on the sofa, with tea and without a phone, "
    "and I will listen first."
)
"""Four lines on a small phone."""

FACES_IN_VIEW = """
() => {
  scrollTo(0, 0);
  const bottoms = [...document.querySelectorAll(".face")].map((face) => face.getBoundingClientRect().bottom);
  return bottoms.length === 5 && Math.max(...bottoms) <= document.querySelector(".places").getBoundingClientRect().top;
}
"""
"""With their names, above the bar of places."""


def test_ask_before(couple: MakeCouple, server_clock: ServerClock) -> None:
    noon = next_noon(server_clock)
    server_clock.move_to(noon)
    ana, ben = couple()
    turn_on_notices(ana, ben)
    ben.close_app()

    # Ana asks. Ben's closed phone says that there is something, and no more.
    to_today(ana)
    ana.tap("Talk")
    ana.sees("What do you need?")
    audit(ana, "talk")
    ana.tap("To talk about money")
    ana.write("A line with it", LINE)
    audit(ana, "ask-form")
    ana.tap("Ask Ben")
    ana.sees("Saved on this phone, will send")
    told = ben.notification("Reminder", "")
    assert says_nothing(told)
    ben.tap_notification(told)
    ben.wait_for_app(re.compile("/asks/"))
    ben.sees("Ana asks to talk about money.")
    ben.sees("The letter from the bank.")
    audit(ben, "ask-of-the-partner")

    # On Today it stands above the faces, and leaves all of them in view on a small phone.
    to_today(ben)
    ben.sees("The letter from the bank.")
    ben.page.set_viewport_size(SIZES[0])
    assert ben.page.evaluate(FACES_IN_VIEW)
    expect(ben.tappable("Read all")).to_be_visible()
    ben.page.set_viewport_size(SIZES[2])
    expect(ben.tappable("Read all")).to_have_count(0)
    ben.page.set_viewport_size(SIZES[0])
    audit(ben, "today-asked-with-a-line")
    ben.tap("Yes")
    expect(ben.page.get_by_role("dialog").get_by_text(LINE)).to_be_in_viewport(ratio=1)
    audit(ben, "ask-yes-with-a-line")
    ben.page.keyboard.press("Escape")
    ben.tap("Read all")
    expect(ben.tappable("Read all")).to_have_count(0)
    keeps_focus(ben)
    ben.page.go_back()
    ben.wait_for_app(re.compile("/asks/"))

    # He lets it rest. With Ana nothing has changed, and nothing will until it rests by itself.
    before = kept.shared(ana)
    ben.tap("Let it rest")
    ben.sees("You let it rest. No one is told.")
    keeps_focus(ben)
    kept.all_is_sent(ben)
    ben.open_app("/talk")
    ben.sees("You can still answer until")
    audit(ben, "talk-let-rest")
    ana.open_app("/talk")
    ana.sees(re.compile(f"^Ben can answer until {TIME}.$"))
    assert ana.page.get_by_text("To talk about money").count() == 1
    assert kept.shared(ana) == before
    audit(ana, "talk-waiting")

    # Another one, while Ben looks. A yes is there for both or not at all.
    ask(ana, "To be close")
    kept.all_is_sent(ana)
    ana.close_app()
    ben.open_app()
    ben.sees("Ana asks to be close.")
    audit(ben, "today-asked")
    ben.go_offline()
    say_yes(ben)
    ben.sees("Saying yes needs a connection. Nothing was sent.")
    audit(ben, "ask-yes-offline")
    assert kept.unsent(ben) == 0
    ben.go_online()
    ben.tap(re.compile("^Say yes until"))
    until = (
        ben.sees(re.compile(f"^You said yes, until {TIME}.$"))
        .inner_text()
        .removeprefix("You said yes, until ")[:5]
    )
    audit(ben, "today-yes-given")

    # Ben keeps it at hand on his lock screen; Ana's says that there is something.
    own = ben.wait_until(lambda: at_hand(ben), "his own notice")
    assert says_nothing(own)
    assert is_silent(own)
    assert says_nothing(read(ana, ""))
    # From here on a lying server makes all of it last longer for her; she sees it to the end that is sealed.
    prolong(ana, timedelta(days=1))
    ana.open_app()
    ana.sees(f"Yes until {until}")
    audit(ana, "today-yes")

    # He withdraws it there, without a network: gone here at once, and there as soon as it can be.
    ben.close_app()
    ben.go_offline()
    ben.tap_notification(own, "Withdraw")
    ben.open_app()
    is_at_home(ben)
    ben.does_not_see("Yes until")
    assert kept.unsent(ben) == 1
    ben.go_online()
    ana.sees("Ben has withdrawn this.", timeout=SLOW)
    audit(ana, "today-withdrawn")
    ana.tap("OK")
    end = read(ana, "")
    assert says_nothing(end)
    assert is_silent(end)

    # The next day what nobody answered has rested. Ana asks again, and withdraws the yes on the lock screen.
    server_clock.move_to(noon + timedelta(days=1, hours=1))
    for phone in (ana, ben):
        phone.open_app()
        is_at_home(phone)
        kept.knows_the_time(phone, server_clock)
    ana.open_app("/talk")
    audit(ana, "talk-earlier")
    ana.page.get_by_text("Earlier", exact=True).click()
    ana.sees("This ended without an answer.", timeout=SLOW)
    audit(ana, "talk-rested")
    ask(ana, "To be close")
    kept.all_is_sent(ana)
    ben.sees("Ana asks to be close.", timeout=SLOW)
    ana.close_app()
    say_yes(ben)
    ben.sees(re.compile("^Yes until"))
    ana.tap_notification(ana.notification("Reminder", ""), "Withdraw")
    ben.sees("Ana has withdrawn this.", timeout=SLOW)
    ben.tap("OK")

    # While Ben has a pause nothing goes to him, and Ana's phone says so before she writes. What she writes waits, and
    # goes only when she sends it once more.
    back = pause(ben)
    ana.open_app()
    ana.sees(f"Ben needs a pause, back by {back}. Nothing to do now.", timeout=SLOW)
    ana.tap("Talk")
    ana.tap("To share something tender")
    ana.sees(f"There is a pause until {back}. What you write stays on this phone")
    ana.write("A line with it", "I have been thinking of the lake.")
    audit(ana, "ask-form-paused")
    ana.tap("Keep as a draft")
    ana.sees("Kept on this phone. Nothing was sent.")
    ana.sees(f"There is a pause until {back}. Your words stay on this phone")
    ana.does_not_see("Ask now")
    audit(ana, "talk-draft")
    ben.tap("I'm back")
    kept.all_is_sent(ben)
    to_today(ana)
    waits(ana).get_by_text("Send it now?").wait_for()
    audit(ana, "today-draft")
    ana.tap("Ask now")
    ben.sees("Ana asks to share something tender.", timeout=SLOW)
    answer_later(ben, noon + timedelta(days=4))
    again = "at 19:00 on " + (noon + timedelta(days=4)).strftime("%A")
    ana.sees(f"Ben says later. You can ask again {again}.", timeout=SLOW)
    audit(ana, "today-later")
    ana.tap("Talk")
    expect(ana.tappable("To share something tender")).to_have_count(0)
    ana.sees(f"You can ask again {again}.")
    audit(ana, "talk-later")
    kept.all_is_sent(ana, ben)

    # At the agreed time she may ask again, though it was long after the ask itself would have been forgotten.
    server_clock.move_to((noon + timedelta(days=4)).replace(hour=19, minute=1))
    for phone in (ana, ben):
        phone.open_app()
        is_at_home(phone)
        kept.knows_the_time(phone, server_clock)
    ana.sees("Ben said later. You can ask again now.")
    audit(ana, "today-later-now")
    ana.tap("Ask Ben")
    ana.tap("Ask Ben")
    ben.sees("Ana asks to share something tender.", timeout=SLOW)
    kept.all_is_sent(ana)


def answer_later(phone: Phone, day: datetime) -> None:
    """At seven in the evening of that day. The button that says so is in view on a small phone."""
    phone.tap("Later")
    sheet = phone.page.get_by_role("dialog", name="When suits you?")
    phone.page.set_viewport_size(SIZES[0])
    expect(phone.tappable("Tell Ana: later")).to_be_in_viewport(ratio=1)
    audit(phone, "ask-later")
    sheet.get_by_label("Day", exact=True).fill(f"{day:%Y-%m-%d}")
    sheet.get_by_label("Time", exact=True).fill("19:00")
    phone.sees(f"Ana can ask again at 19:00 on {day:%A}.")
    phone.tap("Tell Ana: later")


def ask(phone: Phone, what: str, line: str = "") -> None:
    phone.tap("Talk")
    phone.tap(what)
    if line:
        phone.write("A line with it", line)
    phone.tap(re.compile("^Ask "))
    phone.sees("Saved on this phone, will send")


def say_yes(phone: Phone) -> None:
    phone.tap("Yes")
    phone.tap(re.compile("^Say yes until"))


def waits(phone: Phone) -> Locator:
    found = phone.page.get_by_role("region", name="Waiting for you")
    expect(found).to_be_visible()
    return found
