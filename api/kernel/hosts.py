"""Under which names this server answers, and which origins are its own."""

import ipaddress
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from flask import Flask

from ..config import Settings
from .errors import Problem, answer

_HOST = re.compile(r"([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?")
_DEFAULT_PORTS = {"http": "80", "https": "443"}


def register(app: Flask) -> None:
    """Refuse every request under another name, files included, so that no page, link or redirect carries it."""
    inner = app.wsgi_app

    def checked(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if is_ours(environ.get("HTTP_HOST", ""), app.config["TWOFOLD"]):
            return inner(environ, start_response)
        return answer(Problem("wrong_host"))(environ, start_response)

    app.wsgi_app = checked  # type: ignore[method-assign]


def is_ours(host: str, settings: Settings) -> bool:
    """Whether a Host header names the configured origin, this machine, or one of TWOFOLD_HOSTS."""
    return _is_ours(host, settings.origin, settings.hosts)


@lru_cache(maxsize=64)
def _is_ours(host: str, origin: str, further: tuple[str, ...]) -> bool:
    name = name_of(host)
    own = (name_of(urlsplit(origin).netloc), *map(name_of, further))
    return bool(name) and (name in own or is_loopback(name))


def is_own_origin(origin: str, host: str, settings: Settings) -> bool:
    """Whether a page of this origin is one of ours: scheme, name and port.

    The configured origin always is, whatever Host a proxy passes on. Under a further name people use the same
    scheme; on this machine plain http, and only where the configured origin is on it too.
    """
    scheme = urlsplit(settings.origin).scheme
    configured = name_of(urlsplit(settings.origin).netloc)
    own = [settings.origin]
    name = name_of(host)
    if name in map(name_of, settings.hosts) or (is_loopback(name) and is_loopback(configured)):
        own.append(f"{scheme}://{host}")
    return _whole(origin) in [_whole(each) for each in own]


def _whole(origin: str) -> tuple[str, str, str] | None:
    """Scheme, name and port of an origin (RFC 6454 §4), or None if it is not one."""
    scheme, _, host = origin.lower().partition("://")
    parts = _HOST.fullmatch(host)
    if parts is None or scheme not in _DEFAULT_PORTS:
        return None
    return scheme, parts[1], parts[2] or _DEFAULT_PORTS[scheme]


def name_of(host: str) -> str:
    """The name in a Host header, without the port; "" if it is not valid."""
    parts = _HOST.fullmatch(host.lower())
    return parts[1] if parts else ""


def is_loopback(name: str) -> bool:
    """Whether a host name or address is this machine."""
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return name == "localhost"
