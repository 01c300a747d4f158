"""CPU time of one request in our app, without a server: `python -m tests.bench.cpu`, with TWOFOLD_* set.

It varies less than rates do on a busy machine, so it shows what one change is worth.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask
from werkzeug.test import EnvironBuilder

from api.app import PREFIX, create_app
from api.client.phone import Phone
from api.client.transport import FlaskTransport
from tests.kernel.asking import check_in

REQUESTS = 500
ROUNDS = 5
PUT_GOAL, GET_GOAL = 0.6, 0.25

Environ = dict[str, Any]


def measure(folder: Path, database: str | None = None) -> None:
    """Print the milliseconds of a PUT of a check-in for both and of a GET of 20 changes."""
    folder.mkdir()
    settings = {
        "TWOFOLD_DATA": str(folder),
        "TWOFOLD_DATABASE": database or f"sqlite:///{folder}/twofold.db",
        "TWOFOLD_DURABILITY": "normal",
        "TWOFOLD_REQUESTS_PER_MINUTE": "1000000",
    }
    environment = {**os.environ, **settings}
    migrate = [sys.executable, "-m", "api.cli", "migrate"]
    subprocess.run(migrate, env=environment, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sys.executable, "-m", "tests.bench.cpu"], env=environment, check=True)


def main() -> None:
    app = create_app()
    ana, ben = (Phone(FlaskTransport(app.test_client())) for _ in range(2))
    ana.start()
    ben.start()
    ana.pair(ben)
    cursor: str = ana.api.call("GET", "/changes")["cursor"]
    changes = environ_of(ana.api.token, "GET", f"/changes?after={cursor}&limit=20")
    puts: list[float] = []
    gets: list[float] = []
    for _ in range(ROUNDS):
        puts.append(_milliseconds(app, [_put(ana) for _ in range(REQUESTS)], "201 CREATED"))
        gets.append(_milliseconds(app, [changes] * REQUESTS, "200 OK"))
    print(
        f"CPU of one PUT of a check-in, without a server: {median(puts):.2f} ms (goal {PUT_GOAL})"
    )
    print(
        f"CPU of one GET of 20 changes, without a server: {median(gets):.2f} ms (goal {GET_GOAL})"
    )


def _put(phone: Phone) -> Environ:
    request = check_in(phone, "us")
    return environ_of(phone.api.token, "PUT", request.path, request.body)


def environ_of(
    token: str | None, method: str, path: str, body: Mapping[str, Any] | None = None
) -> Environ:
    """A request as a WSGI server hands it to the app."""
    builder = EnvironBuilder(
        f"{PREFIX}{path}",
        "http://127.0.0.1",
        method=method,
        data=None if body is None else json.dumps(body),
        content_type=None if body is None else "application/json",
        headers=[("Authorization", f"Bearer {token}")],
    )
    return builder.get_environ()


def _milliseconds(app: Flask, requests: Sequence[Environ], expected: str) -> float:
    """The mean of one request."""
    begun = time.process_time()
    for environ in requests:
        told = status_of(app.wsgi_app, environ)
        if told != expected:
            raise RuntimeError(told)
    return (time.process_time() - begun) / len(requests) * 1000


def status_of(app: Any, environ: Environ) -> str:
    """Answer one request to its last byte."""
    told: list[str] = []
    # a request of its own each time: an environ keeps what was read from it
    fresh = {**environ, "wsgi.input": BytesIO(environ["wsgi.input"].getvalue())}
    parts: Iterable[bytes] = app(fresh, lambda status, _headers, _failed=None: told.append(status))
    for _ in parts:
        pass
    close = getattr(parts, "close", None)
    if close is not None:
        close()
    return told[0]


if __name__ == "__main__":
    main()
