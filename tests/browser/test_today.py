"""Today in its order: what waits comes first and is in sight, then how one is, the two, and what comes next."""

import re
from datetime import timedelta

from playwright.sync_api import Locator, ViewportSize, expect

from tests.browser import kept
from tests.browser.audit import audit, settle
from tests.browser.browsers import PHONE_SIZE
from tests.browser.conftest import MakeCouple, MakePhone
from tests.browser.database import rows
from tests.browser.phones import Phone
from tests.browser.places import bottom, box, height, top
from tests.browser.server import Product
from tests.browser.server_clock import ServerClock
from tests.browser.steps import agree, check_in, is_at_home, pair, propose, start, to_today
from tests.browser.test_restart import a_day_before_date_night
from tests.waiting import wait_until

SMALL: ViewportSize = {"width": 360, "height": 740}
TABLET: ViewportSize = {"width": 768, "height": 1024}
ON_ITS_SIDE: ViewportSize = {"width": 740, "height": 360}
MORE = "Add a little more"
FACES = ("Rough", "Low", "So-so", "Alright", "Good")
NOTE_ARRIVAL = """
new MutationObserver((changes, observer) => {
  const button = [...document.querySelectorAll("button")].find(one => one.innerText === "Decide later");
  if (!button) return;
  observer.disconnect();
  requestAnimationFrame(() => { window.atArrival = getComputedStyle(button).pointerEvents; });
}).observe(document.body, { childList: true, subtree: true });
"""
"""Records whether 'Decide later' accepts taps in the first frame that shows it."""
MARKS = "(one) => ['::before', '::after'].map((end) => getComputedStyle(one, end).content)"


def test_the_first_tap_is_a_face(phones: MakePhone, product: Product) -> None:
    ana = phones("ana")
    ana.open_app()
    for size in (SMALL, ON_ITS_SIDE):
        ana.page.set_viewport_size(size)
        ana.sees("How are you right now?")
        in_sight(ana, *faces(ana))
        ana.screenshot(f"start-{size['width']}")
    ana.page.set_viewport_size(PHONE_SIZE)

    # However often she taps, it is one account and one check-in.
    ana.tappable("Alright").dblclick()
    is_at_home(ana)
    expect(ana.tappable(re.compile("^You: Alright"))).to_be_visible()
    kept.all_is_sent(ana)
    assert rows(product, "SELECT count(*) FROM person") == [(1,)]
    assert rows(product, "SELECT count(*) FROM check_in") == [(1,)]

    # It takes details and can be undone like any other.
    expect(ana.tappable(MORE)).to_be_visible()
    ana.tap("Undo")
    wait_until(lambda: rows(product, "SELECT count(*) FROM check_in") == [(0,)], "it to be gone")
    expect(ana.tappable(MORE)).to_have_count(0)

    # Details can still be added after she has been elsewhere, or has left the app.
    check_in(ana, "Good")
    ana.tap("People and settings")
    ana.tap("Back")
    in_sight(ana, ana.tappable(MORE))
    ana.open_app("/help")
    ana.open_app()
    ana.tap(MORE)
    expect(ana.page.get_by_role("dialog", name="A little more")).to_be_visible()


def test_a_hint_is_one_line(phones: MakePhone) -> None:
    ana = phones("ana")
    start(ana)
    check_in(ana, "Alright")
    ana.page.set_viewport_size(SMALL)

    # First to connect; the face that was just given stays in sight below.
    connect = ana.tappable("Connect with your partner")
    in_order(ana, connect, how(ana), circles(ana))
    in_sight(ana, connect, *faces(ana), circles(ana), ana.tappable(re.compile("^You: Alright")))
    audit(ana, "today-hint")
    ana.page.set_viewport_size(SMALL)

    # Each can be put away, and the next one comes; what protects the words is among the last.
    titles = [put_hint_away(ana) for _ in range(3)]
    assert titles[0] == "Connect with your partner"
    assert titles[1] == "Keep Twofold at hand"
    assert titles[2] == "In case you lose this phone"


def test_a_phone_that_does_not_say_its_zone(phones: MakePhone) -> None:
    ana, ben = phones("ana", zone="Nowhere/Land"), phones("ben")
    start(ana)
    told = ana.page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    assert told == "Etc/Unknown"
    pair(ana, ben)
    ana.sees("Which time zone are you in?")
    audit(ana, "today-zone-untold")

    # Nothing throws, and nothing is sent that is refused.
    propose(ana, "Date night")
    ana.open_app("/settings")
    ana.sees("UTC")
    kept.all_is_sent(ana)

    ana.tap("Choose a time zone")
    ana.write("City or region", "berl")
    audit(ana, "settings-zone")
    ana.tap(re.compile("^Berlin"))
    ana.sees("Your time zone is Berlin.")
    ana.sees(re.compile("^Berlin$"))
    kept.all_is_sent(ana)
    to_today(ana)
    ana.does_not_see("Which time zone are you in?")
    ana.does_not_see("Are you in")


def test_what_waits_comes_first(couple: MakeCouple, server_clock: ServerClock) -> None:
    ana, ben = couple(ben="chromium")
    check_in(ana, "Good")
    ben.page.set_viewport_size(ON_ITS_SIDE)
    nothing_waits(ben)
    in_sight(ben, *faces(ben))
    ben.screenshot("today-on-its-side-quiet")
    ben.page.set_viewport_size(SMALL)
    in_order(ben, how(ben), circles(ben))
    high = height(circles(ben))
    ben.page.evaluate(NOTE_ARRIVAL)
    propose(ana, "Date night")
    proposal = ben.sees("Ana proposes: Date night")
    taps = ben.wait_until(lambda: ben.page.evaluate("window.atArrival"), "the first frame")
    assert taps == "none", "a tap on its way was meant for what stood there before"
    ben.does_not_see("Saved.")
    in_order(ben, proposal, how(ben), circles(ben))
    in_sight(ben, proposal, ben.tappable("Decide later"), ben.tappable("Details"), *faces(ben))
    assert height(circles(ben)) < 0.6 * high, "the circles are half as high where something waits"
    for size in (SMALL, TABLET):
        ben.page.set_viewport_size(size)
        names_beside(ben, "You", "Ana")
    ben.page.set_viewport_size(SMALL)
    audit(ben, "today-proposal")
    ben.page.set_viewport_size(ON_ITS_SIDE)
    in_sight(ben, proposal, ben.tappable("Decide later"), ben.tappable("Details"), *faces(ben))
    in_line(ben, ben.page.get_by_role("article").first)
    ben.screenshot("today-proposal-on-its-side")
    ben.page.emulate_media(color_scheme="dark")
    settle(ben.page)
    ben.screenshot("today-proposal-on-its-side-dark")
    ben.page.emulate_media(color_scheme="null")
    ben.page.set_viewport_size(SMALL)
    one_line_each([ben.tappable("Decide later"), ben.tappable("Details")])
    agree(ben, "Date night")
    kept.all_is_sent(ben)

    # A ritual that is due and an ask are in sight together, neither pushes the other away.
    server_clock.move_to(a_day_before_date_night(server_clock) + timedelta(hours=22))
    for phone in (ana, ben):
        phone.set_clock(server_clock.now())
    ask(ana)
    asked = ben.sees("Ana asks to talk.")
    due = ben.page.get_by_role("region", name="Date night")
    in_order(ben, due, asked, how(ben), circles(ben))
    in_sight(ben, due, asked, *answers(ben))
    one_line_each(answers(ben))
    line = ben.sees("Only the bill")
    assert line.evaluate(MARKS) == ["open-quote", "close-quote"], "it is not the app that says it"
    weigh_alike(ben, ("Yes", "Say yes until"), ("Later", "Tell Ana: "), ("Not now", "Tell Ana: "))
    audit(ben, "today-due-and-asked")

    # A phone on its side shows what waits and the faces beside it.
    ben.page.set_viewport_size(ON_ITS_SIDE)
    in_sight(ben, due.get_by_role("link"), *faces(ben))
    ben.screenshot("today-on-its-side")

    # An ask alone is there with its answers.
    ben.page.set_viewport_size(PHONE_SIZE)
    ben.tap("Not tonight")
    ben.does_not_see("Not tonight")
    ben.page.set_viewport_size(ON_ITS_SIDE)
    in_sight(ben, asked, line, *answers(ben), *faces(ben))
    ben.screenshot("today-asked-on-its-side")
    ben.page.set_viewport_size(PHONE_SIZE)

    # What comes meanwhile, even if it is over sooner, leaves a sheet open with the ask that it answers.
    ben.tap("Later")
    sheet = ben.page.get_by_role("dialog", name="When suits you?")
    expect(sheet).to_be_visible()
    ana.open_app("/wobbles")
    ana.tap("Tell Ben: a wobble")
    kept.all_is_sent(ana)
    expect(waiting(ben).get_by_role("button", name=re.compile("^Show [0-9] more$"))).to_have_count(
        1
    )
    ben.wait_until(lambda: len(kept.records(ben, "wobbles")) == 1, "the wobble")
    expect(sheet).to_be_visible()
    ben.page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    assert waiting(ben).inner_text().startswith("Ana asks to talk.")


def ask(phone: Phone) -> None:
    phone.tap("Talk")
    phone.tap("To talk")
    phone.write("A line with it", "Only the bill")
    phone.tap("Ask Ben")
    kept.all_is_sent(phone)
    to_today(phone)


def nothing_waits(phone: Phone) -> None:
    """Dismisses all hints, one after the other."""
    while waiting(phone).count():
        put_hint_away(phone)


def put_hint_away(phone: Phone) -> str:
    """The first hint, on one line; returns its text."""
    hint = waiting(phone).get_by_role("article").first
    assert height(hint) <= 56
    title = hint.get_by_role("heading").inner_text()
    # by key: the second of two quick taps in one place is ignored
    phone.tappable("Not now", within=hint).press("Enter")
    phone.does_not_see(title)
    return title


def waiting(phone: Phone) -> Locator:
    return phone.page.get_by_role("region", name="Waiting for you")


def how(phone: Phone) -> Locator:
    return phone.page.get_by_role("heading", name="How are you?")


def circles(phone: Phone) -> Locator:
    return phone.page.locator(".circles-drawing")


def faces(phone: Phone) -> list[Locator]:
    return [phone.tappable(face) for face in FACES]


def answers(phone: Phone) -> list[Locator]:
    return [phone.tappable(answer) for answer in ("Yes", "Later", "Not now", "Let it rest")]


def one_line_each(buttons: list[Locator]) -> None:
    assert len({height(button) for button in buttons}) == 1, "one of them has a second line"


def weigh_alike(phone: Phone, *ways: tuple[str, str]) -> None:
    """The button that each answer leads to is no more eye-catching than those of the others."""
    paints: list[str] = []
    for answer, save in ways:
        phone.tap(answer)
        sheet = phone.page.get_by_role("dialog")
        button = sheet.get_by_role("button", name=re.compile(f"^{save}"))
        paints.append(button.evaluate("(one) => getComputedStyle(one).backgroundColor"))
        phone.tap("Close", within=sheet)
    assert len(set(paints)) == 1, paints


def in_order(phone: Phone, *parts: Locator) -> None:
    """From the top down, once all are there."""

    def ordered() -> bool:
        tops = [found["y"] for part in parts if (found := part.bounding_box())]
        return len(tops) == len(parts) and tops == sorted(tops)

    phone.wait_until(lambda: ordered() or None, "the order of Today")


def in_sight(phone: Phone, *parts: Locator) -> None:
    """Wholly on the screen, between header and bottom bar, without scrolling."""
    seen = box(phone.page.get_by_role("main"))
    rolls = "document.scrollingElement.scrollHeight - innerHeight"
    assert phone.page.evaluate(rolls) <= 0, "header and bar can be scrolled away"
    for part in parts:
        assert top(part) >= seen["y"] - 1, f"{part} is above the screen"
        assert bottom(part) <= seen["y"] + seen["height"] + 1, f"{part} is below"


def in_line(phone: Phone, part: Locator) -> None:
    """Its left edge is that of the avatar above it."""
    avatar, found = box(phone.tappable("People and settings")), box(part)
    assert abs(avatar["x"] - found["x"]) <= 8, (avatar, found)


def names_beside(phone: Phone, mine: str, theirs: str) -> None:
    """Each name is beside its own circle, and level with it."""
    names = phone.page.locator(".circle-name b")
    drawing = box(circles(phone))
    left, right = (box(names.filter(has_text=name)) for name in (mine, theirs))
    assert 0 <= drawing["x"] - (left["x"] + left["width"]) < 24
    assert 0 <= right["x"] - (drawing["x"] + drawing["width"]) < 24
    for name in (left, right):
        middle = name["y"] + name["height"] / 2
        assert drawing["y"] < middle < drawing["y"] + drawing["height"]
