"""Find problems of the set-up in front of this server from requests. A problem needs twenty
requests in a row, so that a single odd one shows nothing. It keeps no more about people than the
rate limiter does.
"""

import ipaddress
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, request
from peewee import PeeweeException

from ...config import Settings
from .. import clock, hosts
from ..db import connected
from ..identity.addresses import home_of
from ..spaces import Caller
from . import checks, signs
from .findings import Finding, log_once

IN_A_ROW = 20
PEOPLE = 6
"""More people than a family behind one address."""

_AGAIN = clock.HOUR
_LOOK_SECONDS = 900
_FIRST_LOOK_SECONDS = 120
_ORIGIN = re.compile(r"https?://[a-z0-9.:\[\]-]{1,100}")


class Watch:
    """Watches the requests of one web process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._in_a_row: dict[str, int] = {}
        self._lasting: dict[str, str] = {}
        self._told: dict[str, str] | None = None
        self._told_at = 0
        self._people: set[str] = set()
        self._homes: set[str] = set()
        self._next_look = time.monotonic() + _FIRST_LOOK_SECONDS

    @property
    def problems(self) -> dict[str, str]:
        """The problems that requests have shown: details by name."""
        found = dict(self._lasting)
        if len(self._people) >= PEOPLE and len(self._homes) == 1 and not self._is_local():
            found["one_address"] = str(PEOPLE)
        return found

    def see_request(self, environ: dict[str, Any]) -> None:
        """Look at a request, before anything refuses it."""
        host = environ.get("HTTP_HOST", "")
        known = hosts.is_ours(host, self._settings)
        name = "" if known else hosts.name_of(host)[:100]
        self._note("host_unknown", not known, name or "no name at all")
        if known:
            for name, wrong, detail in self._of_proxies(environ):
                self._note(name, wrong, detail)
            self._see_origin(environ)
        self._tell()

    def see_person(self, person_id: str, address: str | None) -> None:
        """Remember a signed-in person and their address; a few of each are enough."""
        if len(self._people) < PEOPLE:
            self._people.add(person_id)
        if len(self._homes) < 2:
            self._homes.add(home_of(address))

    def _of_proxies(self, environ: dict[str, Any]) -> Iterator[tuple[str, bool, str]]:
        named = [
            name for name in environ.get("HTTP_X_FORWARDED_FOR", "").split(",") if name.strip()
        ]
        count = self._settings.proxies
        came_through_one = bool(named) or "HTTP_FORWARDED" in environ
        yield "proxies_unset", count == 0 and came_through_one, ""
        yield "proxies_too_many", len(named) < count, str(count)
        further = 0 < count < len(named)
        yield "proxies_too_few", further and _is_inside(environ.get("REMOTE_ADDR", "")), str(count)

    def _see_origin(self, environ: dict[str, Any]) -> None:
        """Compare the origin of a same-origin request with the configured one."""
        origin = environ.get("HTTP_ORIGIN", "").lower()
        if environ.get("HTTP_SEC_FETCH_SITE") != "same-origin" or not _ORIGIN.fullmatch(origin):
            return
        other = not hosts.is_own_origin(origin, environ.get("HTTP_HOST", ""), self._settings)
        self._note("origin_other", other, origin)

    def _note(self, name: str, wrong: bool, detail: str) -> None:
        """Count requests in a row that show a problem, or do not: so many begin or end it."""
        times = self._in_a_row.get(name, 0)
        times = max(times, 0) + 1 if wrong else min(times, 0) - 1
        self._in_a_row[name] = times
        if times >= IN_A_ROW:
            self._lasting.setdefault(name, detail)
        elif times <= -IN_A_ROW:
            self._lasting.pop(name, None)

    def _tell(self) -> None:
        """Record and log the problems when they change, and every hour while they last."""
        problems = self.problems
        if self._told is None:
            self._told = _told_before()
        lasts = bool(problems) and clock.now() - self._told_at > _AGAIN
        if problems == self._told and not lasts:
            return
        self._told, self._told_at = problems, clock.now()
        with suppress(PeeweeException), connected():
            signs.give(signs.WEB, problems)
        log_once(self._findings())

    def look(self, *, now: float) -> None:
        """Every 15 minutes log the problems that other checks find, such as a missing worker."""
        if now < self._next_look or self._settings.testing:
            return
        self._next_look = now + _LOOK_SECONDS
        log_once(checks.all_of(self._settings))

    def _findings(self) -> list[Finding]:
        found = [Finding("requests", detail, name) for name, detail in self.problems.items()]
        return found or [Finding("requests", "nothing odd")]

    def _is_local(self) -> bool:
        return hosts.is_loopback(urlsplit(self._settings.origin).hostname or "")


def _told_before() -> dict[str, str]:
    """The problems that the previous web process recorded; they may be fixed by now."""
    with suppress(PeeweeException), connected():
        sign = signs.last(signs.WEB)
        return dict(signs.problems_of(sign)) if sign else {}
    return {}


def register(app: Flask) -> None:
    """Watch each request except health checks. Runs inside ProxyFix and outside the check of host
    names."""
    watch = Watch(app.config["TWOFOLD"])
    inner = app.wsgi_app

    def watched(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("PATH_INFO") not in ("/healthz", "/readyz"):
            watch.see_request(environ)
        return inner(environ, start_response)

    app.wsgi_app = watched  # type: ignore[method-assign]

    @app.after_request
    def see_person(response: Response) -> Response:
        found = g.get("found")
        if isinstance(found, Caller):
            watch.see_person(found.person_id, request.remote_addr)
        watch.look(now=time.monotonic())
        return response


def _is_inside(address: str) -> bool:
    """Whether an address is in a private network, as a proxy's usually is."""
    try:
        return ipaddress.ip_address(address).is_private
    except ValueError:
        return False
