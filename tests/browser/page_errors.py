"""Errors in a phone's pages that its screen does not show: uncaught ones, and what the CSP blocked."""

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, WebError

REPORT_BLOCKED = """
addEventListener("securitypolicyviolation", event => window.isBeingPhotographed || console.error(
  `Blocked by the Content Security Policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
SCREENSHOT_STYLE = "sha256-YjaKGiklmzC6wjXA513HAMmzus8VE61XCOT+SmwNZWA="
"""Playwright adds the style "body {}" before a screenshot in Firefox, and the page's CSP forbids it."""

LOST_LINE = re.compile(
    "^Firefox can’t establish a connection|^The connection to .* was interrupted"
    "|^Failed to load .*A ServiceWorker intercepted the request"
)
"""What Firefox reports as page errors though nothing is wrong: an event stream that broke because the phone is
offline, and a file requested by a page that was closed. A missing file would fail the story by itself."""


class PageErrors:
    """Collects errors in `found`, from all pages of each watched context."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.found: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        context.add_init_script(REPORT_BLOCKED)
        context.on("weberror", self._note_error)
        context.on("console", self._note_console)

    def _note_error(self, error: WebError) -> None:
        if not LOST_LINE.search(str(error.error)) and SCREENSHOT_STYLE not in str(error.error):
            page = error.page.url if error.page else "no page"
            self.found.append(f"{self._name}: {error.error} in {page}\n{error.error.stack}")

    def _note_console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "TrustedHTML" in message.text:
            self.found.append(f"{self._name}: {message.text}")
