"""A person's phone: a browser with its own profile, radio, notification shade and push lines."""

import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from playwright.sync_api import (
    APIResponse,
    BrowserContext,
    Locator,
    Page,
    Playwright,
    Route,
    expect,
)

from tests.browser import browsers
from tests.browser.page_errors import PageErrors
from tests.browser.pictures import picture_of
from tests.browser.server import Product
from tests.browser.standins.background import BackgroundLoop
from tests.browser.standins.notifications import Notification, ShadeOnItsBus
from tests.browser.standins.radio import Radio
from tests.browser.standins.services import PushServices
from tests.browser.taps import LIFT_THE_FINGER, NOTE_TAPS, TAPPABLE, TAPPED_JUST_NOW
from tests.waiting import wait_until

PATIENCE = 30
"""Seconds that a step may take. It takes a moment, unless the machine runs several stories at once."""

SCREENS = Path(__file__).parent / "screens"
SCREENS_WANTED = "SCREENS" in os.environ
"""Whether stories save screenshots to look at. They take an eleventh of the CPU, and no test compares them."""

State = TypeVar("State")
Outside = tuple[Playwright, BackgroundLoop, PushServices]


class Phone:
    """Starts switched on, with its home screen visible and the app closed.

    Everything that uses the stand-ins runs in their loop, so that a story is plain steps.
    """

    def __init__(
        self,
        name: str,
        site: Product,
        folder: Path,
        outside: Outside,
        *,
        browser: browsers.Kind = "chromium",
        zone: str = "Europe/Berlin",
        language: str = "en-GB",
        notifications_allowed: bool = True,
        animated: bool = False,
    ) -> None:
        self.name = name
        self.origin = site.origin
        self.folder = folder
        self.kind: browsers.Kind = browser
        self._errors = PageErrors(name)
        self._playwright, self._loop, self._services = outside
        self._notifications_allowed = notifications_allowed
        folder.mkdir(parents=True, exist_ok=True)
        self.radio = self._loop.run(Radio().start())
        self.go_to(site)
        self._bus = self._loop.run(ShadeOnItsBus(folder).start())
        self.shade = self._bus.shade
        self._settings = browsers.Settings(
            browser,
            folder / "profile",
            self.radio.port,
            (self._services.http_port, self._services.mcs_port),
            self._bus.address,
            zone,
            language,
            animated,
            self._services.chromium_arguments(name),
            self._services.firefox_preferences(name),
            site.certificate,
        )
        self.switch_on()

    @property
    def profile(self) -> Path:
        """The folder of all that the browser keeps."""
        return self._settings.profile

    @property
    def problems(self) -> list[str]:
        """Uncaught errors and whatever the Content Security Policy blocked, in all pages."""
        return self._errors.found

    # ---- The phone

    def switch_on(self) -> None:
        """Start the browser, with what it had stored when it was switched off."""
        self.context: BrowserContext = browsers.launch(self._playwright, self._settings)
        self.context.set_default_timeout(PATIENCE * 1000)
        self.context.add_init_script(NOTE_TAPS)
        self._errors.watch(self.context)
        self._home = self.context.pages[0]
        if self._notifications_allowed:
            self.allow_notifications()

    def switch_off(self) -> None:
        """Close the browser, with its service worker and push connection."""
        self.context.close()

    def lay_to_rest(self) -> None:
        """Stop everything, at the end of a story."""
        self.switch_off()
        self._loop.run(self._bus.stop())
        self._loop.run(self.radio.stop())

    def allow_notifications(self) -> None:
        """Answer the browser's question about notices with yes, in advance."""
        self.context.grant_permissions(["notifications"], origin=self.origin)

    def go_offline(self) -> None:
        """From now on no page, live stream, service worker or push has a connection."""
        self._loop.call(self.radio.switch_off)
        self._loop.call(lambda: self._services.reach(self.name, False))
        self.context.set_offline(True)

    def go_online(self) -> None:
        self._loop.call(self.radio.switch_on)
        self.context.set_offline(False)
        self._loop.call(lambda: self._services.reach(self.name, True))

    def go_to(self, site: Product) -> None:
        """From now on the origin leads to this machine."""
        self.site = site
        """What the origin leads to."""
        self.radio.leads[urlsplit(self.origin).port or 80] = site.door

    def lose_answers(self) -> None:
        """Requests still reach the server, but its answers are lost until `go_online`."""
        self._loop.call(self.radio.lose_answers)

    def answer(self, route: Route) -> APIResponse:
        """What the server answers to a request of this phone that a story has caught."""
        path = route.request.url.removeprefix(self.origin)
        return route.fetch(url=self.site.address + path)

    def set_clock(self, moment: datetime) -> None:
        """Move the clock that the app's pages see (service workers keep the real one)."""
        self.context.clock.set_system_time(moment)

    # ---- The app

    @property
    def app_is_open(self) -> bool:
        return bool(self._app_pages())

    @property
    def page(self) -> Page:
        """The app's page that was opened last."""
        pages = self._app_pages()
        if not pages:
            raise AssertionError(f"{self.name}'s app is closed")
        return pages[-1]

    def open_app(self, path: str = "/") -> Page:
        """Tap the app's icon, or follow a link into it: in the open page, else in a new one."""
        page = self.page if self.app_is_open else self.context.new_page()
        page.goto(self.origin + path)
        return page

    def open_tab(self, path: str = "/") -> Page:
        """Open the app in a second tab."""
        page = self.context.new_page()
        page.goto(self.origin + path)
        return page

    def close_app(self) -> None:
        """Swipe the app away. Its service worker can still be woken by a push."""
        for page in self._app_pages():
            page.close()

    def wait_for_app(self, url: str | re.Pattern[str] | None = None) -> Page:
        """Wait until the app is open, because a notification was tapped."""
        blank = "about:blank"
        self.wait_until(
            lambda: self.app_is_open and self.page.url != blank, f"{self.name}'s app to open"
        )
        if url:
            self.page.wait_for_url(url)
        return self.page

    # ---- What a person does and sees

    def tap(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Tap the one element with this accessible name; raises if there is none or several.

        Waits first, since nobody taps twice in one place at once, except by mistake; `double_tap` does
        that.
        """
        self.touch(self.tappable(name, within))

    def touch(self, target: Locator) -> None:
        """Tap this, as `tap` does."""
        self._lift_the_finger(target)
        target.click()

    def double_tap(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Tap twice at once in this place, whatever is there at the second tap."""
        target = self.tappable(name, within)
        self._lift_the_finger(target)
        target.dblclick()

    def _lift_the_finger(self, target: Locator) -> None:
        if target.page.evaluate(TAPPED_JUST_NOW):
            target.evaluate(LIFT_THE_FINGER)

    def tappable(self, name: str | re.Pattern[str], within: Locator | None = None) -> Locator:
        """The button, link, switch or choice with this accessible name."""
        place = within or self.page.locator("body")
        exact = isinstance(name, str)
        found = place.get_by_role(TAPPABLE[0], name=name, exact=exact)
        for role in TAPPABLE[1:]:
            found = found.or_(place.get_by_role(role, name=name, exact=exact))
        return found

    def write(self, label: str, text: str) -> None:
        """Fill the field with this label."""
        self.page.get_by_label(label, exact=True).fill(text)

    def sees(self, text: str | re.Pattern[str], *, timeout: float = PATIENCE) -> Locator:
        """Wait until the text, or one that contains it, is visible."""
        found = self._shown(text).first
        expect(found).to_be_visible(timeout=timeout * 1000)
        return found

    def does_not_see(self, text: str | re.Pattern[str], *, timeout: float = PATIENCE) -> None:
        """Wait until the text is visible nowhere."""
        expect(self._shown(text)).to_have_count(0, timeout=timeout * 1000)

    def screenshot(self, name: str, *, wanted: bool = SCREENS_WANTED) -> None:
        """Save what the screen shows as `screens/name.png`, if somebody wants to look at it."""
        if wanted:
            SCREENS.mkdir(exist_ok=True)
            (SCREENS / f"{name}.png").write_bytes(self.picture())

    def picture(self) -> bytes:
        """What the screen shows, as PNG."""
        return picture_of(self.page)

    # ---- The lock screen

    def notification(
        self, title: str | None = None, body: str | None = None, *, timeout: float = 20
    ) -> Notification:
        """Wait for a notification on the screen with this title and body."""

        def find() -> Notification | None:
            for shown in list(self.shade.shown.values()):
                if title in (None, shown.title) and body in (None, shown.body):
                    return shown
            return None

        wanted = f"a notification “{title or '…'}: {body or '…'}” on {self.name}'s phone"
        try:
            return self.wait_until(find, wanted, timeout=timeout)
        except TimeoutError as error:
            raise AssertionError(f"{error}; it shows {self.shade.shown}") from error

    def tap_notification(self, notification: Notification, label: str | None = None) -> None:
        """Tap it, or the button on it that says `label`."""
        self._loop.call(lambda: self.shade.tap(notification, label))

    def swipe_away(self, notification: Notification) -> None:
        self._loop.call(lambda: self.shade.swipe_away(notification))

    def wait_until(
        self, check: Callable[[], State | None], what: str, *, timeout: float = PATIENCE
    ) -> State:
        """Wait for a state while the browser's events keep flowing; raises TimeoutError."""

        def pump(seconds: float) -> None:
            self._home.wait_for_timeout(seconds * 1000)

        return wait_until(check, what, timeout=timeout, meanwhile=pump)

    def _shown(self, text: str | re.Pattern[str]) -> Locator:
        pattern = re.compile(re.escape(text)) if isinstance(text, str) else text
        return self.page.get_by_text(pattern).filter(visible=True)

    def _app_pages(self) -> list[Page]:
        return [page for page in self.context.pages if page is not self._home]
