"""Plays Firefox towards its push service, and the product towards the push endpoint."""

import asyncio
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.browser.standins.background import BackgroundLoop
from tests.browser.standins.encoding import to_text
from tests.browser.standins.services import PushServices

KEY = ec.generate_private_key(ec.SECP256R1())
MOZILLA = "https://updates.push.services.mozilla.com"
DAY = 24 * 60 * 60


def body(length: int = 200) -> bytes:
    """A body in the form of aes128gcm, whose content cannot be decrypted."""
    start = os.urandom(16) + (4096).to_bytes(4, "big") + b"\x41\x04"
    return start + os.urandom(length - len(start))


def authorization(key: ec.EllipticCurvePrivateKey = KEY, **claims: Any) -> str:
    """A VAPID header (RFC 8292 §3) that is valid except for `claims`."""
    right = {"aud": MOZILLA, "exp": int(time.time()) + DAY - 60, "sub": "mailto:a@b.example"}
    parts = ({"typ": "JWT", "alg": "ES256"}, {**right, **claims})
    signed = ".".join(to_text(json.dumps(part).encode()) for part in parts)
    r, s = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(SHA256())))
    signature = to_text(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return f"vapid t={signed}.{signature}, k={public(key)}"


def public(key: ec.EllipticCurvePrivateKey) -> str:
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return to_text(point)


class Firefox:
    """Speaks Firefox's protocol to its push service, and acknowledges what it gets."""

    def __init__(self, loop: BackgroundLoop, services: PushServices) -> None:
        self._loop = loop
        self._services = services
        self._uaid: str | None = None
        self.connect()
        self._call({"messageType": "register", "channelID": "one", "key": public(KEY)})
        self.endpoint: str = self._next("register")["pushEndpoint"]

    def connect(self) -> None:
        async def connect() -> tuple[aiohttp.ClientSession, aiohttp.ClientWebSocketResponse]:
            session = aiohttp.ClientSession()
            return session, await session.ws_connect(f"{self._services.address}/mozilla/ana")

        self._session, self._socket = self._loop.run(connect())
        self._call({"messageType": "hello", "uaid": self._uaid})
        self._uaid = self._next("hello")["uaid"]

    def disconnect(self) -> None:
        async def disconnect() -> None:
            await self._socket.close()
            await self._session.close()

        self._loop.run(disconnect())

    def unregister(self) -> None:
        self._call({"messageType": "unregister", "channelID": "one"})
        self._next("unregister")

    def receive(self, acknowledge: bool = True) -> str:
        """The id of the next notification."""
        version: str = self._next("notification")["version"]
        if acknowledge:
            update = {"channelID": "one", "version": version, "code": 100}
            self._call({"messageType": "ack", "updates": [update]})
        return version

    def hears_nothing(self) -> bool:
        """Nothing came before the answer to a ping."""
        self._call({"messageType": "ping"})
        return self._receive()["messageType"] == "ping"

    def _call(self, message: Mapping[str, Any]) -> None:
        self._loop.run(self._socket.send_json(message))

    def _next(self, kind: str) -> dict[str, Any]:
        message = self._receive()
        assert message["messageType"] == kind
        return message

    def _receive(self) -> dict[str, Any]:
        return self._loop.run(asyncio.wait_for(self._socket.receive_json(), 5))


class Sender:
    """Posts to a subscription as the product would, valid except for what a test changes."""

    def __init__(self, services: PushServices, firefox: Firefox) -> None:
        self._address = services.address + urlsplit(firefox.endpoint).path

    def post(
        self, data: bytes | None = None, *, path: str = "", without: str = "", **headers: str
    ) -> tuple[int, Mapping[str, str]]:
        right = {
            "ttl": "60",
            "content-encoding": "aes128gcm",
            "authorization": authorization(),
            "content-type": "application/octet-stream",
        }
        sent = {**right, **{name.replace("_", "-"): value for name, value in headers.items()}}
        sent.pop(without, None)
        data = body() if data is None else data
        request = urllib.request.Request(self._address + path, data, sent, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, dict(answer.headers)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, dict(error.headers)
