"""What stories check on every screen, and the neutral page that quick exit leads to."""

import re

from playwright.sync_api import Route, expect

from tests.browser.audit import audit
from tests.browser.phones import Phone

ELSEWHERE = "https://www.wikipedia.org/"


def look(phone: Phone, name: str) -> None:
    """The current screen passes the audit, and Help and quick exit are on it."""
    expect(phone.tappable("Quick exit")).to_be_visible()
    expect(phone.tappable(re.compile("^Help"))).not_to_have_count(0)
    audit(phone, name)


def leads_elsewhere(phone: Phone) -> None:
    """Serves the neutral page from here, since the tests reach no other machine."""

    def answer(route: Route) -> None:
        route.fulfill(content_type="text/html", body="<!doctype html><title>Elsewhere</title>")

    phone.context.route(f"{ELSEWHERE}**", answer)
