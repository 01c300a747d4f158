"""The partner helps when every phone and the words are lost: a new account takes the place, or is stopped."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.conftest import MakeCouple, MakePhone
from tests.browser.looking import look
from tests.browser.notices import read, says_nothing, turn_on_notices
from tests.browser.phones import Phone
from tests.browser.server_clock import ServerClock
from tests.browser.steps import (
    SLOW,
    add_note,
    check_in,
    confirm,
    enter_code,
    is_at_home,
    sees_circle,
    shown_code,
    start,
    to_today,
)

SHARED = "What we both know"
PRIVATE = "Only for this page"
THREE_DAYS = timedelta(days=3, minutes=1)


def test_a_new_beginning_takes_the_seat(
    couple: MakeCouple, phones: MakePhone, server_clock: ServerClock
) -> None:
    (ana, ben), new = couple("firefox", "chromium"), phones("ana-new")
    live_together(ana)

    # Ana's phone is at the bottom of a lake, or so Ben hears. He shows a code; she starts anew.
    ana.close_app()
    gives_seat(ben, new)
    is_at_home(new)
    new.sees(re.compile("^You two are connected again at "), timeout=SLOW / 1000)
    look(new, "seat-gets")
    assert says_nothing(read(ana, "")), "the phone of before is told at once"
    assert not kept.records(new, "check_ins")

    # Three days later it passes by itself, when one of them opens the app.
    server_clock.advance(THREE_DAYS)
    for phone in (new, ben, new):
        phone.set_clock(server_clock.now())
        phone.open_app()
        phone.sees("How are you?", timeout=SLOW / 1000)
    sees_circle(new, "Ben")
    new.wait_until(lambda: SHARED in notes_of(new), "what they shared to be there")
    assert PRIVATE not in notes_of(new)
    new.sees("You two are connected again")
    look(new, "seat-shares-again")
    new.tap("OK")
    check_in(new, "Alright")
    to_today(ben)
    ben.sees("You two are connected again")
    sees_circle(ben, "Your partner", "Alright")

    # The phone comes up again: it hears who has the place, its own pages are there, nothing new of theirs is.
    ana.set_clock(server_clock.now())
    ana.open_app()
    ana.sees("A new account replaced yours", timeout=SLOW / 1000)
    assert PRIVATE in notes_of(ana)
    assert kept.couple_id(ana) is None
    look(ana, "seat-lost")
    ana.tap("What you can do")
    look(ana, "seat-lost-more")
    ana.tap("OK")
    ana.sees("How are you?")
    ana.does_not_see("A new account replaced yours")
    ana.does_not_see("No longer connected")


def test_the_phone_of_before_is_still_there(
    couple: MakeCouple, phones: MakePhone, server_clock: ServerClock
) -> None:
    (ana, ben), other = couple(), phones("other")
    live_together(ana)
    gives_seat(ben, other)

    # It can be called off on either side, and begun again.
    other.open_app("/people/seat")
    other.tap("Stop it")
    other.sees("It has been stopped.")
    leads_to(other, "/")
    ben.open_app("/people/seat")
    gives_code(ben, other)

    ana.open_app()
    ana.sees("A new account is about to replace yours", timeout=SLOW / 1000)
    look(ana, "seat-has")
    ana.tap("Details")
    look(ana, "seat-object")
    ana.tap("I still have this phone")
    ana.sees("It has been stopped.")
    is_at_home(ana)
    server_clock.advance(THREE_DAYS)
    for phone in (other, ben, ana):
        phone.set_clock(server_clock.now())
        phone.open_app()
        phone.sees("How are you?", timeout=SLOW / 1000)
    sees_circle(ben, "Ana")
    assert kept.couple_id(other) is None
    check_in(ana, "So-so")
    sees_circle(ben, "Ana", "So-so")


def live_together(ana: Phone) -> None:
    """Ana writes for both and for herself."""
    turn_on_notices(ana)
    to_today(ana)
    check_in(ana, "Low", for_both=False)
    add_note(ana, PRIVATE)
    check_in(ana, "Good")
    add_note(ana, SHARED)
    kept.all_is_sent(ana)


def gives_seat(ben: Phone, new: Phone) -> None:
    """The partner shows a code, the new account's phone enters it, both compare."""
    start(new)
    new.open_app("/people/seat")
    leads_to(new, "/people")
    ben.tap("People and settings")
    ben.tap(re.compile("^If Ana has lost every phone"))
    look(ben, "seat-begin")
    gives_code(ben, new)
    new.open_app("/people/seat")
    new.sees(re.compile("^You two are connected again at "))
    look(new, "seat-passes")
    new.tap("Done")


def gives_code(ben: Phone, new: Phone) -> None:
    """Ends with both where it can be stopped, and back on Today."""
    ben.tap("Show a code")
    enter_code(new, shown_code(ben))
    confirm(ben, new)
    for phone, says in (
        (ben, "^Your partner's new account is connected to you from "),
        (new, "^You two are connected again at "),
    ):
        phone.sees(re.compile(says), timeout=SLOW / 1000)
        expect(phone.tappable("Stop it")).to_be_visible()
        leads_to(phone, "/people/seat")
        phone.tap("Done")


def leads_to(phone: Phone, path: str) -> None:
    phone.page.wait_for_url(f"{phone.origin}{path}")


def notes_of(phone: Phone) -> list[str]:
    """The notes of all check-ins that this phone can open."""
    versions = [record["view"] for record in kept.records(phone, "check_ins")]
    return [str(one["words"].get("note", "")) for one in versions if one and one["words"]]
