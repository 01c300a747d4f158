"""All push services of the world on two free loopback ports: one for HTTP, one for MCS."""

import asyncio
import ssl
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from aiohttp import web

from tests.browser.standins import autopush, gcm, mcs
from tests.browser.standins.mailroom import Mailroom, Message
from tests.browser.standins.resource import Fault, Manner, Post, PushResource
from tools import certificate


class PushServices:
    """Mozilla's and Google's service. Start it inside the stand-ins' loop; use it from there."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        self.posts: list[Post] = []
        """Every request that came in, refused ones too, oldest first."""
        self._folder = folder
        self._faults: list[Fault] = []
        self._mozilla = Mailroom(now)
        self._google = Mailroom(now)
        self._open = AsyncExitStack()

    async def start(self) -> Self:
        trusted = certificate.make(self._folder)
        self._key_hash = trusted.key_hash
        secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        secured.load_cert_chain(trusted.file, trusted.key_file)
        line = mcs.Mcs(self._google)
        server = await asyncio.start_server(line.connected, "127.0.0.1", 0, ssl=secured)
        self._open.callback(server.close)
        self.mcs_port: int = server.sockets[0].getsockname()[1]
        runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        self._open.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.http_port: int = runner.addresses[0][1]
        return self

    async def stop(self) -> None:
        await self._open.aclose()

    @property
    def address(self) -> str:
        """Where whatever is meant for a push service's https host must be sent instead."""
        return f"http://127.0.0.1:{self.http_port}"

    def environment(self) -> dict[str, str]:
        """What the product needs to know to send here."""
        hosts = [urlsplit(o).netloc for m in (autopush.MANNER, gcm.MANNER) for o in m.origins]
        return {
            "TWOFOLD_PUSH_HOSTS": ",".join([*hosts, urlsplit(self.address).netloc]),
            "TWOFOLD_TEST_PUSH_REROUTE": self.address,
        }

    def chromium_arguments(self, phone: str) -> list[str]:
        return [
            f"--gcm-checkin-url={self.address}/gcm/{phone}/checkin",
            f"--gcm-registration-url={self.address}/gcm/{phone}/register",
            f"--gcm-mcs-endpoint=https://127.0.0.1:{self.mcs_port}",
            f"--ignore-certificate-errors-spki-list={self._key_hash}",
        ]

    def firefox_preferences(self, phone: str) -> dict[str, str | int | bool]:
        return {
            "dom.push.serverURL": f"ws://127.0.0.1:{self.http_port}/mozilla/{phone}",
            "dom.push.testing.allowInsecureServerURL": True,
            "dom.push.connection.enabled": True,
            "dom.push.retryBaseInterval": 200,
        }

    def reach(self, phone: str, reachable: bool) -> None:
        """Take a phone's coverage away, or give it back and deliver what is still of use."""
        for mailroom in (self._mozilla, self._google):
            mailroom.reach(phone, reachable)

    def end_subscriptions(self, phone: str) -> None:
        """Forget a phone as a service does when a browser's data were cleared: 410 from now on."""
        for mailroom in (self._mozilla, self._google):
            for subscription in mailroom.subscriptions.values():
                if mailroom.devices[subscription.device].phone == phone:
                    subscription.gone = True

    def fail(self, fault: Fault, times: int = 1) -> None:
        """Answer the next `times` requests with `fault`."""
        self._faults += [fault] * times

    def messages(self, phone: str) -> list[Message]:
        """What was accepted for a phone, oldest first, with what became of it."""
        return [
            message
            for mailroom in (self._mozilla, self._google)
            for message in mailroom.messages.values()
            if mailroom.devices[message.subscription.device].phone == phone
        ]

    def _application(self) -> web.Application:
        application = web.Application(client_max_size=1 << 20)
        browsers = gcm.Gcm(self._google)
        application.add_routes(
            [
                web.get("/mozilla/{phone}", autopush.Autopush(self._mozilla).websocket),
                web.post("/gcm/{phone}/checkin", browsers.check_in),
                web.post("/gcm/{phone}/register", browsers.register),
                web.post("/wpush/v2/{token}", self._resource(autopush.MANNER, self._mozilla).post),
                web.post("/fcm/send/{token}", self._resource(gcm.MANNER, self._google).post),
                web.post("/wp/{token}", self._resource(gcm.MANNER, self._google).post),
            ]
        )
        return application

    def _resource(self, manner: Manner, mailroom: Mailroom) -> PushResource:
        return PushResource(manner, mailroom, self.posts, self._faults)
