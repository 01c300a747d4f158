"""The stand-ins and the phones, tested with a small site of their own and real encrypted pushes."""

import json
import re
import sys
import urllib.request
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from tests.browser import browsers
from tests.browser.audit import audit
from tests.browser.browsers import Kind
from tests.browser.conftest import MakePhone, MakeProduct
from tests.browser.phones import Phone
from tests.browser.scanning import scan
from tests.browser.server import Product
from tests.browser.server_clock import ServerClock
from tests.browser.standins.resource import Fault
from tests.browser.standins.services import PushServices
from tests.waiting import wait_until

BROWSERS: tuple[Kind, ...] = ("chromium", "firefox")


UNREADABLE_WHERE_WIDE = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@media (width > 700px) {
    body { background: light-dark(white, #444); color: light-dark(black, #333); }
  }`);
  document.adoptedStyleSheets.push(sheet);
}
"""


CRASHING = """#!/bin/sh
echo started >> {times}
[ "$(wc -l < {times})" -gt 1 ] || exit 11
exec {firefox} "$@"
"""
"""A Firefox that crashes at its first start."""


def site_commands(_port: int) -> Mapping[str, list[str]]:
    return {"web": [sys.executable, "-m", "tests.browser.standins.site"]}


@pytest.fixture
def product(start_product: MakeProduct) -> Product:
    """The stand-ins' own site, in place of the product."""
    return start_product(site_commands)


def test_three_phones_get_a_push_and_answer_it(phones: MakePhone, services: PushServices) -> None:
    cast = [
        phones("ana", browser="firefox"),
        phones("ben", browser="firefox"),
        phones("cleo", browser="chromium"),
    ]
    for phone in cast:
        subscribe(phone)
    for phone in cast:
        message = {
            "title": "Reminder",
            "body": "19:00.",
            "actions": [{"action": "snooze", "title": "Snooze"}],
        }
        assert push(phone, message, headers={"Urgency": "high", "Topic": "evening"}) == 201
    for phone in cast:
        shown = phone.notification("Reminder", "19:00.")
        phone.sees("Reminder")
        phone.tap_notification(shown, "Snooze")
        phone.sees("Reminder: snooze")
        assert not phone.shade.shown
    for phone in cast:
        [message] = services.messages(phone.name)
        assert (message.outcome, message.urgency, message.topic) == ("delivered", "high", "evening")
        assert b"Reminder" not in message.body


@pytest.mark.parametrize("browser", BROWSERS)
def test_a_closed_app_opens_by_a_tap(phones: MakePhone, browser: Kind) -> None:
    ana = phones("ana", browser=browser)
    subscribe(ana)
    ana.close_app()
    push(ana, {"title": "Reminder"})
    ana.tap_notification(ana.notification("Reminder"))
    assert ana.wait_for_app().url == f"{ana.origin}/?tapped=Reminder"


@pytest.mark.parametrize("browser", BROWSERS)
def test_a_phone_that_was_off_gets_its_pushes_later(phones: MakePhone, browser: Kind) -> None:
    ana = phones("ana", browser=browser)
    subscribe(ana)
    ana.switch_off()
    assert push(ana, {"title": "First"}, headers={"Topic": "evening"}) == 201
    assert push(ana, {"title": "Second"}, headers={"Topic": "evening"}) == 201
    assert push(ana, {"title": "At once or never"}, ttl=0) == 201
    ana.switch_on()
    ana.notification("Second")
    assert [shown.title for shown in ana.shade.history] == ["Second"]


@pytest.mark.parametrize("browser", BROWSERS)
def test_a_lost_answer_was_given_all_the_same(phones: MakePhone, browser: Kind) -> None:
    ana = phones("ana", browser=browser)
    page = ana.open_app()
    ana.tap("Ask the worker")
    ana.sees("Worker: 200")
    ana.lose_answers()
    page.evaluate(
        """() => {
          window.outcome = "waiting";
          fetch("/api/subscriptions/lost", { method: "PUT", body: "{}", headers: {
            "Content-Type": "application/json" } }).then(
            () => { window.outcome = "answered"; }, () => { window.outcome = "lost"; });
        }"""
    )
    wait_until(
        lambda: "lost" in get(f"{ana.site.address}/api/subscriptions"), "the request to arrive"
    )
    assert page.evaluate("outcome") == "waiting"
    ana.go_offline()
    ana.wait_until(lambda: page.evaluate("outcome === 'lost'"), "the answer to be lost")
    ana.go_online()
    assert page.evaluate("fetch('/api/subscriptions').then((answer) => answer.status)") == 200


def test_an_audit_finds_what_is_wrong(phones: MakePhone) -> None:
    ana = phones("ana")
    page = ana.open_app()
    audit(ana, "sample")
    page.evaluate("document.querySelector('button').replaceChildren()")
    page.evaluate(UNREADABLE_WHERE_WIDE)
    with pytest.raises(AssertionError) as found:
        audit(ana, "sample-wrong")
    for wrong in ("light-360: .*button-name", "dark-768: .*color-contrast"):
        assert found.match(wrong)
    assert not re.search("(light|360|390).*color-contrast", str(found.value))


def test_a_camera_reads_a_code(phones: MakePhone) -> None:
    ana = phones("ana")
    ana.open_app("/code?text=http://127.0.0.1/pair%23ABC")
    assert scan(ana) == "http://127.0.0.1/pair#ABC"


@pytest.mark.parametrize("browser", BROWSERS)
def test_offline_is_offline(
    phones: MakePhone, services: PushServices, server_clock: ServerClock, browser: Kind
) -> None:
    ana = phones("ana", browser=browser)
    subscribe(ana)
    ana.tap("Listen")
    ana.does_not_see("Last beat: none")
    ana.go_offline()
    ana.sees("Last beat: broken")
    ana.tap("Ask the worker")
    ana.sees("Worker: unreachable")
    ana.page.reload()
    ana.sees("Push sample")
    push(ana, {"title": "For an hour"}, ttl=3600)
    push(ana, {"title": "For a day"}, ttl=24 * 3600)
    server_clock.advance(timedelta(hours=2))
    ana.go_online()
    ana.notification("For a day")
    assert [m.outcome for m in services.messages("ana")] == ["expired", "delivered"]
    assert [shown.title for shown in ana.shade.history] == ["For a day"]
    ana.tap("Ask the worker")
    ana.sees("Worker: 200")


def test_what_a_push_service_refuses(phones: MakePhone, services: PushServices) -> None:
    ana = phones("ana", browser="firefox")
    subscribe(ana)
    message = {"title": "Reminder"}
    assert push(ana, {"title": "x" * 4000}) == 413
    services.fail(Fault(429, {"Retry-After": "3"}))
    assert push(ana, message) == 429
    assert push(ana, message) == 201
    services.end_subscriptions("ana")
    assert push(ana, message) == 410
    assert [post.status for post in services.posts][-3:] == [429, 201, 410]


def test_a_browser_that_crashes_as_it_starts_is_started_again(
    playwright: Playwright, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = folder / "times"
    crashing = folder / "crashing"
    crashing.write_text(CRASHING.format(times=times, firefox=browsers.FIREFOX))
    crashing.chmod(0o700)
    monkeypatch.setattr(browsers, "FIREFOX", crashing)
    with pytest.warns(UserWarning, match="exitCode=11"):
        browsers.make_firefox_profile(playwright, folder / "profile")
    assert times.read_text() == "started\nstarted\n"


def subscribe(phone: Phone) -> None:
    phone.open_app(f"/?name={phone.name}")
    phone.tap("Subscribe")
    phone.sees("Subscribed")


def get(address: str) -> Any:
    with urllib.request.urlopen(address) as answer:
        return json.load(answer)


def push(phone: Phone, message: Mapping[str, Any], **options: Any) -> int:
    """Have the site push to a phone; returns the push service's status."""
    body = json.dumps({"message": message, **options}).encode()
    request = urllib.request.Request(
        f"{phone.site.address}/api/pushes/{phone.name}", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["status"]
