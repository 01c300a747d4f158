"""No network for a day, or lost answers: nothing is lost and nothing is doubled."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, expect

from tests.browser import kept
from tests.browser.conftest import MakeCouple
from tests.browser.phones import Phone
from tests.browser.server_clock import ServerClock
from tests.browser.steps import (
    Face,
    add_note,
    agree,
    change_place,
    check_in,
    is_at_home,
    is_installed,
    open_ritual,
    propose,
    sees_circle,
    to_today,
    write_note,
)

UNSENT = "Saved on this phone, will send"


def test_a_day_without_network(couple: MakeCouple, server_clock: ServerClock) -> None:
    ana, ben = couple()
    propose(ana, "Date night", where="At home")
    to_today(ben)
    agree(ben, "Date night")
    ana.sees("You both agreed")
    for phone in (ana, ben):
        is_installed(phone)
    kept.all_is_sent(ana, ben)

    # In the morning both are out of reach.
    for phone in (ana, ben):
        phone.go_offline()
    it_is("07:30", server_clock, ana, ben)
    to_today(ana)
    check_in(ana, "Low")
    add_note(ana, "The tram stands still")
    ana.sees(UNSENT)
    check_in(ben, "So-so", for_both=False)
    check_in(ben, "Alright")
    ben.sees(UNSENT)

    # At noon Ana takes something back before anybody could see it, and closes the app for a while.
    it_is("12:40", server_clock, ana, ben)
    check_in(ana, "Rough")
    ana.tap("Undo")
    sees_circle(ana, "You", "Low")
    ana.switch_off()
    ana.switch_on()
    ana.go_offline()
    set_clock(ana, server_clock)
    ana.open_app()
    is_at_home(ana)
    sees_circle(ana, "You", "Low")
    ana.sees(UNSENT)

    # In the evening both change the same ritual, each in their own way, and both skip the same date.
    it_is("20:15", server_clock, ana, ben)
    check_in(ana, "Good")
    change_place(ana, "Date night", "By the river")
    ana.sees(UNSENT)
    change_place(ben, "Date night", "At Quittenbrot's")
    for phone in (ana, ben):
        skip_next(phone)
    to_today(ben)
    add_note_to_latest(ben, "Alright", "Ready to talk now")

    # Back in reach, Ana first. What she wrote is there for Ben, and nothing asks her anything.
    ana.go_online()
    kept.all_is_sent(ana)
    ben.go_online()
    to_today(ana)
    sees_circle(ben, "Ana", "Good")
    sees_circle(ana, "Ben", "Alright")
    assert ana.page.get_by_text("Couldn't be sent").count() == 0

    # Ben is asked about the one thing that both changed, and about nothing else.
    ben.tap("See what")
    ritual = ben.page.get_by_role("article").filter(has_text="A ritual")
    expect(ritual).to_have_count(1)
    expect(ritual).to_contain_text("This was changed before your version arrived.")
    expect(ritual.locator(".btn.main")).to_have_count(0)
    yours, theirs = (
        section(ritual, title) for title in ("Your version", "The version that is there now")
    )
    expect(yours).to_contain_text("At Quittenbrot's")
    expect(theirs).to_contain_text("By the river")
    expect(ben.page.get_by_role("article")).to_have_count(1)
    ben.screenshot("story-offline-tray")
    ben.tap("Use my version")
    ben.sees("Everything has been sent.")
    open_ritual(ana, "Date night")
    ana.sees("At Quittenbrot's")

    # In the end both phones have the same, all of it, and all of it once.
    kept.all_is_sent(ana, ben)
    assert kept.shared(ana) == kept.shared(ben)
    shared = [kind for kind, _ in kept.shared(ana)]
    assert shared.count("check_ins") == 3
    assert shared.count("rituals") == 1
    assert shared.count("ritual_occurrences") == 1
    assert sorted(filter(None, kept.words(ana, "check_ins", "note"))) == [
        "Ready to talk now",
        "The tram stands still",
    ]
    assert len(kept.records(ana, "check_ins")) == 3
    assert len(kept.records(ben, "check_ins")) == 4, "one of them is his alone"


def test_answers_get_lost(couple: MakeCouple) -> None:
    ana, ben = couple("firefox", "chromium")

    # All that Ana writes arrives, but she does not hear of it.
    ana.lose_answers()
    check_in(ana, "Good")
    sees_circle(ben, "Ana", "Good")
    ana.sees(UNSENT)
    add_note(ana, "Written twice, said once")
    check_in(ana, "Low")
    propose(ana, "A walk")
    ana.sees(UNSENT)

    # After a while the connection is back: her phone sends it again, and the server already knows
    # it.
    ana.go_offline()
    ana.close_app()
    ana.open_app()
    is_at_home(ana)
    ana.go_online()
    kept.all_is_sent(ana, ben)
    sees_circle(ben, "Ana", "Low")
    ben.sees("Ana proposes: A walk")

    # The same with a deletion and with a yes.
    check_in(ana, "Rough")
    sees_circle(ben, "Ana", "Rough")
    for phone in (ana, ben):
        phone.lose_answers()
    ana.tap("Undo")
    agree(ben, "A walk")
    for phone in (ana, ben):
        phone.go_offline()
        phone.go_online()
    sees_circle(ben, "Ana", "Low")
    kept.all_is_sent(ana, ben)
    ben.wait_until(lambda: kept.shared(ana) == kept.shared(ben), "both phones to have the same")
    kinds = [kind for kind, _ in kept.shared(ben)]
    assert kinds.count("check_ins") == 2
    assert kinds.count("rituals") == 1
    assert sorted(kept.words(ben, "check_ins", "note")) == ["", "Written twice, said once"]
    open_ritual(ana, "A walk")
    ana.sees("Next times")


def it_is(time: str, server_clock: ServerClock, *phones: Phone) -> None:
    """Move the server's clock and the phones' to this time in Berlin, today or tomorrow."""
    now = server_clock.now().astimezone(ZoneInfo("Europe/Berlin"))
    hour, minute = map(int, time.split(":"))
    moment = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    server_clock.move_to(moment if moment > now else moment + timedelta(days=1))
    for phone in phones:
        set_clock(phone, server_clock)


def set_clock(phone: Phone, server_clock: ServerClock) -> None:
    phone.set_clock(server_clock.now())


def skip_next(phone: Phone) -> None:
    """From Today to the date that comes next, and skip it."""
    to_today(phone)
    phone.tap(re.compile("^Date night"))
    phone.tap(re.compile("^(Skip this time|Not tonight|Not today)$"))
    phone.sees("Skipped")


def add_note_to_latest(phone: Phone, face: Face, note: str) -> None:
    """Through one's own circle on Today."""
    phone.tap(re.compile(f"^You: {face}"))
    write_note(phone, note)


def section(place: Locator, title: str) -> Locator:
    heading = place.page.get_by_role("heading", name=title, exact=True)
    return place.locator("section").filter(has=heading)
