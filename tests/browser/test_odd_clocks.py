"""Phones that slept, and phones whose clock somebody sets."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.browser.conftest import MakeCouple, MakePhone
from tests.browser.kept import all_is_sent, knows_the_time, records
from tests.browser.looking import ELSEWHERE, leads_elsewhere
from tests.browser.odd_page import odd_page
from tests.browser.server_clock import ServerClock
from tests.browser.steps import check_in, is_at_home, is_installed, pause, sees_circle, start
from tests.browser.test_asks import ask, say_yes
from tests.browser.test_lock import PIN, give, is_locked, turn_on

SLEEPS = """
const { now } = Date;
let slept = 0;
Date.now = () => now() + slept;
window.sleepAnHour = () => { slept += 3600000; };
window.setInterval = () => 0;
"""
"""A phone that may deliver a tap before any timer has run, and whose monotonic clock stopped too."""

MOVES_CLOCK = """
const { now } = Date;
let moved = %d * 60000;
Date.now = () => now() + moved;
window.moveClock = minutes => {
  moved += minutes * 60000;
  dispatchEvent(new Event("focus"));
};
"""
"""A phone whose wall clock somebody sets this many minutes ahead; the monotonic one runs on."""

A_YES = re.compile("^(Yes|You said yes,) until")


def test_the_first_touch_after_an_hour(phones: MakePhone) -> None:
    ana = phones("ana")
    start(ana)
    turn_on(ana)
    leads_elsewhere(ana)
    ana.close_app()
    with odd_page(ana, SLEEPS) as page:
        give(ana, PIN)
        is_at_home(ana)
        good = page.get_by_role("button", name="Good", exact=True)

        def finds_it_locked() -> None:
            is_locked(ana)
            give(ana, PIN)
            is_at_home(ana)
            expect(good).to_be_visible()
            assert not records(ana, "check_ins")

        # Neither a tap nor a key is carried out: the app closes first. Looking at it is enough, too.
        page.evaluate("sleepAnHour()")
        good.click()
        finds_it_locked()
        good.focus()
        for key in ("Enter", " "):
            page.evaluate("sleepAnHour()")
            good.focus()
            page.keyboard.press(key)
            finds_it_locked()
        for event in ("focus", "pageshow"):
            page.evaluate("sleepAnHour()")
            page.evaluate("event => dispatchEvent(new Event(event))", event)
            finds_it_locked()

        # Within the time a tap is carried out, and the quick exit always is.
        good.click()
        ana.wait_until(lambda: records(ana, "check_ins"), "the check-in")
        page.evaluate("sleepAnHour()")
        ana.tap("Quick exit")
        page.wait_for_url(ELSEWHERE)


def test_a_clock_that_somebody_sets(couple: MakeCouple, server_clock: ServerClock) -> None:
    ana, ben = couple(ben="chromium")
    is_installed(ana)
    ana.close_app()

    # A pause runs on, whatever the clock says, offline and online.
    with odd_page(ana, MOVES_CLOCK % 0) as page:
        pause(ana)
        ana.tap("Close")
        ana.sees("Your pause runs until")
        all_is_sent(ana)
        ana.go_offline()
        for minutes in (60, -240):
            page.evaluate("minutes => moveClock(minutes)", minutes)
            ana.sees("Your pause runs until")
            ana.does_not_see("Your pause is over.")
        ana.go_online()
        page.evaluate("moveClock(300)")
        ana.sees("Your pause runs until")
        ana.does_not_see("Your pause is over.")
        ana.tap("Open")
        ana.tap("I'm back")
        all_is_sent(ana)

    # A check-in made over an hour early is kept, and shows when it was received.
    ana.open_app()
    knows_the_time(ana, server_clock)
    ana.close_app()
    ana.go_offline()
    with odd_page(ana, MOVES_CLOCK % 65):
        is_at_home(ana)
        check_in(ana, "Good")
        ana.go_online()
        all_is_sent(ana)
        sees_circle(ben, "Ana", "Good")
        ana.does_not_see("Couldn't be sent")
        for phone in (ana, ben):
            fields = records(phone, "check_ins")[0]["view"]
            assert fields
            assert fields["fields"]["shown_at"] < fields["fields"]["at"]

    # A yes that has ended does not hold again if the clock is set back.
    ask(ben, "To be close")
    ana.open_app()
    say_yes(ana)
    ana.sees(A_YES)
    server_clock.advance(timedelta(hours=9))
    ana.open_app()
    knows_the_time(ana, server_clock)
    ana.does_not_see(A_YES)
    ana.close_app()
    for is_offline in (True, False):
        if is_offline:
            ana.go_offline()
        with odd_page(ana, MOVES_CLOCK % (-12 * 60)):
            is_at_home(ana)
            ana.does_not_see(A_YES)
        ana.go_online()
