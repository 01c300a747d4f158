"""Browsers that cannot turn on notices, or no longer can."""

from playwright.sync_api import expect

from tests.browser.audit import audit
from tests.browser.conftest import MakePhone
from tests.browser.odd_page import odd_page
from tests.browser.steps import is_installed, start

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
"""A browser that cannot reach its push service, or that only has the names of the interface."""

PERMISSION = """
Object.defineProperty(Notification, "permission", { get: () => "%s" });
Notification.requestPermission = async () => "%s";
"""
NO_NOTICE_SERVICE = "this browser couldn't reach its notice service"

UNSUBSCRIBE = """async () => {
  const { pushManager } = await navigator.serviceWorker.ready;
  await (await pushManager.getSubscription()).unsubscribe();
}"""


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
