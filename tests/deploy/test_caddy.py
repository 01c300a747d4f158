"""The product behind Caddy, as `deploy/Caddyfile` has it: real processes, TLS, HTTP/2."""

import json
import socket
import ssl
import subprocess
import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from api.client.phone import Phone
from api.client.transport import HttpTransport
from api.kernel.ids import new_id
from tests.browser.forks import Forks
from tests.browser.server import Product, product_commands
from tests.databases import Copy
from tests.kernel.asking import check_in
from tests.metering import scrape
from tests.waiting import wait_until
from tools import caddy, debian
from tools.ports import free_port

pytestmark = pytest.mark.slow

CADDYFILE = Path("deploy/Caddyfile")
CURL = debian.program("curl", "curl", "the tests of the front server")
STRANGERS = 40


@dataclass(frozen=True)
class Front:
    """The address people open, what is behind it, and the certificate to trust."""

    origin: str
    product: Product
    certificate: Path
    metrics_port: int

    def curl(self, path: str, *arguments: str) -> tuple[dict[str, str], bytes]:
        """Headers by lower-case name, with `version` and `status`, and the body of one request over HTTP/2."""
        command = [CURL, "-sSi", "--http2", "--cacert", str(self.certificate)]
        done = subprocess.run(
            [*command, *arguments, self.origin + path], capture_output=True, check=True
        )
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        version, status = first.split()[:2]
        named = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        return {**named, "version": version, "status": status}, body

    def opened(self) -> ssl.SSLSocket:
        """A connection that has said nothing yet."""
        address = urlsplit(self.origin)
        context = ssl.create_default_context(cafile=str(self.certificate))
        line = socket.create_connection((address.hostname, address.port), timeout=30)
        return context.wrap_socket(line, server_hostname=address.hostname)


@pytest.fixture(scope="module")
def forks() -> Generator[Forks]:
    running = Forks()
    yield running
    running.end()


@pytest.fixture
def front(
    copies: Copy, forks: Forks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Generator[Front]:
    """The web process alone behind Caddy."""
    origin = f"https://localhost:{free_port()}"
    metrics_port = free_port()
    settings = {
        "TWOFOLD_DATABASE": copies(tmp_path),
        "TWOFOLD_ORIGIN": origin,
        "TWOFOLD_PROXIES": "1",
        "TWOFOLD_PUSH_CONTACT": "mailto:host@us.example",
        "TWOFOLD_STRANGERS_PER_MINUTE": str(STRANGERS),
        "TWOFOLD_METRICS_WEB": str(metrics_port),
    }
    product = Product(tmp_path, settings, _web_alone, forks.begin)
    product.start()
    try:
        with caddy.running(
            CADDYFILE, urlsplit(origin).netloc, f"127.0.0.1:{product.port}", tmp_path
        ) as certificate:
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
            found = Front(origin, product, certificate, metrics_port)
            wait_until(lambda: _answers(found), "Caddy", timeout=60)
            yield found
    finally:
        product.stop()


def _web_alone(port: int) -> Mapping[str, Sequence[str]]:
    return {"web": product_commands(port)["web"]}


def _answers(front: Front) -> bool:
    try:
        return front.certificate.exists() and front.curl("/healthz")[0]["status"] == "200"
    except subprocess.CalledProcessError:
        return False


def test_two_people_connect_over_https(front: Front):
    ana, ben = Phone(HttpTransport(front.origin)), Phone(HttpTransport(front.origin))
    for phone in (ana, ben):
        phone.start()
    ana.pair(ben)
    request = check_in(ana, "us", mood=4)
    assert ana.api.request("PUT", request.path, request.body).status == 201
    ben.changes()
    assert [record.words for record in ben.store.records.values()] == [{"mood": 4}]


def test_the_headers_are_the_products_own(front: Front):
    for path in ("/", "/api/v1/session", "/manifest.webmanifest"):
        headers, _ = front.curl(path)
        assert headers["version"] == "HTTP/2"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["strict-transport-security"].startswith("max-age=63072000")
        assert "server" not in headers
    headers, _ = front.curl("/api/v1/session")
    assert headers["cache-control"] == "no-store"


def test_nobody_reaches_the_metrics_from_outside(front: Front):
    """Neither by a path nor by a host name: the port they are on is none of Caddy's."""
    wait_until(lambda: "twofold_streams" in scrape(front.metrics_port), "the metrics on their port")
    for path in ("/metrics", "/api/v1/metrics", "/metrics/", "/?name[]=twofold_streams"):
        for host in ((), ("-H", f"Host: 127.0.0.1:{front.metrics_port}")):
            _, body = front.curl(path, *host)
            assert b"twofold_streams" not in body, (path, host)


def test_files_are_compressed_and_kept(front: Front):
    _, page = front.curl("/")
    script = page.decode().partition('src="/assets/')[2].partition('"')[0]
    headers, _ = front.curl(f"/assets/{script}", "-H", "Accept-Encoding: gzip")
    assert headers["content-encoding"] == "gzip"
    assert "immutable" in headers["cache-control"]


def test_a_stream_brings_each_event_at_once(front: Front):
    ana = Phone(HttpTransport(front.origin))
    ana.start()
    with front.opened() as line:
        host = urlsplit(front.origin).netloc
        head = f"GET /api/v1/stream HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {ana.api.token}\r\n\r\n"
        line.sendall(head.encode())
        assert b"event: changed" in _read_until(line, b"\n\n")
        request = check_in(ana, "me", mood=4)
        assert ana.api.request("PUT", request.path, request.body).status == 201
        assert b"event: changed" in _read_until(line, b"\n\n")


def _read_until(line: ssl.SSLSocket, end: bytes) -> bytes:
    """Raises TimeoutError after 30 s, as when a proxy holds the event back."""
    found = b""
    while not found.rstrip(b"\r\n0").endswith(b"}") and not found.endswith(end):
        part = line.recv(4096)
        if not part:
            raise ConnectionError(found)
        found += part
    return found


def test_nobody_can_claim_another_address(front: Front):
    """All requests of one client count as one client's, whatever it says in its headers."""
    statuses = [
        front.curl("/api/v1/session", "-H", f"X-Forwarded-For: 81.2.69.{number}")[0]["status"]
        for number in range(STRANGERS + 5)
    ]
    assert statuses[-1] == "429"
    _, ready = front.curl("/readyz")
    assert [name for name in json.loads(ready)["problems"] if "prox" in name] == []


@pytest.mark.parametrize("kilobytes", [70, 200])
@pytest.mark.parametrize("announced", [True, False])
def test_a_body_that_is_too_large_is_refused_in_words(
    front: Front, tmp_path: Path, kilobytes: int, announced: bool
):
    """The product answers before it has read all and closes; Caddy may see only that, and says that it is away."""
    ana = Phone(HttpTransport(front.origin))
    ana.start()
    body = tmp_path / "body"
    body.write_bytes(b"x" * kilobytes * 1024)
    said = ["Content-Type: application/json", f"Authorization: Bearer {ana.api.token}"]
    said += [] if announced else ["Transfer-Encoding: chunked"]
    how = ["--http1.1", "-X", "PUT", "--data-binary", f"@{body}", "-H", "Expect:"]
    headers, told = front.curl(
        f"/api/v1/check-ins/{new_id()}", *how, *(part for one in said for part in ("-H", one))
    )
    answers = {("413", "too_large"), ("502", "away")}
    assert (headers["status"], json.loads(told)["type"]) in answers
    assert headers["content-type"] == "application/problem+json"
    assert "default-src 'none'" in headers["content-security-policy"]


def test_while_the_product_is_away_a_phone_is_told_to_try_again(front: Front):
    front.product.stop()
    headers, body = front.curl("/api/v1/session")
    assert headers["status"] == "502"
    assert headers["content-type"] == "application/problem+json"
    assert headers["retry-after"] == "5"
    assert json.loads(body) == {
        "type": "away",
        "title": "Twofold is away for a moment. Your phone keeps what you wrote and tries again.",
        "status": 502,
    }


def test_requests_that_fail_leave_no_trace_in_the_log(front: Front, tmp_path: Path):
    """While the product is away, and where it ends in the middle of an answer."""
    record_id, program = new_id(), "a-phone-of-ours"
    ana = Phone(HttpTransport(front.origin))
    ana.start()
    host = urlsplit(front.origin).netloc
    with front.opened() as line:
        head = f"GET /api/v1/stream HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {program}\r\n"
        line.sendall(f"{head}Authorization: Bearer {ana.api.token}\r\n\r\n".encode())
        assert b"event: changed" in _read_until(line, b"\n\n")
        front.product.stop()
    headers, _ = front.curl(f"/api/v1/check-ins/{record_id}", "-A", program)
    assert headers["status"] == "502"
    log = (tmp_path / "caddy.log").read_text()
    assert log
    for trace in (record_id, program, "remote_ip", "/api/v1/"):
        assert trace not in log


def test_a_restart_of_the_product_loses_no_request(front: Front):
    front.product.stop()
    with subprocess.Popen(
        [CURL, "-sS", "--cacert", str(front.certificate), f"{front.origin}/healthz"],
        stdout=subprocess.PIPE,
    ) as waiting:
        front.product.start()
        assert waiting.communicate(timeout=30)[0] == b"ok\n"


def test_whoever_is_slow_is_cut_off(front: Front):
    with front.opened() as line:
        begun = time.monotonic()
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: ")
        assert line.recv(4096) == b""
        assert 9 <= time.monotonic() - begun < 25
