"""A larger installation as `deploy/compose.yaml` has it, used by two people while it is upgraded.

Caddy with TLS and HTTP/2, two web processes, one for streams, two workers, PostgreSQL and Redis.
"""

import os
import re
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from api import serving
from tests.browser import kept
from tests.browser.conftest import MakePhone
from tests.browser.forks import ROOT
from tests.browser.lanes import product_port
from tests.browser.notices import at_hand, next_noon, says_nothing, turn_on_notices
from tests.browser.releases import copy_release, is_new, make_newer
from tests.browser.server import Product
from tests.browser.server_clock import ServerClock
from tests.browser.standins.services import PushServices
from tests.browser.steps import (
    SLOW,
    check_in,
    is_at_home,
    is_installed,
    pair,
    to_today,
    write_note,
)
from tests.waiting import wait_until
from tools import caddy, postgres, redis_server

SLOW_SOCKETS = 100
"""Clients that begin a request and never end it."""

PROTOCOLS = """
() => performance.getEntriesByType("resource")
  .filter(({ name }) => name.includes("/api/")).map(({ nextHopProtocol }) => nextHopProtocol)
"""
"""Those by which this page has asked the API."""


class Larger(Product):
    """Several processes of each kind, started from the folder that `current` links to."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.more = {name: product_port() for name in ("web 2", "live")}
        self._current = folder / "current"
        self.install(copy_release(folder))
        (folder / "product").mkdir()
        door = product_port()
        super().__init__(
            folder / "product",
            environment,
            self._commands,
            origin=f"https://localhost:{door}",
            door=door,
        )

    def install(self, release: Path) -> None:
        """What starts from now on is this release."""
        self._current.unlink(missing_ok=True)
        self._current.symlink_to(release)

    def restart(self) -> None:
        """One process after the other, as an upgrade does."""
        for part in self.parts.values():
            part.stop()
            part.start()
            self.wait_until_ready()

    def wait_until_ready(self) -> None:
        super().wait_until_ready()
        for port in self.more.values():
            wait_until(lambda port=port: _listens(port), "a process to listen", timeout=30)

    def _commands(self, port: int) -> Mapping[str, Sequence[str]]:
        ports = {"web": port, **self.more}
        webs = {name: serving.web(f"127.0.0.1:{each}") for name, each in ports.items()}
        workers = {name: serving.worker() for name in ("worker", "worker 2")}
        here = ["env", "-C", str(self._current)]
        return {name: [*here, *command] for name, command in {**webs, **workers}.items()}


@pytest.fixture
def product(
    folder: Path, services: PushServices, server_clock: ServerClock, products: list[Product]
) -> Iterator[Product]:
    with ExitStack() as stack:
        environment = {
            **services.environment(),
            "TWOFOLD_TEST_CLOCK_OFFSET_FILE": str(server_clock.file),
            "TWOFOLD_DATABASE": stack.enter_context(postgres.running()),
            "TWOFOLD_REDIS": stack.enter_context(redis_server.running()).url,
            "TWOFOLD_PROXIES": "1",
            "TWOFOLD_PUSH_CONTACT": "mailto:host@us.example",
        }
        made = Larger(folder, environment)
        stack.callback(made.kill)
        products.append(made)
        migrate = [sys.executable, "-m", "api.cli", "migrate"]
        subprocess.run(migrate, env={**os.environ, **made.environment}, check=True)
        made.certificate = stack.enter_context(_caddy(made, folder))
        wait_until(made.certificate.exists, "the certificate", timeout=60)
        yield made


def test_an_upgrade_while_two_people_use_it(
    phones: MakePhone, product: Larger, server_clock: ServerClock, folder: Path
) -> None:
    server_clock.move_to(next_noon(server_clock))
    ana, ben = phones("ana"), phones("ben", browser="firefox")
    slow = [_half_a_request(product) for _ in range(SLOW_SOCKETS)]
    pair(ana, ben)
    for phone in (ana, ben):
        is_installed(phone)
        assert {*phone.page.evaluate(PROTOCOLS)} == {"h2"}
    turn_on_notices(ana, ben)

    # Her check-in is on his open phone at once, by the stream.
    to_today(ana)
    to_today(ben)
    check_in(ana, "Alright")
    ben.sees("Alright")

    # His app is closed when she asks. He says yes, and takes it back on the lock screen.
    ben.close_app()
    ana.tap("Talk")
    ana.tap("To be close")
    ana.tap("Ask Ben")
    told = ben.notification("Reminder", "")
    assert says_nothing(told)
    ben.tap_notification(told)
    ben.wait_for_app(re.compile("/asks/"))
    ben.tap("Yes")
    ben.tap(re.compile("^Say yes until"))
    ana.sees(re.compile("^Yes until"))
    own = ben.wait_until(lambda: at_hand(ben), "his own notice")
    ben.close_app()
    ben.tap_notification(own, "Withdraw")
    ana.sees("Ben has withdrawn this.", timeout=SLOW / 1000)
    ana.tap("OK")

    # While she types, every process is replaced by one of the next release.
    to_today(ana)
    ana.tap("Add a little more")
    newer = copy_release(folder / "newer")
    make_newer(newer / "pwa" / "dist")
    product.install(newer)
    product.restart()
    write_note(ana, "Written across an upgrade")
    kept.all_is_sent(ana)
    ben.open_app()
    ben.wait_until(
        lambda: "Written across an upgrade" in kept.words(ben, "check_ins", "note") or None,
        "her note on his phone, by a stream that connected again",
    )

    # Both phones ask before they use the new version.
    for phone in (ana, ben):
        phone.open_app()
        phone.sees("A new version is ready.", timeout=SLOW / 1000)
        assert not is_new(phone)
        phone.tap("Use it now")
        expect(phone.page.locator("meta[name=release]")).to_have_count(1, timeout=SLOW)
        is_at_home(phone)
    for line in slow:
        line.close()


def _caddy(product: Larger, folder: Path) -> AbstractContextManager[Path]:
    """In front of it, as the project's own Caddyfile says."""
    webs = " ".join(f"127.0.0.1:{port}" for port in (product.port, product.more["web 2"]))
    live = f"127.0.0.1:{product.more['live']}"
    host = product.origin.removeprefix("https://")
    return caddy.running(ROOT / "deploy" / "Caddyfile", host, webs, folder, live=live)


def _half_a_request(product: Larger) -> ssl.SSLSocket:
    context = ssl.create_default_context(cafile=product.certificate)
    line = context.wrap_socket(
        socket.create_connection(("127.0.0.1", product.door)), server_hostname="localhost"
    )
    line.sendall(b"GET / HTTP/1.1\r\nHost: ")
    return line


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True
