"""A temporary Redis for tests, on a free loopback port, without files on disk."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager

import redis

from tools import debian
from tools.ports import free_port


@contextmanager
def running() -> Generator[str]:
    """Run an empty server and yield its URL; stops it when the block ends."""
    if shutil.which("redis-server") is None:
        debian.install(["redis-server"], "the tests on Redis")
    port = free_port()
    options = (
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--appendonly",
        "no",
        "--dir",
        tempfile.gettempdir(),
    )
    server = subprocess.Popen(
        ["redis-server", *options], stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait_until_ready(port, server)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_until_ready(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    with redis.Redis(host="127.0.0.1", port=port) as client:
        while True:
            try:
                client.ping()
                return
            except redis.ConnectionError:
                if server.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"redis-server did not start on port {port}") from None
                time.sleep(0.05)
