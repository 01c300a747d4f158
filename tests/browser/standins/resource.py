"""The side of a push service that the product posts to: RFC 8030, RFC 8188, RFC 8292."""

import asyncio
import re
import time
from dataclasses import dataclass, field
from typing import NamedTuple

from aiohttp import web

from tests.browser.standins import vapid
from tests.browser.standins.mailroom import Mailroom, Message, Subscription

MOST_BYTES = 4096
URGENCIES = ("very-low", "low", "normal", "high")
TOPIC = re.compile(r"[A-Za-z0-9_-]{1,32}")
SMALLEST_RECORD = (
    16 + 4 + 1 + 65 + 16 + 1
)  # salt, size, id length, key, tag, delimiter (RFC 8188 §2)


@dataclass(frozen=True)
class Manner:
    """In what one push service differs from another."""

    service: str
    origins: frozenset[str]
    """What the VAPID token may name as its audience."""
    unsigned: int
    """Status for a missing VAPID token."""
    wrongly_signed: int
    longest_ttl: int


@dataclass
class Post:
    """One request as it came in, and what was answered. For assertions and the canary search."""

    service: str
    phone: str
    headers: dict[str, str]
    body: bytes
    status: int
    reason: str
    at: float
    message: Message | None = None


@dataclass
class Fault:
    """An answer to give instead of the right one."""

    status: int
    headers: dict[str, str] = field(default_factory=dict[str, str])
    after: float = 0
    """Seconds to keep the sender waiting before."""
    phone: str | None = None
    """Only for this phone's subscriptions."""
    taken: bool = False
    """The push is taken in all the same; only the answer is this one."""


class _Refusal(NamedTuple):
    status: int
    reason: str


class PushResource:
    """POST /…/{token}: takes a push in or refuses it as the real service does."""

    def __init__(self, manner: Manner, mailroom: Mailroom, posts: list[Post], faults: list[Fault]):
        self._manner = manner
        self._mailroom = mailroom
        self._posts = posts
        self._faults = faults

    async def post(self, request: web.Request) -> web.Response:
        body = await request.read()
        headers = {name.lower(): value for name, value in request.headers.items()}
        subscription = self._mailroom.subscriptions.get(request.match_info["token"])
        phone = self._mailroom.devices[subscription.device].phone if subscription else ""
        entry = Post(self._manner.service, phone, headers, body, 0, "", time.time())
        self._posts.append(entry)
        answer = await self._answer(entry, subscription)
        entry.status = answer.status
        return answer

    async def _answer(self, entry: Post, subscription: Subscription | None) -> web.Response:
        fault = next((fault for fault in self._faults if fault.phone in (None, entry.phone)), None)
        if fault:
            self._faults.remove(fault)
            entry.reason = "on demand"
            if fault.taken and subscription:
                entry.message = self._message(entry, subscription)
                self._mailroom.accept(entry.message)
            await asyncio.sleep(fault.after)
            return web.Response(status=fault.status, headers=fault.headers)
        refusal = self._refusal(entry, subscription)
        if refusal or not subscription:
            status, entry.reason = refusal or _Refusal(404, "no such subscription")
            return web.json_response({"code": status, "message": entry.reason}, status=status)
        entry.message = self._message(entry, subscription)
        self._mailroom.accept(entry.message)
        entry.reason = entry.message.outcome
        place = {"Location": f"/m/{entry.message.id}", "TTL": str(entry.message.ttl)}
        return web.Response(status=201, headers=place)

    def _refusal(self, entry: Post, subscription: Subscription | None) -> _Refusal | None:
        if subscription is None:
            return _Refusal(404, "no such subscription")
        if subscription.gone:
            return _Refusal(410, "unsubscribed")
        return (
            self._sender_refusal(entry, subscription)
            or _header_refusal(entry.headers)
            or _body_refusal(entry.headers, entry.body)
        )

    def _sender_refusal(self, entry: Post, subscription: Subscription) -> _Refusal | None:
        authorization = entry.headers.get("authorization", "")
        if not authorization and subscription.key is None:
            return None
        try:
            now = self._mailroom.now()
            vapid.check(authorization, subscription.key, self._manner.origins, now)
        except vapid.Refused as error:
            status = self._manner.unsigned if error.missing else self._manner.wrongly_signed
            return _Refusal(status, str(error))
        return None

    def _message(self, entry: Post, subscription: Subscription) -> Message:
        ttl = min(int(entry.headers["ttl"]), self._manner.longest_ttl)
        return Message(
            subscription,
            entry.body,
            ttl,
            entry.headers.get("urgency", "normal"),
            entry.headers.get("topic"),
            self._mailroom.now() + ttl,
        )


def _header_refusal(headers: dict[str, str]) -> _Refusal | None:
    if not headers.get("ttl", "").isdecimal():
        return _Refusal(400, "TTL is missing or no number of seconds")
    if headers.get("urgency", "normal") not in URGENCIES:
        return _Refusal(400, "unknown Urgency")
    if "topic" in headers and not TOPIC.fullmatch(headers["topic"]):
        return _Refusal(400, "Topic is not 1 to 32 characters of base64url")
    return None


def _body_refusal(headers: dict[str, str], body: bytes) -> _Refusal | None:
    if len(body) > MOST_BYTES:
        return _Refusal(413, "payload too large")
    if not body:
        return None
    if headers.get("content-encoding") != "aes128gcm":
        return _Refusal(400, "Content-Encoding is not aes128gcm")
    if len(body) < SMALLEST_RECORD or body[20] != 65 or body[21] != 4:
        return _Refusal(400, "not an aes128gcm body with the sender's key in its header")
    return None
