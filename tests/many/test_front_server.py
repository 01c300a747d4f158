"""The front server sends streams to a live process and everything else to the web processes: the same program."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from api.client.phone import Phone
from api.client.records import Request
from api.client.transport import HttpTransport
from tests.browser.server import Product
from tests.kernel.asking import check_in
from tests.many.cluster import Cluster
from tests.many.streams import Stream
from tests.many.writing import cursor_of, write
from tests.waiting import wait_until
from tools import caddy
from tools.ports import free_port

pytestmark = pytest.mark.slow

CADDYFILE = Path("deploy/Caddyfile")


@pytest.fixture
def origin(processes: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[str]:
    """The address of Caddy, with the one process behind it as the web process, and the other as the live one."""
    one, other = processes.webs
    with _in_front_of(one, folder=tmp_path, monkeypatch=monkeypatch, live=other) as address:
        yield address


@contextmanager
def _in_front_of(
    *webs: Product, folder: Path, monkeypatch: pytest.MonkeyPatch, live: Product | None = None
) -> Generator[str]:
    """Run Caddy in front of these processes, which the test trusts; yields its address."""
    address = f"https://localhost:{free_port()}"
    web = " ".join(f"127.0.0.1:{each.port}" for each in webs)
    streams = live and f"127.0.0.1:{live.port}"
    host = urlsplit(address).netloc
    with caddy.running(CADDYFILE, host, web, folder, live=streams) as certificate:
        wait_until(certificate.exists, "the certificate", timeout=60)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        wait_until(lambda: _answers(address), "Caddy", timeout=20)
        yield address


def _answers(address: str) -> bool:
    try:
        return HttpTransport(address).request("GET", "/api/v1/session", None, {}).status == 200
    except OSError:
        return False


def through(origin: str, phone: Phone) -> Phone:
    """The same phone, by the address people open."""
    reached = Phone(HttpTransport(origin))
    reached.api.token = phone.api.token
    return reached


def _put_until_saved(line: Phone, request: Request) -> None:
    """As a phone does: Caddy 2.6 does not keep a write whose process is away, and answers 502."""

    def saved() -> bool:
        status = line.api.request("PUT", request.path, request.body).status
        assert status in (201, 502)
        return status == 201

    wait_until(saved, "the write")


def test_a_web_process_that_restarts_ends_no_stream_and_loses_no_write(
    processes: Cluster, couple: tuple[Phone, Phone], origin: str
):
    ana, ben = couple
    line = through(origin, ana)
    with Stream(origin, ben) as stream:
        stream.until(cursor_of(ben))
        before = cursor_of(ben)
        processes.one.stop()
        request = check_in(ana)
        processes.one.begin()
        _put_until_saved(line, request)
        assert cursor_of(ben) != before
        stream.until(cursor_of(ben))


def test_a_live_process_that_restarts_ends_streams_and_no_request(
    processes: Cluster, couple: tuple[Phone, Phone], origin: str
):
    ana, ben = couple
    line = through(origin, ana)
    with Stream(origin, ben) as stream:
        last = cursor_of(ben)
        stream.until(last)
        processes.other.stop()
        while told := stream.next():
            assert told == last
    write(ana, line)
    processes.other.start()
    with Stream(origin, ben, last) as stream:
        assert stream.next() == cursor_of(ben)
        write(ana, line)
        stream.until(cursor_of(ben))


def test_while_one_of_two_web_processes_is_away_reading_goes_on_and_no_write_is_lost(
    processes: Cluster,
    couple: tuple[Phone, Phone],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    ana, ben = couple
    with _in_front_of(*processes.webs, folder=tmp_path, monkeypatch=monkeypatch) as address:
        line = through(address, ana)
        for web in processes.webs:
            web.kill()
            for _ in range(4):
                _put_until_saved(line, check_in(ana))
                assert line.api.request("GET", "/session", None).status == 200
            with Stream(address, ben) as stream:
                stream.until(cursor_of(ben))
            web.begin()
            web.wait_until_ready()
