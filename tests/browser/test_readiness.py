"""Readiness: an invitation to ask. Both learn of a double-blind match in the same moment, and of nothing else."""

import re
from datetime import timedelta

from playwright.sync_api import Locator, expect

from tests.browser import kept
from tests.browser.audit import audit
from tests.browser.conftest import MakeCouple
from tests.browser.database import rows
from tests.browser.phones import Phone
from tests.browser.server import Product
from tests.browser.server_clock import ServerClock
from tests.browser.steps import TIME, keeps_focus, to_today
from tests.waiting import wait_until

FOUR_HOURS = timedelta(hours=4, minutes=16)
LONG_ENOUGH = timedelta(minutes=10)
ASKED = "What are you ready for?"


def test_an_invitation_to_ask(
    couple: MakeCouple, product: Product, server_clock: ServerClock
) -> None:
    ana, ben = couple()

    # Before you start it says what it is, and what can be guessed.
    audit(ben, "today-nobody-ready")
    ana.tap(re.compile(f"^{re.escape(ASKED)}"))
    ana.sees("Being ready is an invitation to ask. It is never a yes.")
    ana.sees("Those on touch and intimacy show only if you are both ready.")
    ana.sees("If one of you is ready for ten minutes and sees no match, they can tell")
    audit(ana, "readiness-first")
    ana.page.locator("summary", has_text="More").click()
    ana.sees("after you have both been ready for 5 to 10 minutes.")
    ana.sees("If you were both ready, even for a moment, you both see")
    ana.sees("You can withdraw each of them at any time with one tap.")
    audit(ana, "readiness-first-more")
    ana.tap("OK")
    ana.sees("If you are both ready, you both see it after 5 to 10 minutes.")
    choose(ana, "Touch", "Ready")
    audit(ana, "readiness-sheet")
    ana.tap("Save, seen only if you are both ready")
    own(ana, "Touch", "Ready")
    keeps_focus(ana)
    kept.all_is_sent(ana)

    # Nothing of it is with Ben: no record, no number.
    ben.open_app()
    knows_nothing_new(ben)
    assert kept.records(ben, "readiness") == []

    # He shows that he may talk; she sees it while she looks.
    open_sheet(ben)
    ben.tap("OK")
    choose(ben, "Talking", "Maybe")
    ben.page.get_by_role("group", name="Energy").get_by_label("2").check()
    ben.tap("Save for both of us")
    area(ana, "Talking", re.compile(f"^Ben says maybe, until {TIME}$"))
    ana.sees("Ben's energy: 2 of 5.")

    # Now both are ready for touch: some minutes later both phones say so while they lie open.
    open_sheet(ben)
    choose(ben, "Touch", "Ready")
    ben.tap("Save, seen as you chose for each")
    own(ben, "Touch", "Ready")
    kept.all_is_sent(ben)
    server_clock.advance(LONG_ENOUGH)
    for phone in (ana, ben):
        phone.set_clock(server_clock.now())
    for phone in (ben, ana):
        area(phone, "Touch", re.compile(f"^You are both ready, until {TIME}$"))
    audit(ana, "today-both-ready")
    audit(ben, "today-both-ready-firefox")

    # From there one may ask, and asking is a step of its own. What is open is not offered again to either.
    ana.tap("Ask Ben: Touch")
    ana.tap("Ask Ben")
    ana.sees("Saved on this phone, will send")
    kept.all_is_sent(ana)
    for phone in (ana, ben):
        to_today(phone)
        area(phone, "Touch", re.compile("^You are both ready"))
        expect(lines(phone).get_by_role("link")).to_have_count(0, timeout=30_000)
    audit(ana, "today-both-ready-asked")

    # One tap takes it back, also without a network; with it the match goes from the other phone. What stays for an
    # hour is alike on both: so nobody says ready only to see, and takes it back unseen.
    ben.go_offline()
    ben.tap(re.compile("^Touch: Ready"))
    ben.sees("Touch: Not now.")
    shows_no(ben, "You are both ready")
    ben.go_online()
    shows_no(ana, "You are both ready")
    own(ana, "Touch", "Ready")
    kept.all_is_sent(ben)
    for phone in (ana, ben):
        area(phone, "Touch", "You were both ready")
        audit(phone, f"today-were-both-ready-{phone.name}")

    # A tap may be a slip.
    ana.tap(re.compile("^Touch: Ready"))
    ana.tap("Undo")
    own(ana, "Touch", "Ready")
    kept.all_is_sent(ana)

    # It ends by itself: on phones without a network, and on the server.
    for phone in (ana, ben):
        phone.go_offline()
    server_clock.advance(FOUR_HOURS)
    for phone in (ana, ben):
        phone.set_clock(server_clock.now())
        own(phone, "Touch", "Not now")
    wait_until(lambda: said(product) == {"not_now"}, "the server to forget it")
    for phone in (ana, ben):
        phone.go_online()
    to_today(ana)
    shows_no(ana, "ready, until")

    # The rule is one's own to change.
    open_sheet(ana)
    ana.page.get_by_text("Change who sees what", exact=True).click()
    ana.page.get_by_role("group", name="Who sees it: Touch").get_by_label("Always").check()
    choose(ana, "Touch", "Ready")
    audit(ana, "readiness-rules")
    ana.tap("Save for both of us")
    area(ben, "Touch", re.compile("^Ana is ready, until"))

    # A tap goes from not now to maybe and to ready, with the end of what holds, and says who sees it.
    end = until(ana, "Touch")
    ana.tap("Money: Not now")
    ana.tap(re.compile("^Money: Maybe"))
    own(ana, "Money", "Ready")
    assert until(ana, "Money") == end
    ana.sees("Ben will see it.")
    area(ben, "Money", re.compile("^Ana is ready, until"))
    audit(ana, "today-ready-chips")


def open_sheet(phone: Phone) -> None:
    phone.tap(re.compile(f"^({re.escape(ASKED)}.*|.*[.] Change|Change)$"))


def choose(phone: Phone, name: str, state: str) -> None:
    """In the open sheet, one area."""
    phone.page.get_by_role("group", name=name, exact=True).get_by_label(state).check()


def own(phone: Phone, name: str, state: str) -> None:
    """On Today, the chip of one area says what one has said, and until when that holds."""
    chip = phone.tappable(re.compile(f"^{name}: {state}(, until {TIME})?$"))
    expect(chip).to_be_visible(timeout=45_000)


def until(phone: Phone, name: str) -> str:
    label = phone.tappable(re.compile(f"^{name}: Ready")).get_attribute("aria-label")
    assert label
    return label.partition(", until ")[2]


def area(phone: Phone, name: str, says: str | re.Pattern[str]) -> None:
    """On Today, the line of one area says so."""
    line = lines(phone).filter(has_text=name)
    expect(line.get_by_text(says)).to_be_visible(timeout=45_000)


def lines(phone: Phone) -> Locator:
    return phone.page.get_by_role("region", name="Ready for").get_by_role("listitem")


def knows_nothing_new(phone: Phone) -> None:
    """Of touch, which the partner is ready for, nothing shows."""
    expect(phone.page.get_by_role("region", name="Ready for")).to_be_visible()
    expect(lines(phone).filter(has_text="Touch")).to_have_count(0, timeout=30_000)


def shows_no(phone: Phone, text: str) -> None:
    phone.does_not_see(text, timeout=30)


def said(product: Product) -> set[str]:
    return {state for (state,) in rows(product, "SELECT state FROM readiness")}
