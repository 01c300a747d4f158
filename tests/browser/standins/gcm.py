"""Google's push service as a desktop Chromium speaks to it: check-in and registration over HTTP.

Messages then travel over MCS, see `mcs.py`. The addresses are given to Chromium by flags.
"""

import secrets
import time
from urllib.parse import parse_qsl

from aiohttp import web

from tests.browser.standins import protobuf
from tests.browser.standins.mailroom import Mailroom
from tests.browser.standins.resource import Manner

MANNER = Manner(
    service="google",
    # Debian's Chromium makes endpoints on the second host.
    origins=frozenset({"https://fcm.googleapis.com", "https://jmt17.google.com"}),
    unsigned=401,
    wrongly_signed=403,
    longest_ttl=28 * 24 * 60 * 60,
)


class Gcm:
    """POST /gcm/{phone}/checkin and /gcm/{phone}/register."""

    def __init__(self, mailroom: Mailroom) -> None:
        self._mailroom = mailroom

    async def check_in(self, request: web.Request) -> web.Response:
        """AndroidCheckinRequest → AndroidCheckinResponse: gives the browser its android id."""
        asked = protobuf.Reader(await request.read())
        android_id = asked.number(2) or secrets.randbits(62) | 1
        token = asked.number(13) or secrets.randbits(62) | 1
        self._mailroom.device(str(android_id), request.match_info["phone"])
        answer = (
            protobuf.integer(1, 1)  # stats_ok
            + protobuf.integer(3, int(time.time() * 1000))  # time_msec
            + protobuf.fixed64(7, android_id)
            + protobuf.fixed64(8, token)  # security_token
            + protobuf.text(11, "v1")  # version_info
        )
        return web.Response(body=answer, content_type="application/x-protobuf")

    async def register(self, request: web.Request) -> web.Response:
        """Give out a token for an app's subscription, or end it (`delete`)."""
        form = dict(parse_qsl(await request.text(), keep_blank_values=True))
        # AidLogin ANDROID_ID:SECURITY_TOKEN
        android_id = request.headers["Authorization"].split()[1].split(":")[0]
        self._mailroom.device(android_id, request.match_info["phone"])
        channel = f"{form.get('app', '')} {form.get('X-subtype', '')}"
        self._mailroom.unsubscribe(android_id, channel)
        if "delete" in form:
            return web.Response(text=f"deleted={form.get('app', '')}")
        token = f"{secrets.token_urlsafe(16)}:{secrets.token_urlsafe(40)}"
        self._mailroom.subscribe(token, android_id, channel, form.get("sender"))
        return web.Response(text=f"token={token}")
