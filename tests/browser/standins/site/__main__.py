"""The site's server: `PORT=… TWOFOLD_TEST_PUSH_REROUTE=… python -m tests.browser.standins.site`."""

import json
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
import segno
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask, Response, request
from py_vapid import Vapid02
from pywebpush import WebPushException, webpush
from requests.adapters import HTTPAdapter

from tests.browser.standins.encoding import to_text
from tests.browser.standins.site.icon import plain_png

HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
    " manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none';"
    " require-trusted-types-for 'script'; trusted-types site"
)


class _Reroute(HTTPAdapter):
    """Whatever is for an https host goes to the push services' stand-in."""

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:  # type: ignore[override]
        base = os.environ["TWOFOLD_TEST_PUSH_REROUTE"]
        request.url = base + urlsplit(request.url or "").path
        return super().send(request, **options)


def make_site() -> Flask:
    site = Flask(__name__, static_folder=str(HERE), static_url_path="")
    secret = ec.generate_private_key(ec.SECP256R1())
    key = Vapid02(secret)
    point = secret.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    subscriptions: dict[str, dict[str, Any]] = {}
    session = requests.Session()
    session.mount("https://", _Reroute())

    @site.after_request
    def protect(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        return response

    @site.get("/")
    def index() -> Response:
        return site.send_static_file("index.html")

    @site.get("/readyz")
    def ready() -> Mapping[str, bool]:
        return {"ready": True}

    @site.get("/icon-<int:size>.png")
    def icon(size: int) -> Response:
        return Response(plain_png(size), mimetype="image/png")

    @site.get("/api/key")
    def public_key() -> Mapping[str, str]:
        return {"key": to_text(point)}

    @site.get("/code")
    def code() -> str:
        picture = segno.make(request.args["text"]).svg_inline(scale=6, omitsize=False)
        return f"<!doctype html><title>Code</title>{picture}"

    @site.get("/api/subscriptions")
    def subscribers() -> list[str]:
        return list(subscriptions)

    @site.put("/api/subscriptions/<name>")
    def subscribe(name: str) -> Mapping[str, str]:
        subscriptions[name] = request.get_json()
        return {"name": name}

    @site.post("/api/pushes/<name>")
    def push(name: str) -> Mapping[str, int | None]:
        asked = request.get_json()
        claims: dict[str, Any] = {"sub": "mailto:site@localhost.invalid", **asked.get("claims", {})}
        try:
            answer = webpush(
                subscriptions[name],
                json.dumps(asked["message"]),
                vapid_private_key=key,
                vapid_claims=claims,
                ttl=asked.get("ttl", 60),
                headers=asked.get("headers", {}),
                timeout=5,
                requests_session=session,
            )
            return {"status": answer.status_code if isinstance(answer, requests.Response) else None}
        except WebPushException as error:
            return {"status": error.response.status_code if error.response is not None else None}

    @site.get("/api/stream")
    def stream() -> Response:
        def beats() -> Iterator[str]:
            for number in range(10_000):
                yield f"data: {number}\n\n"
                time.sleep(0.05)

        return Response(beats(), mimetype="text/event-stream")

    return site


if __name__ == "__main__":
    make_site().run("127.0.0.1", int(os.environ["PORT"]), threaded=True)
