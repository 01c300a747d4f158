"""Measuring requests, by a few groups only: an operation's name would show the moment in which somebody began a pause
or let an ask rest."""

import time
from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import Any

from flask import Flask

from . import measures

_HEALTH = ("/healthz", "/readyz")
_READING = ("GET", "HEAD", "OPTIONS")


def register(app: Flask, prefix: str) -> None:
    """Measure each request but health checks, for 9 µs of CPU. Call it only if TWOFOLD_METRICS_WEB is set."""
    inner = app.wsgi_app
    own = {f"{prefix}/changes": "changes", f"{prefix}/stream": "stream"}
    kept = {
        (group, status[0]): measures.REQUEST_SECONDS.labels(group, status)
        for group, status in product(measures.GROUPS, measures.STATUSES)
    }

    def measured(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        if path in _HEALTH:
            return inner(environ, start_response)
        began = time.perf_counter()

        def begin(status: str, headers: list[tuple[str, str]], *failed: Any) -> Any:
            group = _group(own, path, environ["REQUEST_METHOD"])
            kept[group, status[0]].observe(time.perf_counter() - began)
            return start_response(status, headers, *failed)

        return inner(environ, begin)

    app.wsgi_app = measured  # type: ignore[method-assign]


def _group(own: Mapping[str, str], path: str, method: str) -> str:
    if not path.startswith("/api/"):
        return "app"
    if method not in _READING:
        return "write"
    return own.get(path, "read")
