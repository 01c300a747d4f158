"""The front server sends streams to a live process and everything else to the web processes: the same program."""

from collections.abc import Generator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from api.client.phone import Phone
from api.client.records import Request
from api.client.transport import HttpTransport
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
    address = f"https://localhost:{free_port()}"
    web, live = (f"127.0.0.1:{each.port}" for each in processes.webs)
    with caddy.running(
        CADDYFILE, urlsplit(address).netloc, web, tmp_path, live=live
    ) as certificate:
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


def _put(line: Phone, request: Request) -> int:
    return line.api.request("PUT", request.path, request.body).status


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
        statuses: list[int] = []  # Caddy keeps a request for 5 s; a phone then sends it again
        wait_until(lambda: 201 in statuses or statuses.append(_put(line, request)), "the write")
        assert set(statuses) <= {201, 502}
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
