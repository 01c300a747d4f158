"""Which addresses may be pushed to: known push services, nothing else (no SSRF).

Checked when a phone subscribes and again before every push, since the list may have changed.
"""

import ipaddress
import re
from functools import lru_cache
from urllib.parse import urlsplit

from ...config import Settings

LONGEST = 2000

_BEGINNING = re.compile(r"[^/?#]*//[^/?#]*")
_NEITHER = "A push address has neither a user nor a fragment."

_NAME = re.compile(r"([a-z0-9-]+\.)+[a-z][a-z0-9-]*")
_LABEL = r"(?!0x)(?=[a-z0-9-]*[a-z])[a-z0-9]+(-[a-z0-9]+)*"
_SUBDOMAIN = re.compile(rf"{_LABEL}(\.{_LABEL})*")
"""Each label has a letter, so it is no part of an address in numbers: 127, 0x7f, 127-0-0-1."""
_LOCAL = (".local", ".localhost", ".localdomain", ".internal", ".home.arpa")


def refusal(endpoint: str, settings: Settings) -> str | None:
    """Why nothing may be sent to this endpoint; None if it may."""
    if not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        return "Not an address."
    if endpoint.partition("#")[2]:
        return _NEITHER
    return _refusal_of(_beginning(endpoint), settings.push_hosts, settings.testing)


def origin(endpoint: str) -> str:
    """Scheme and host of an endpoint: the audience of its VAPID token (RFC 8292 §2)."""
    return _origin_of(_beginning(endpoint))


def _beginning(endpoint: str) -> str:
    """Scheme and host as they are written; "" if it has no host. All phones of a push service share it, so that what
    is found out about it is cached."""
    found = _BEGINNING.match(endpoint)
    return found[0] if found else ""


@lru_cache(64)
def _refusal_of(beginning: str, known: tuple[str, ...], testing: bool) -> str | None:
    try:
        address = urlsplit(beginning)
        host = address.hostname or ""
    except ValueError:
        return "Not an address."
    if address.username is not None or address.password is not None:
        return _NEITHER
    if testing and _is_loopback(host) and address.scheme in ("http", "https"):
        return None
    # as it is written: a parsed port hides ":0443" and ":"
    if address.scheme != "https" or address.netloc.lower() not in (host, f"{host}:443"):
        return "A push address begins with https:// and has no other port."
    if not _is_known(host, known) or not _is_public_name(host):
        return "Not a push service that is known here."
    return None


@lru_cache(64)
def _origin_of(beginning: str) -> str:
    address = urlsplit(beginning)
    return f"{address.scheme}://{address.netloc.lower()}"


def _is_known(host: str, known: tuple[str, ...]) -> bool:
    return any(
        host == entry or (entry.startswith(".") and _is_below(host, entry))
        for entry in (entry.lower() for entry in known)
    )


def _is_below(host: str, domain: str) -> bool:
    return host.endswith(domain) and bool(_SUBDOMAIN.fullmatch(host.removesuffix(domain)))


def _is_public_name(host: str) -> bool:
    """A name of the public net, not an address in numbers, however spelt, nor one of a local net."""
    return bool(_NAME.fullmatch(host)) and not host.endswith(_LOCAL)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
