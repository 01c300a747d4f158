"""Phones that answer oddly: each stub fails as a real browser does, in a page of its own on one and the same phone."""

import re
from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.audit import audit
from tests.browser.conftest import MakePhone, MakeProduct
from tests.browser.kept import all_is_sent, knows_the_time, records
from tests.browser.phones import Phone
from tests.browser.releases import commands_in, rename_parts
from tests.browser.server import Product
from tests.browser.server_clock import ServerClock
from tests.browser.steps import (
    SLOW,
    back_by,
    check_in,
    is_at_home,
    is_installed,
    pair,
    pause,
    propose,
    sees_circle,
    start,
    to_today,
)
from tests.browser.test_asks import ask, say_yes
from tests.browser.test_lock import PIN, give, is_locked, turn_on
from tests.browser.test_screens import ELSEWHERE, leads_elsewhere
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
"""What a browser does where it does not open the app's store."""

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
"""A page that no service worker answers for: the first visit, or a browser that has none."""

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
"""An app on an iPhone's home screen: what is downloaded is swallowed."""

SLEEPS = """
const { now } = Date;
let slept = 0;
Date.now = () => now() + slept;
window.sleepAnHour = () => { slept += 3600000; };
window.setInterval = () => 0;
"""
"""A phone that may hand on a tap before any timer has run, and whose monotonic clock stood still too."""

MOVES_CLOCK = """
const { now } = Date;
let moved = %d * 60000;
Date.now = () => now() + moved;
window.moveClock = minutes => {
  moved += minutes * 60000;
  dispatchEvent(new Event("focus"));
};
"""
"""A phone whose clock somebody sets, so many minutes ahead; the monotonic one goes on."""

SUBSCRIBES = """
PushManager.prototype.subscribe = async () => {
  window.asked = (window.asked ?? 0) + 1;
  %s
};
"""
WITHOUT_ADDRESS = {
    "AbortError": SUBSCRIBES % "throw new DOMException('Registration failed', 'AbortError');",
    "NotAllowedError": SUBSCRIBES
    % "throw new DOMException('Registration failed', 'NotAllowedError');",
    "no answer": "const wait = setTimeout; window.setTimeout = (then, time, ...with_) =>"
    " wait(then, time === 20000 ? 200 : time, ...with_);"
    + SUBSCRIBES
    % "return new Promise(() => {});",
    "an address that leads nowhere": SUBSCRIBES
    % "return { endpoint: 'https://permanently-removed.invalid/x', options: {}, unsubscribe() {} };",
}
"""A browser that cannot reach its push service, or has none behind the names."""

PERMISSION = """
Object.defineProperty(Notification, "permission", { get: () => "%s" });
Notification.requestPermission = async () => "%s";
"""
A_YES = re.compile("^(A yes|You said yes), until")
NO_NOTICE_SERVICE = "this browser couldn't reach its notice service"

UNSUBSCRIBE = """async () => {
  const { pushManager } = await navigator.serviceWorker.ready;
  await (await pushManager.getSubscription()).unsubscribe();
}"""

TRANSLATES = """
const wrap = () => {
  const texts = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) found.push(texts.currentNode);
  for (const text of found) {
    if (!text.data.trim() || text.parentElement.closest("font, head")) continue;
    if (window.heeds && text.parentElement.closest("[translate=no]")) continue;
    const font = document.createElement("font");
    font.append(document.createElement("font"));
    font.firstChild.textContent = text.data;
    text.replaceWith(font);
    window.wrapped = (window.wrapped ?? 0) + 1;
  }
};
new MutationObserver(wrap).observe(document, { childList: true, characterData: true, subtree: true });
"""
"""A translator as browsers have them: another element for each text, whenever the page changes."""

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

    # What failed once nobody notices; what takes long is told, and opens when it is there.
    with odd_page(ana, FAILS_ONCE):
        is_at_home(ana)
    with odd_page(ana, ANSWERS_LATE) as page:
        ana.sees("This page didn't open")
        audit(ana, "odd-did-not-open")
        page.evaluate("letItOpen()")
        is_at_home(ana)

    # One screen that fails takes no other along.
    with odd_page(ana, FAILS_IN_SETTINGS, "/settings"):
        ana.sees("This page didn't open")
        expect(ana.tappable("Pause")).to_be_visible()
        ana.tap("People and settings")
        ana.sees("Save a copy of your words")
    assert ["DisplayNames" in problem for problem in ana.problems] == [True]
    ana.problems.clear()


def test_a_phone_without_room(phones: MakePhone) -> None:
    ana, ben = phones("ana"), phones("ben")
    pair(ana, ben)
    ben.close_app()
    with odd_page(ana, WITHOUT_ROOM) as page:
        is_at_home(ana)
        check_in(ana, "So-so")
        all_is_sent(ana)
        page.evaluate("window.isFull = true")

        # A tap says what became of it, and what was typed stays where it was typed.
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

        # All else says what is wrong, and the tap is kept.
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
        page.route("**/assets/ui-*.js", lambda route: route.abort())
        page.goto(ana.origin)
        ana.sees("This page didn't open")
        expect(ana.tappable("Quick exit")).to_be_visible()


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


def test_a_clock_that_somebody_sets(phones: MakePhone, server_clock: ServerClock) -> None:
    ana, ben = phones("ana"), phones("ben")
    pair(ana, ben)
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

    # A yes that has ended does not stand again where the clock is set back.
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


def test_notices_that_cannot_be_turned_on(phones: MakePhone) -> None:
    ana = phones("ana")
    start(ana)
    is_installed(ana)
    ana.close_app()
    for stub in WITHOUT_ADDRESS.values():
        with odd_page(ana, stub, "/settings"):
            switch = ana.page.get_by_role("switch", name="Notices on this phone", exact=True)
            switch.click()
            ana.sees(NO_NOTICE_SERVICE)
            expect(switch).not_to_be_checked()
    with odd_page(ana, PERMISSION % ("default", "default"), "/settings"):
        ana.tap("Notices on this phone")
        ana.sees("Turn them on again and choose Allow.")
        audit(ana, "odd-notices-unanswered")
    with odd_page(ana, "delete window.PushManager;", "/settings"):
        ana.sees("This browser can't show notices.")

    # What was on, and is not any more, is not shown as on, and the browser is asked once.
    with odd_page(ana, "", "/settings"):
        ana.tap("Notices on this phone")
        expect(ana.page.get_by_role("switch", name="Notices on this phone")).to_be_checked()
        ana.page.evaluate(UNSUBSCRIBE)
    with odd_page(ana, WITHOUT_ADDRESS["AbortError"], "/settings") as page:
        ana.sees(NO_NOTICE_SERVICE)
        audit(ana, "odd-notices-failed")
        expect(page.get_by_role("switch", name="Notices on this phone")).not_to_be_checked()
        for _ in range(3):
            with page.expect_response("**/api/v1/changes*"):
                page.evaluate("dispatchEvent(new Event('online'))")
        assert page.evaluate("window.asked") == 1
    with odd_page(ana, PERMISSION % ("denied", "denied"), "/settings"):
        ana.sees("This browser blocks notices from Twofold.")


def test_files_on_an_iphone_s_home_screen(phones: MakePhone) -> None:
    ana, ben = phones("ana"), phones("ben")
    pair(ana, ben)
    propose(ana, "A walk")
    to_today(ben)
    ben.tap("Say yes")
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


def test_a_translator(phones: MakePhone) -> None:
    ana, ben = phones("ana"), phones("ben")
    pair(ana, ben)
    ben.close_app()
    ana.close_app()

    # One that heeds the page leaves every text as it is.
    with odd_page(ana, f"window.heeds = true; {TRANSLATES}") as page:
        is_at_home(ana)
        assert page.locator("meta[name=google]").get_attribute("content") == "notranslate"
        assert page.evaluate("window.wrapped ?? 0") == 0

    # One that ignores the page: the screens stay current, and none breaks.
    with odd_page(ana, TRANSLATES) as page:
        is_at_home(ana)
        assert page.evaluate("window.wrapped") > 0
        before = pause(ana)
        ana.tap("20 min more")
        expect(page.get_by_text(f"back by {before}")).to_have_count(0)
        after = back_by(ana)
        assert after != before
        ana.tap("I'm back")
        ana.sees("Welcome back.")
        for place in ("Talk", "Time", "Today"):
            ana.tap(place)
        check_in(ana, "Good")
        check_in(ana, "Low")
        ana.tap("People and settings")
        ana.tap(re.compile("^Settings"))
        expect(page.get_by_role("heading", name="Settings")).to_be_visible()
    assert ana.problems == []


def shared(phone: Phone, count: int) -> list[str]:
    """What was handed to the share sheet, once it is as many."""
    phone.page.wait_for_function("count => window.shared?.length === count", arg=count)
    return phone.page.evaluate("window.shared")


@contextmanager
def odd_page(phone: Phone, stub: str, path: str = "/") -> Generator[Page]:
    """The app in a page of its own, in which the browser answers as the stub does."""
    page = phone.context.new_page()
    page.add_init_script(f"(() => {{ {stub} }})();")
    page.goto(phone.origin + path)
    yield page
    page.close()


def tells_what_is_wrong(phone: Phone, says: str = "This page didn't open") -> None:
    """The screen that did not open says so, and Help and the quick exit are there."""
    phone.sees(says)
    expect(phone.tappable("Quick exit")).to_be_visible()
    phone.tap("Help")
    phone.sees("If someone comes in")
