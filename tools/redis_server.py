"""A temporary Redis for tests, on a free loopback port, without files on disk."""

import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import redis

from tools import certificate, debian
from tools.ports import HOST, free_port

_WITHOUT_FILES = ("--save", "", "--appendonly", "no")


class Server:
    """A Redis that can be stopped and started again on its port; it then is empty. Files that a test makes it write go
    into `folder`."""

    def __init__(self, folder: Path, between_machines: bool) -> None:
        port = free_port()
        self._settings = ["--bind", HOST, "--dir", str(folder), *_WITHOUT_FILES]
        if between_machines:
            shown, password = certificate.make(folder), secrets.token_urlsafe()
            self._settings += ["--port", "0", "--tls-port", str(port), "--requirepass", password]
            self._settings += ["--tls-cert-file", str(shown.file)]
            self._settings += ["--tls-key-file", str(shown.key_file), "--tls-auth-clients", "no"]
            self.url = f"rediss://:{password}@{HOST}:{port}/0?ssl_ca_certs={shown.file}"
        else:
            self._settings += ["--port", str(port)]
            self.url = f"redis://{HOST}:{port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers; raises RuntimeError if it does not."""
        self._process = subprocess.Popen(
            ["redis-server", *self._settings],
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        _wait_until_ready(self.url, self._process)

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
def running(*, between_machines: bool = False) -> Generator[Server]:
    """Run an empty server; stops it when the block ends. Between machines it has TLS and a password."""
    if shutil.which("redis-server") is None:
        debian.install(["redis-server"], "the tests on Redis")
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), between_machines)
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _wait_until_ready(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    with redis.Redis.from_url(url) as client:
        while True:
            try:
                client.ping()
                return
            except redis.ConnectionError:
                if server.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("redis-server did not start") from None
                time.sleep(0.05)
