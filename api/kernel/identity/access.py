"""Authentication, and the checks that every request passes before its operation runs."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from flask import Flask, Request, Response, current_app, g, jsonify, request
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from peewee import JOIN

from ...config import settings
from .. import clock, hosts
from ..db import transaction
from ..errors import Problem
from ..ids import new_token, token_hash
from ..spaces import Caller, Member
from ..statements import Statement
from . import addresses, newcomers, spent_ids
from .models import Device, Person, Session
from .rates import Counts

LIFETIME = 400 * clock.DAY
_SESSIONS = 5
_CALENDARS = 30
_LIMITER = "twofold_limiter"
_APP_VERSION = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Waiting:
    """A phone that has a session but has not been let in yet."""

    person_id: str
    device_id: str


def use_limits(app: Flask) -> None:
    """Give the app its rate limiter, which counts by device and address: in memory, or in Redis if there is one."""
    app.extensions[_LIMITER] = FixedWindowRateLimiter(_counts(app.config["TWOFOLD"].redis))


def _counts(redis: str | None) -> Storage:
    if redis is None:
        return Counts()
    from .shared_rates import SharedCounts  # 6 MB that a single process saves

    return SharedCounts(redis)


def enter(
    asked: Request,
    *,
    open_to_all: bool,
    protects: Callable[[], bool] = lambda: False,
    newcomer: newcomers.Rule = "may",
) -> None:
    """Refuse an old app, another site, a caller without a session, too many requests, a newcomer where none is
    allowed, and a body that is not JSON.

    Requests that `protects` are counted separately, so that too many others never block them.
    """
    _refuse_old_app(asked)
    if asked.method not in ("GET", "HEAD", "OPTIONS"):
        _refuse_other_sites(asked)
    g.found = found = _look_up(asked)
    if found is None:
        _count(_a_minute(settings().strangers_per_minute), _home(), "stranger")
    if not open_to_all and not isinstance(found, Caller):
        raise Problem("sign_in")
    if found is not None:
        who = f"{found.device_id}/protects" if protects() else found.device_id
        _count(_a_minute(settings().requests_per_minute), who)
    if newcomer == "never" and isinstance(found, Caller) and found.newcomer:
        raise Problem("too_soon")
    if asked.method in ("PUT", "POST") and not asked.is_json:
        raise Problem("not_json")


def caller() -> Caller:
    """The person behind this request, on a phone that has been let in; else `sign_in`."""
    found = g.found
    if not isinstance(found, Caller):
        raise Problem("sign_in")
    return found


def phone() -> Caller | Waiting:
    """The phone behind this request, let in or still waiting; else `sign_in`."""
    if g.found is None:
        raise Problem("sign_in")
    return g.found


def phone_or_none() -> Caller | Waiting | None:
    """The phone behind this request; None for a stranger."""
    return g.found


def is_of_deleted_account() -> bool:
    """Whether this request's session ended because its account was deleted."""
    shown = _token(request)
    return shown is not None and spent_ids.is_spent_session(token_hash(shown))


def is_still_in(phone: Caller) -> bool:
    """Whether a phone has not been removed since its request was let in."""
    return Device.select().where(Device.id == phone.device_id).exists()


def count_new_account() -> None:
    """Limit how many accounts one address may create."""
    _count(RateLimitItemPerHour(settings().accounts_per_hour), _home(), "account")


def count_opening() -> None:
    """Limit how often one address may try recovery words in an hour, whichever words, signed in or not."""
    _count(RateLimitItemPerHour(settings().openings_per_hour), _home(), "opening")


def count_calendar(link: str) -> None:
    """Limit how often an hour one link makes the server build a calendar feed, which is costly."""
    _count(RateLimitItemPerHour(_CALENDARS), link)


def open_session(device_id: str) -> str:
    """A new token for a device; only its hash is stored. The newest few of a device are kept: only a client
    that keeps repeating a request has more."""
    token = new_token()
    expires = clock.now() + LIFETIME
    Session.insert(token_hash=token_hash(token), device_id=device_id, expires=expires).execute()
    its_own = Session.select(Session.token_hash).where(Session.device_id == device_id)
    older = its_own.order_by(Session.expires.desc()).offset(_SESSIONS)
    Session.delete().where(Session.token_hash.in_([row.token_hash for row in older])).execute()
    return token


def set_cookie(response: Response, token: str) -> None:
    """Hand the token to a browser, where no script can read it."""
    response.set_cookie(
        _cookie_name(),
        token,
        max_age=LIFETIME // clock.SECOND,
        httponly=True,
        secure=settings().secure,
        samesite="Strict",
    )


def with_session(shown: dict[str, Any], token: str, kind: str, status: int) -> Response:
    """An answer that brings its phone a session: in the body as a bearer token, or as a cookie."""
    response = jsonify({**shown, "token": token} if kind == "bearer" else shown)
    response.status_code = status
    if kind == "cookie":
        set_cookie(response, token)
    return response


def clear_cookie(response: Response) -> Response:
    response.delete_cookie(
        _cookie_name(), httponly=True, secure=settings().secure, samesite="Strict"
    )
    return response


def _token(asked: Request) -> str | None:
    """The bearer token or the cookie of a request."""
    scheme, _, bearer = asked.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and bearer:
        return bearer.strip()
    return asked.cookies.get(_cookie_name())


def _cookie_name() -> str:
    return "__Host-twofold" if settings().secure else "twofold"


_LOOK_UP = Statement(
    lambda token_hash: (
        Session.select(
            Device.id,
            Device.person_id,
            Device.signature,
            Device.recovered,
            Session.expires,
            Person.couple_id,
            Member.person_id,
        )
        .join(Device, on=(Device.id == Session.device_id))
        .join(Person, on=(Person.id == Device.person_id))
        .join(
            Member,
            JOIN.LEFT_OUTER,
            on=((Member.space_id == Person.couple_id) & (Member.person_id != Person.id)),
        )
        .where(Session.token_hash == token_hash)
    )
)
"""Phone, person and partner of a session at once."""


def _look_up(asked: Request) -> Caller | Waiting | None:
    shown = _token(asked)
    if shown is None:
        return None
    row = cast(
        "tuple[str, str, str | None, int | None, int, str | None, str | None] | None",
        _LOOK_UP.row(token_hash(shown)),
    )
    if row is None:
        return None
    device_id, person_id, signature, recovered, expires, couple_id, partner_id = row
    left = expires - clock.now()
    if left < 0:
        return None
    if left < LIFETIME // 2:
        _renew(shown)
    if signature is None:
        return Waiting(person_id, device_id)
    return Caller(person_id, device_id, couple_id, partner_id, newcomers.is_newcomer(recovered))


def _renew(shown: str) -> None:
    """Extend a session only twice in its life, so that the date does not tell when the phone was last used."""
    changed = {"expires": clock.now() + LIFETIME}
    with transaction():
        Session.update(changed).where(Session.token_hash == token_hash(shown)).execute()


def _refuse_old_app(asked: Request) -> None:
    version = asked.headers.get("Twofold-App", "")
    if version and not (_APP_VERSION.fullmatch(version) and int(version) >= settings().app_minimum):
        raise Problem("update_needed")


def _refuse_other_sites(asked: Request) -> None:
    """Fetch metadata where the browser sends it, the Origin header where not (OWASP ASVS 5.0 §3.5)."""
    site = asked.headers.get("Sec-Fetch-Site")
    origin = asked.headers.get("Origin")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise Problem("cross_site")
    elif origin is not None and not hosts.is_own_origin(origin, asked.host, settings()):
        raise Problem("cross_site")


def _home() -> str:
    return addresses.home_of(request.remote_addr)


@cache
def _a_minute(amount: int) -> RateLimitItem:
    return RateLimitItemPerMinute(amount)


def _count(limit: RateLimitItem, *who: str) -> None:
    limiter: FixedWindowRateLimiter = current_app.extensions[_LIMITER]
    if not limiter.hit(limit, *who):
        wait = limiter.get_window_stats(limit, *who).reset_time - time.time()
        raise Problem("slow_down", headers={"Retry-After": str(max(1, round(wait)))})
