"""The same screens on a computer: a rail at the side, two columns, sheets in the middle, and order by keyboard."""

import re
from collections.abc import Sequence

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.audit import settle
from tests.browser.browsers import PHONE_SIZE
from tests.browser.conftest import MakeCouple, MakePhone
from tests.browser.looking import look
from tests.browser.phones import Phone
from tests.browser.places import bottom, box, right
from tests.browser.steps import check_in, start, to_today

COMPUTER: ViewportSize = {"width": 1280, "height": 800}
TABLET: ViewportSize = {"width": 768, "height": 1024}
NAMED = "document.activeElement.ariaLabel ?? document.activeElement.textContent.trim()"


HEAD_COVERS = """
(sheet) => {
  sheet.scrollTop = 200;
  const head = sheet.querySelector(".sheet-head");
  const { left, right, top, bottom } = head.getBoundingClientRect();
  const { left: edge } = sheet.getBoundingClientRect();
  const covers = [left + 1, right - 1].every((x) => [(top + bottom) / 2, bottom - 2].every(
    (y) => head.contains(document.elementFromPoint(x, y))));
  return sheet.scrollTop > 0 && left === edge && covers && getComputedStyle(head).backgroundColor.startsWith("rgb(");
}
"""
"""The heading of a sheet covers what scrolls under it, from edge to edge. An opaque colour has no fourth part."""


def test_a_rail_two_columns_and_sheets_in_the_middle(couple: MakeCouple) -> None:
    ana, ben = couple()
    for phone in (ana, ben):
        check_in(phone, "Good")
        page = phone.page
        rail, screen = page.get_by_role("navigation", name="Places"), page.get_by_role("main")

        # On a tablet as on a phone: the places are at the bottom.
        page.set_viewport_size(TABLET)
        assert box(rail)["y"] >= bottom(screen)

        page.set_viewport_size(COMPUTER)
        assert right(rail) <= box(screen)["x"]
        assert box(rail)["height"] == COMPUTER["height"]
        comes_in_order(phone)

        # Details stand in the middle, and quick exit stays in reach.
        phone.tap(re.compile("^You: Good"))
        sheet = page.get_by_role("dialog")
        expect(sheet).to_be_visible()
        settle(page)
        assert min(box(sheet)["y"], COMPUTER["height"] - bottom(sheet)) > 0, "it hangs from no edge"
        assert abs(box(sheet)["x"] - (COMPUTER["width"] - right(sheet))) < 2
        expect(phone.tappable("Quick exit")).to_be_visible()
        assert sheet.evaluate(HEAD_COVERS), "nothing shows beside its heading or through it"
        phone.tap("Close", within=sheet)

        # Two columns, where there is enough for two.
        phone.tap("People and settings")
        first, second = (
            page.get_by_role("heading", name=name) for name in ("You two", "Your data")
        )
        assert right(first) <= box(second)["x"]
        for_you = page.get_by_role("navigation", name="For yourself")
        this_phone = page.get_by_role("heading", name="This phone")
        assert abs(box(for_you)["y"] - box(this_phone)["y"]) < 48, "no column begins lower"
        look(phone, "people-wide")
        page.set_viewport_size(PHONE_SIZE)
        to_today(phone)
    exits_in_one_place(ana)


def test_no_column_holds_only_hints(phones: MakePhone) -> None:
    ana = phones("ana")
    start(ana)
    ana.page.set_viewport_size(COMPUTER)
    hint = ana.tappable("Connect with your partner")
    faces = ana.page.get_by_role("heading", name="How are you?")
    assert bottom(hint) <= box(faces)["y"]
    look(ana, "today-alone-wide")


def exits_in_one_place(phone: Phone) -> None:
    """Quick exit is where it was, however wide a screen's content is."""
    page = phone.page
    places: dict[str, float] = {}
    page.set_viewport_size(COMPUTER)
    for path in ("/", "/talk", "/people", "/settings", "/rituals/new", "/pause"):
        phone.open_app(path)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        places[path] = box(phone.tappable("Quick exit"))["x"]
    assert len(set(places.values())) == 1, places


def comes_in_order(phone: Phone) -> None:
    """Keyboard order from the top: what is always there, then the places, then the screen."""
    page = phone.page
    page.reload()
    expect(page.get_by_role("heading", name="How are you?")).to_be_visible()
    reached = tab_through(page, 9)
    assert reached[:8] == [
        "Skip to the page",
        "People and settings",
        "Pause",
        "Quick exit",
        "Help",
        "Today",
        "Talk",
        "Time",
    ]
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_first_stop_by_keyboard_leads_past_all_else(phones: MakePhone) -> None:
    ana = phones("ana")
    ana.open_app()
    expect(ana.page.get_by_role("heading", level=1)).to_be_visible()
    skips(ana)
    start(ana)
    for path in ("/", "/people", "/help", "/pause"):
        ana.open_app(path)
        expect(ana.page.get_by_role("heading", level=1)).to_have_count(1)
        skips(ana)


def skips(phone: Phone) -> None:
    page = phone.page
    entries = page.evaluate("history.length")
    assert tab_through(page, 1) == ["Skip to the page"]
    expect(page.get_by_role("link", name="Skip to the page")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    assert page.evaluate("history.length") == entries, "Back leads where it led before"


def tab_through(page: Page, stops: int) -> Sequence[str]:
    """The names of the next elements in the order of Tab."""
    reached: list[str] = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(NAMED))
    return reached
