"""A push service that takes everything: nginx with a certificate of its own, on one core.

It logs when each push came and to whom, and of pushes to /opened/… what they were.
"""

import re
import shutil
import subprocess
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.bench.load import LOAD_CORE
from tests.waiting import wait_until
from tools import certificate, debian
from tools.ports import HOST, free_port

FLUSH_SECONDS = 1

_ESCAPED = re.compile(rb"\\x([0-9A-F]{2})")


class Arrival(NamedTuple):
    """When a push came, in seconds since the epoch, and to which path. `body` is b"" unless it is opened."""

    at: float
    path: str
    body: bytes


@dataclass(frozen=True)
class Sink:
    origin: str
    certificate: Path
    log: Path

    def count(self) -> int:
        """How many pushes have come. The log is written every second."""
        with self.log.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))

    def arrivals(self) -> Iterator[Arrival]:
        with self.log.open("rb") as file:
            for line in file:
                at, path, body = line.rstrip(b"\n").split(b" ", 2)
                yield Arrival(float(at), path.decode(), _unescaped(body))

    def forget(self) -> None:
        """Begin the log again, once what has come is in it."""
        time.sleep(2 * FLUSH_SECONDS)  # nginx does not say when it has written
        with self.log.open("r+b") as file:
            file.truncate()


@contextmanager
def running(folder: Path) -> Generator[Sink]:
    """Run it until the block ends."""
    if shutil.which("nginx") is None:
        debian.install(["nginx-light"], "the benches")
    folder.mkdir()
    log = folder / "pushes.log"
    log.touch()
    shown = certificate.make(folder)
    port, inner = free_port(), free_port()
    settings = folder / "nginx.conf"
    settings.write_text(
        _SETTINGS.format(folder=folder, shown=shown, port=port, inner=inner, host=HOST)
    )
    command = ["taskset", "-c", str(LOAD_CORE), "nginx", "-c", settings, "-p", folder]
    server = subprocess.Popen(command, start_new_session=True)
    try:
        wait_until(lambda: (folder / "nginx.pid").exists(), "nginx", timeout=10)
        yield Sink(f"https://{HOST}:{port}", shown.file, log)
    finally:
        server.terminate()
        server.wait(20)


_SETTINGS = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 2048; }}
http {{
    log_format push '$msec $uri $request_body';
    access_log {folder}/pushes.log push buffer=64k flush=1s;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    keepalive_requests 1000000000;
    keepalive_timeout 120s;
    client_body_buffer_size 16k;
    server {{
        listen {host}:{port} ssl;
        ssl_certificate {shown.file};
        ssl_certificate_key {shown.key_file};
        location /push/ {{ return 201; }}
        location /opened/ {{ proxy_pass http://{host}:{inner}; }}
    }}
    server {{
        listen {host}:{inner};
        access_log off;
        location / {{ return 201; }}
    }}
}}
"""


def _unescaped(body: bytes) -> bytes:
    if body == b"-":
        return b""
    return _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), body)
