"""Mozilla's push service as Firefox speaks to it: JSON over a WebSocket.

The messages are those of Firefox's PushServiceWebSocket and Mozilla's autopush:
hello, register, unregister, notification, ack, ping, broadcast_subscribe.
"""

import asyncio
import json
import secrets
import uuid
from typing import Any

from aiohttp import WSMsgType, web

from tests.browser.standins.encoding import to_text
from tests.browser.standins.mailroom import Device, Mailroom, Message
from tests.browser.standins.resource import Manner

ENDPOINTS = "https://updates.push.services.mozilla.com"
MANNER = Manner(
    service="mozilla",
    origins=frozenset({ENDPOINTS}),
    unsigned=401,
    wrongly_signed=401,
    longest_ttl=60 * 24 * 60 * 60,
)
UNREADABLE = 101  # the browser could not decrypt it

# A message of the protocol. Its fields depend on its type.
Json = dict[str, Any]


class Autopush:
    """GET /mozilla/{phone} (WebSocket): one connection per running Firefox."""

    def __init__(self, mailroom: Mailroom, endpoints: str = ENDPOINTS) -> None:
        self._mailroom = mailroom
        self._endpoints = endpoints

    async def websocket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=("push-notification",))
        await socket.prepare(request)
        session = _Session(self._mailroom, self._endpoints, request.match_info["phone"], socket)
        try:
            async for frame in socket:
                if frame.type == WSMsgType.TEXT:
                    await session.receive(json.loads(frame.data))
        finally:
            session.end()
        return socket


class _Session:
    def __init__(
        self, mailroom: Mailroom, endpoints: str, phone: str, socket: web.WebSocketResponse
    ) -> None:
        self._mailroom = mailroom
        self._endpoints = endpoints
        self._phone = phone
        self._socket = socket
        self._device: Device | None = None
        self._sending: set[asyncio.Task[None]] = set()

    async def receive(self, said: Json) -> None:
        match said.get("messageType"):
            case None | "ping":
                await self._socket.send_json(said)
            case "hello":
                await self._hello(said.get("uaid"))
            case "register":
                await self._register(said["channelID"], said.get("key"))
            case "unregister":
                await self._unregister(said["channelID"])
            case "ack":
                self._acknowledge(said["updates"])
            case "broadcast_subscribe":
                await self._socket.send_json({"messageType": "broadcast", "broadcasts": {}})
            case _:
                pass

    def hand_over(self, message: Message) -> None:
        note: Json = {
            "messageType": "notification",
            "channelID": message.subscription.channel,
            "version": message.id,
            "ttl": message.ttl,
        }
        if message.body:
            note |= {"data": to_text(message.body), "headers": {"encoding": "aes128gcm"}}
        task = asyncio.ensure_future(self._socket.send_json(note))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    def end(self) -> None:
        if self._device:
            self._mailroom.disconnect(self._device, self)

    async def _hello(self, known: str | None) -> None:
        name = known if known in self._mailroom.devices else uuid.uuid4().hex
        self._device = self._mailroom.device(name, self._phone)
        welcome = {"uaid": name, "status": 200, "use_webpush": True, "broadcasts": {}}
        await self._socket.send_json({"messageType": "hello", **welcome})
        self._mailroom.connect(self._device, self)

    async def _register(self, channel: str, key: str | None) -> None:
        token = secrets.token_urlsafe(48)
        self._mailroom.subscribe(token, self._known_device.id, channel, key)
        endpoint = f"{self._endpoints}/wpush/v2/{token}"
        granted = {"channelID": channel, "status": 200, "pushEndpoint": endpoint}
        await self._socket.send_json({"messageType": "register", **granted})

    async def _unregister(self, channel: str) -> None:
        self._mailroom.unsubscribe(self._known_device.id, channel)
        ended = {"channelID": channel, "status": 200}
        await self._socket.send_json({"messageType": "unregister", **ended})

    def _acknowledge(self, updates: list[Json]) -> None:
        for update in updates:
            unreadable = update.get("code") == UNREADABLE
            self._mailroom.settle(update["version"], "unreadable" if unreadable else "delivered")

    @property
    def _known_device(self) -> Device:
        if self._device is None:
            raise ConnectionError("the browser did not say hello first")
        return self._device
