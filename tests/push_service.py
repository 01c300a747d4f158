"""A push service on this machine, with the browser behind it.

It accepts pushes as RFC 8030 says, checks who sent them, decrypts them, and can be told to answer
otherwise.
"""

import base64
import json
import threading
from collections import Counter, deque
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from api.kernel import clock
from api.kernel.ids import new_token

MOST_BYTES = 4096


def unpadded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def padded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass(frozen=True)
class Push:
    """One push that was accepted, as the browser sees it."""

    path: str
    headers: Mapping[str, str]
    payload: dict[str, Any]

    @property
    def tag(self) -> str:
        return self.payload["notification"]["tag"]


@dataclass
class Browser:
    """One `pushManager.subscribe()`: an address and the keys that only the browser has."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    auth: bytes = b"sixteen bytes ok"

    @property
    def subscription(self) -> dict[str, str]:
        """The body of a PUT."""
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {
            "endpoint": self.endpoint,
            "p256dh": unpadded(point),
            "auth": unpadded(self.auth),
        }

    def decrypt(self, body: bytes) -> dict[str, Any]:
        return json.loads(
            http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm")
        )


class PushService:
    """Where browsers subscribe and the product posts to."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.browsers: dict[str, Browser] = {}
        self.pushes: list[Push] = []
        self.requests: list[str] = []
        """Paths of all requests, refused ones too."""
        self.faults: deque[tuple[int, dict[str, str]]] = deque()
        """What to answer next instead of accepting a push: status and headers."""
        self.complaints: list[AssertionError] = []
        self.hold = threading.Event()
        """While it is not set, pushes are accepted but not answered."""
        self.hold.set()
        self.answered = 0
        """How many answers are on the wire."""
        self.arrived = threading.Condition()
        """Told of each request, push and answer."""

    def subscribe(self, origin: str | None = None) -> Browser:
        """A new browser. `origin` may be that of a real service, whose pushes are rerouted here."""
        path = f"/push/{new_token()}"
        browser = Browser((origin or self.base) + path)
        self.browsers[path] = browser
        return browser

    def tags(self) -> Counter[str]:
        """How many times each notice has arrived."""
        return Counter(push.tag for push in self.pushes)

    def wait_for_notices(self, count: int, seconds: float = 60) -> None:
        """Wait until this many different notices have arrived, answered or not."""
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.tags()) >= count, seconds), self.tags()

    def wait_for_request(self, seconds: float = 60) -> None:
        with self.arrived:
            assert self.arrived.wait_for(lambda: self.requests, seconds)

    def wait_for_answer(self, seconds: float = 60) -> None:
        with self.arrived:
            assert self.arrived.wait_for(lambda: self.answered, seconds)

    def take_in(
        self, path: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, dict[str, str]]:
        """Status and headers of the answer."""
        with self.arrived:
            self.requests.append(path)
            self.arrived.notify_all()
        answer = self._answer(path, headers, body)
        assert self.hold.wait(30)
        return answer

    def note_answer(self) -> None:
        with self.arrived:
            self.answered += 1
            self.arrived.notify_all()

    def _answer(
        self, path: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, dict[str, str]]:
        if self.faults:
            return self.faults.popleft()
        browser = self.browsers.get(path)
        if browser is None:
            return 410, {}
        if len(body) > MOST_BYTES:
            return 413, {}
        try:
            check_headers(headers, browser.endpoint)
        except AssertionError as error:
            self.complaints.append(error)
            return 400, {}
        with self.arrived:
            self.pushes.append(Push(path, headers, browser.decrypt(body)))
            self.arrived.notify_all()
        return 201, {"Location": f"{self.base}/message"}


def check_headers(headers: Mapping[str, str], endpoint: str) -> None:
    """What RFC 8030 and RFC 8292 ask of a sender."""
    assert headers["content-encoding"] == "aes128gcm"
    assert int(headers["ttl"]) >= 0
    assert headers["urgency"] in ("very-low", "low", "normal", "high")
    assert len(headers["topic"]) <= 32
    assert Vapid02.verify(headers["authorization"])
    claims = vapid_claims(headers["authorization"])
    assert endpoint.startswith(f"{claims['aud']}/")
    assert clock.now() < claims["exp"] * 1000 <= clock.now() + clock.DAY
    assert claims["sub"].startswith("mailto:")


def vapid_claims(authorization: str) -> dict[str, Any]:
    token = authorization.removeprefix("vapid t=").split(",")[0]
    return json.loads(padded(token.split(".")[1]))


@contextmanager
def push_service() -> Generator[PushService]:
    """A running push service on a free port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, answered = service.take_in(self.path, headers, body)
            self.send_response(status)
            for name, value in {**answered, "Content-Length": "0"}.items():
                self.send_header(name, value)
            self.end_headers()
            service.note_answer()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's name
            """Logs nothing: tests read `pushes`."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 256

        def handle_error(self, request: Any, client_address: Any) -> None:
            """A sender that was killed leaves a broken pipe, which is not worth a report."""

    with Server(("127.0.0.1", 0), Handler) as server:
        service = PushService(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005})
        thread.start()
        try:
            yield service
        finally:
            service.hold.set()
            server.shutdown()
            thread.join()
    if service.complaints:
        raise service.complaints[0]  # shows what was asked of the sender, and where
