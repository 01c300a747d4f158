"""A temporary Redis for tests, on a free loopback port, without files on disk."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager

import redis

from tools import debian
from tools.ports import HOST, free_port

_WITHOUT_FILES = ("--save", "", "--appendonly", "no")


class Server:
    """A Redis that can be stopped and started again on its port; it then is empty. Files that a test makes it write go
    into `folder`."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._port = free_port()
        self.url = f"redis://{HOST}:{self._port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers; raises RuntimeError if it does not."""
        place = ("--port", str(self._port), "--bind", HOST)
        self._process = subprocess.Popen(
            ["redis-server", *place, *_WITHOUT_FILES, "--dir", self._folder],
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        _wait_until_ready(self._port, self._process)

    @property
    def pid(self) -> int:
        """Raises RuntimeError if it was never started."""
        if self._process is None:
            raise RuntimeError("not started")
        return self._process.pid

    def stop(self) -> None:
        """Kill it: it has nothing to keep."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(timeout=20)


@contextmanager
def running() -> Generator[Server]:
    """Run an empty server; stops it when the block ends."""
    if shutil.which("redis-server") is None:
        debian.install(["redis-server"], "the tests on Redis")
    with tempfile.TemporaryDirectory() as folder:
        server = Server(folder)
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _wait_until_ready(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    with redis.Redis(host=HOST, port=port) as client:
        while True:
            try:
                client.ping()
                return
            except redis.ConnectionError:
                if server.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"redis-server did not start on port {port}") from None
                time.sleep(0.05)
