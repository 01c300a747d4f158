"""Phones with odd browsers: each stub fails as a real browser does, in its own page on the same phone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.audit import audit
from tests.browser.conftest import MakeCouple, MakePhone, MakeProduct
from tests.browser.kept import all_is_sent
from tests.browser.odd_page import odd_page
from tests.browser.phones import Phone
from tests.browser.releases import commands_in, rename_parts
from tests.browser.server import Product
from tests.browser.steps import (
    SLOW,
    agree,
    check_in,
    is_at_home,
    pair,
    pause,
    propose,
    start,
    to_today,
)
from tests.databases import Copy

FAILS = """
function failing() {
  const request = new EventTarget();
  request.error = new DOMException("Internal error", "UnknownError");
  setTimeout(() => request.dispatchEvent(new Event("error")));
  return request;
}
"""
REFUSALS = {
    "is missing": "Object.defineProperty(window, 'indexedDB', { value: undefined });",
    "throws": """IDBFactory.prototype.open = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };""",
    "fires an error": FAILS + "IDBFactory.prototype.open = failing;",
    "never answers": "IDBFactory.prototype.open = () => new EventTarget();",
}
"""The ways in which browsers fail to open the app's database."""

FAILS_ONCE = (
    FAILS
    + """
const { open } = IDBFactory.prototype;
IDBFactory.prototype.open = function (...name) {
  IDBFactory.prototype.open = open;
  return failing();
};
"""
)
ANSWERS_LATE = """
const { addEventListener } = EventTarget.prototype;
const opened = new Promise(resolve => { window.letItOpen = resolve; });
IDBOpenDBRequest.prototype.addEventListener = function (name, listener) {
  const late = event => opened.then(() => listener(event));
  addEventListener.call(this, name, name === "success" ? late : listener);
};
"""
WITHOUT_ROOM = """
for (const name of ["put", "add", "delete", "clear"]) {
  const write = IDBObjectStore.prototype[name];
  IDBObjectStore.prototype[name] = function (...given) {
    const request = write.apply(this, given);
    if (window.isFull) queueMicrotask(() => this.transaction.abort());
    return request;
  };
}
const why = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "error");
Object.defineProperty(IDBTransaction.prototype, "error", {
  get() {
    return window.isFull ? new DOMException("No room", "QuotaExceededError") : why.get.call(this);
  },
});
"""
FAILS_IN_SETTINGS = "Intl.DisplayNames = undefined;"
"""The settings name every language in itself."""

WITHOUT_WORKER = "delete Navigator.prototype.serviceWorker;"
"""A page without a service worker: the first visit, or a browser that has none."""

ON_A_HOME_SCREEN = """
Object.defineProperty(navigator, "standalone", { value: true });
HTMLAnchorElement.prototype.click = () => {};
navigator.canShare = () => window.sharesFiles !== false;
navigator.share = async ({ files }) => {
  if (window.isLate) {
    window.isLate = false;
    throw new DOMException("Too late after the tap", "NotAllowedError");
  }
  window.shared = [...(window.shared ?? []), files[0].name];
};
"""
"""An app on an iPhone's home screen, which ignores downloads."""

NOT_STORED = "This phone couldn't store it"


@pytest.fixture
def product(start_product: MakeProduct, copies: Copy, folder: Path, release: Path) -> Product:
    (folder / "product").mkdir()
    return start_product(commands_in(release), TWOFOLD_DATABASE=copies(folder / "product"))


def test_a_store_that_does_not_open(phones: MakePhone) -> None:
    ana = phones("ana")
    for stub in REFUSALS.values():
        with odd_page(ana, stub):
            tells_what_is_wrong(ana)
    start(ana)
    ana.close_app()
    for stub in REFUSALS.values():
        with odd_page(ana, stub):
            tells_what_is_wrong(ana)

    # A first failure is not shown; a long one is, and it opens once it can.
    with odd_page(ana, FAILS_ONCE):
        is_at_home(ana)
    with odd_page(ana, ANSWERS_LATE) as page:
        ana.sees("This page didn't open")
        audit(ana, "odd-did-not-open")
        page.evaluate("letItOpen()")
        is_at_home(ana)

    # One failing screen does not break the others.
    with odd_page(ana, FAILS_IN_SETTINGS, "/settings"):
        ana.sees("This page didn't open")
        expect(ana.tappable("Pause")).to_be_visible()
        ana.tap("People and settings")
        ana.sees("Save a copy of your words")
    assert ["DisplayNames" in problem for problem in ana.problems] == [True]
    ana.problems.clear()


def test_a_phone_without_room(couple: MakeCouple) -> None:
    ana, ben = couple(ben="chromium")
    ben.close_app()
    with odd_page(ana, WITHOUT_ROOM) as page:
        is_at_home(ana)
        check_in(ana, "So-so")
        all_is_sent(ana)
        page.evaluate("window.isFull = true")

        # A failed tap says so, and what was typed stays in its field.
        ana.tap("Good")
        ana.sees(NOT_STORED)
        ana.tap("Add a little more")
        sheet = page.get_by_role("dialog", name="A little more")
        sheet.get_by_label("A note", exact=True).fill("A long day")
        ana.tap("Save for both of us", within=sheet)
        expect(sheet.get_by_role("alert")).to_contain_text(NOT_STORED)
        audit(ana, "odd-phone-full")
        expect(sheet.get_by_label("A note", exact=True)).to_have_value("A long day")
        ana.tap("Close", within=sheet)

        # What stops something goes out.
        pause(ana)
        ana.sees("Ben can see when you'll be back.")
        ana.tap("I'm back")
        ana.sees("Welcome back.")
        ana.tap("People and settings")
        ana.tap("Leave")
        ana.sees("Sharing has stopped.")

    ben.open_app()
    ben.sees("No longer connected")


def test_a_page_from_before_a_release(phones: MakePhone, product: Product, release: Path) -> None:
    ana, ben = phones("ana"), phones("ben")
    with odd_page(ana, WITHOUT_WORKER) as page:
        # What is fetched early comes; the network is too slow for all else.
        page.route("**/assets/settings-*.js", lambda route: route.abort())
        start(ana)
        pair(ana, ben)
        product.stop()
        rename_parts(release / "pwa" / "dist")
        product.start()
        page.unroute("**/assets/settings-*.js")

        # A pause, Help and leaving open from what the page holds.
        pause(ana)
        ana.tap("I'm back")
        ana.tap("Help")
        ana.sees("If someone comes in")
        page.go_back()
        is_at_home(ana)

        ana.tap("People and settings")
        ana.tap("Leave")
        ana.sees("Sharing has stopped.")

        # Everything else says what is wrong, and keeps the tap.
        ana.tap("People and settings")
        ana.tap(re.compile("^Settings"))
        ana.sees("There is a new version")
        ana.screenshot("odd-new-version")
        ana.tap("Load the new version")
        expect(page.get_by_role("heading", name="Settings")).to_be_visible(timeout=SLOW)

        # Where not even the frame of the app comes, Help and the way out are there.
        page.route("**/assets/home-*.js", lambda route: route.abort())
        page.goto(ana.origin)
        tells_what_is_wrong(ana, "This part didn't load")
        for part in ("ui", "store"):
            page.route(f"**/assets/{part}-*.js", lambda route: route.abort())
            page.goto(ana.origin)
            ana.sees("This page didn't open")
            expect(ana.tappable("Quick exit")).to_be_visible()


def test_files_on_an_iphone_s_home_screen(couple: MakeCouple) -> None:
    ana, ben = couple(ben="chromium")
    propose(ana, "A walk")
    to_today(ben)
    agree(ben, "A walk")
    ana.sees("You both agreed")
    ben.close_app()
    ana.close_app()
    with odd_page(ana, ON_A_HOME_SCREEN, "/people/export") as page:
        ana.tap("For another program (JSON)")
        shared(ana, 1)
        # Where making it took too long for a tap, one more is asked for.
        page.evaluate("window.isLate = true")
        ana.tap("To read and print")
        ana.sees("The file is ready.")
        audit(ana, "odd-phone-file")
        ana.tap("Save or share it")
        ana.does_not_see("The file is ready.")
        assert [name.rsplit(".", 1)[1] for name in shared(ana, 2)] == ["json", "html"]
        page.evaluate("window.sharesFiles = false")
        ana.tap("To read and print")
        ana.sees("can't save files")
    with odd_page(ana, ON_A_HOME_SCREEN, "/time/calendar"):
        ana.tap("Get the calendar file")
        assert shared(ana, 1) == ["calendar.ics"]


def shared(phone: Phone, count: int) -> list[str]:
    """What was given to the share sheet, once there are this many files."""
    page = phone.page
    phone.wait_until(lambda: page.evaluate("window.shared?.length") == count, "the files")
    return page.evaluate("window.shared")


def tells_what_is_wrong(phone: Phone, says: str = "This page didn't open") -> None:
    """The screen that did not open says so, and Help and the quick exit are there."""
    phone.sees(says)
    expect(phone.tappable("Quick exit")).to_be_visible()
    phone.tap("Help")
    phone.sees("If someone comes in")
    phone.page.go_back()
    phone.sees(says)
