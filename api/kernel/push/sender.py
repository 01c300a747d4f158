"""Handing a push to a push service (RFC 8030), encrypted for one browser (RFC 8291)."""

import asyncio
import base64
import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self, cast
from urllib.parse import urlsplit

import aiohttp
import http_ece  # pyright: ignore[reportMissingTypeStubs]
import orjson
import structlog
from cryptography.hazmat.primitives.asymmetric import ec

from ...config import Settings
from .. import clock
from . import endpoints
from .claims import Delivery, Outcome
from .vapid import Tokens

TIMEOUT_SECONDS = 10
_LAST_LOOK_SECONDS = 0.2
"""How long an answer that came by the time limit may take to be read; see `send`."""
REFUSALS = 3
"""So many refusals in a row, by any phones' push services, mean that this server is at fault."""

_AUTHORIZATION = (401, 403)
"""Statuses that are about this server's token, and not about the message (RFC 8292 §4.2)."""
_TOKEN = re.compile(r"[\w.:-]{32,}")
"""Longer than any word of a reason, such as VapidPkHashMismatch."""

_log = structlog.stdlib.get_logger()


class Sender:
    """Keeps connections open between pushes. Enter it inside a running event loop."""

    def __init__(self, settings: Settings, connections: int) -> None:
        self._settings = settings
        self._tokens = Tokens(settings)
        self._connections = connections
        self._refused_in_a_row = 0
        self._refusal = ""

    @property
    def problems(self) -> dict[str, str]:
        """Why push services refuse this server, if they do: its clock, key or contact may be wrong."""
        if self._refused_in_a_row < REFUSALS:
            return {}
        return {"push_refused": f"{self._refused_in_a_row} in a row, last {self._refusal}"}

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=300),
            timeout=aiohttp.ClientTimeout(total=None),  # `send` has a time limit of its own
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        return self

    async def __aexit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        await self._http.close()

    async def send(self, delivery: Delivery) -> Outcome:
        """Try once. A network failure is an outcome too and is not raised.

        aiohttp's own time limit strikes before it reads an answer that came while the machine slept, and such
        a push would go out again. So what has come by then is read first.
        """
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(None) as limit:

                def look_once_more() -> None:
                    nonlocal striking
                    # a time that is over strikes one round later, when what has just come has been read
                    striking = loop.call_later(_LAST_LOOK_SECONDS, limit.reschedule, 0)

                striking = loop.call_later(TIMEOUT_SECONDS, look_once_more)
                try:
                    return await self._try(delivery)
                finally:
                    striking.cancel()
        except TimeoutError:
            return Outcome(delivery, "later")

    async def _try(self, delivery: Delivery) -> Outcome:
        if endpoints.refusal(delivery.endpoint, self._settings) is not None:
            return Outcome(delivery, "refused")
        headers = self._headers(delivery)  # before the `try`: a failure of these is this server's
        try:
            async with self._http.post(
                self._address(delivery.endpoint),
                data=_encrypt(delivery),
                headers=headers,
                allow_redirects=False,
            ) as response:
                outcome = _outcome(delivery, response.status, response.headers.get("Retry-After"))
                self._note(outcome, response, await response.read())
                return outcome
        except aiohttp.ClientError:
            return Outcome(delivery, "later")
        except ValueError:  # keys or an address that are not valid after all
            return Outcome(delivery, "refused")

    def _headers(self, delivery: Delivery) -> Mapping[str, str]:
        seconds_useful = (delivery.expires - clock.now()) // clock.SECOND
        origin = endpoints.origin(delivery.endpoint)
        return {
            "Authorization": self._tokens.authorization(origin, delivery.server_key),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(max(1, seconds_useful)),
            "Urgency": delivery.urgency,
            "Topic": delivery.topic,
        }

    def _note(self, outcome: Outcome, response: aiohttp.ClientResponse, body: bytes) -> None:
        """Log a refusal, and count those in a row that are about this server."""
        if outcome.verdict == "delivered":
            self._refused_in_a_row = 0
        elif outcome.verdict in ("refused", "bad_message"):
            host = urlsplit(outcome.delivery.endpoint).hostname
            reason = reason_of(response.headers, body)
            _log.warning("push refused", host=host, status=response.status, reason=reason)
            if response.status in _AUTHORIZATION:
                self._refused_in_a_row += 1
                self._refusal = f"{response.status} {reason}".strip()

    def _address(self, endpoint: str) -> str:
        """In tests, replace every host but loopback ones by the reroute address."""
        if self._settings.push_reroute is None:
            return endpoint
        address = urlsplit(endpoint)
        if address.scheme != "https":
            return endpoint
        query = f"?{address.query}" if address.query else ""
        return self._settings.push_reroute.rstrip("/") + address.path + query


def _encrypt(delivery: Delivery) -> bytes:
    """With a fresh key and salt (RFC 8291 §3). Raises ValueError if the phone's keys are none."""
    return http_ece.encrypt(
        delivery.payload.encode(),
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=_decoded(delivery.p256dh),
        auth_secret=_decoded(delivery.auth),
        version="aes128gcm",
    )


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _outcome(delivery: Delivery, status: int, retry_after: str | None) -> Outcome:
    """What a push service's answer means (RFC 8030 §5, §7.3; RFC 8292 §4.2)."""
    if 200 <= status < 300:
        return Outcome(delivery, "delivered")
    if status in (404, 410):
        return Outcome(delivery, "gone")
    if status == 413:
        return Outcome(delivery, "too_large")
    if status in (408, 429) or status >= 500:
        return Outcome(delivery, "later", _milliseconds(retry_after))
    if 400 <= status < 500 and status != 405:
        # 401 and 403 too: this server's clock, key or contact may be at fault instead of the phone.
        return Outcome(delivery, "bad_message")
    return Outcome(delivery, "refused")


def reason_of(headers: Mapping[str, str], body: bytes) -> str:
    """Why, in the push service's own words: a header of Microsoft's, `reason` of Apple's and `message` of
    Mozilla's JSON, without what may be a part of the phone's address. Nothing else of the body."""
    told: Any = headers.get("X-WNS-Error-Description")
    if told is None:
        try:
            found: Any = orjson.loads(body)
        except orjson.JSONDecodeError:
            found = None
        if isinstance(found, dict):
            fields = cast("dict[str, Any]", found)
            told = fields.get("reason") or fields.get("message")
    if not isinstance(told, str):
        return ""
    return _TOKEN.sub("…", re.sub(r"[^\w .,:'-]", "", told))[:200]


def _milliseconds(retry_after: str | None) -> int | None:
    """Retry-After as seconds or as a date (RFC 9110 §10.2.3); None for anything else."""
    if retry_after is None:
        return None
    if retry_after.isdecimal() and len(retry_after) < 10:
        return int(retry_after) * clock.SECOND
    try:
        return max(
            0, round((parsedate_to_datetime(retry_after).timestamp() - time.time()) * clock.SECOND)
        )
    except ValueError:
        return None
