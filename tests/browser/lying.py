"""A server that lies about what it derives: it shows a later end than the one that was sent."""

import re
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Route

from tests.browser.phones import Phone

KINDS = ("readiness", "asks", "ask_answers")
ENDS = ("until", "ends_at", "expires_at")


def prolong(phone: Phone, by: timedelta) -> None:
    """From now on this phone gets every yes, ask and readiness with an end that is this much later."""

    def lie(route: Route) -> None:
        answer = phone.answer(route)
        page = answer.json()
        for kind in KINDS:
            for view in page.get("records", {}).get(kind, ()):
                _prolong(view, by)
        route.fulfill(response=answer, json=page)

    phone.context.route(re.compile("/api/v1/changes"), lie)


def _prolong(view: dict[str, Any], by: timedelta) -> None:
    for field in ENDS:
        if view.get(field):
            view[field] = (datetime.fromisoformat(view[field]) + by).isoformat()
