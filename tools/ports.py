"""Find free ports on this machine."""

import os
import socket
import sys
from collections.abc import Iterable

HOST = "127.0.0.1"


def free_port() -> int:
    """A free TCP port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def first_free(ports: Iterable[int]) -> int:
    """The first of these ports that is free. Raises RuntimeError if none is."""
    for port in ports:
        if is_free(port):
            return port
    raise RuntimeError("None of these ports is free.")


def is_free(port: int) -> bool:
    """Whether a server can listen on this port. Closing connections of an earlier server do not
    matter."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def wished_port(target: str) -> int:
    """PORT, or 8000. If the port is in use, exits with a hint for this make target."""
    port = int(os.environ.get("PORT", "8000"))
    if not is_free(port):
        sys.exit(
            f"Port {port} is in use. Choose another, for example: PORT={port + 1} make {target}"
        )
    return port
