"""Ports on this machine."""

import os
import socket
import sys

HOST = "127.0.0.1"


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody uses now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def wished_port(target: str) -> int:
    """PORT, or 8000. Exits with a hint for this target of make where somebody else listens there."""
    port = int(os.environ.get("PORT", "8000"))
    if not _is_free(port):
        sys.exit(
            f"Port {port} is in use. Choose another, for example: PORT={port + 1} make {target}"
        )
    return port


def _is_free(port: int) -> bool:
    """Whether a server could listen there now; connections that still close after an earlier server do not count."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True
