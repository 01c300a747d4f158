"""A temporary PostgreSQL for tests: installed binaries, an unprivileged user, a free loopback port."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tools import debian
from tools.ports import free_port

# Tests do not need crash safety, and run twice as fast without it.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


class Server:
    """A PostgreSQL whose data survive when it is stopped and started again on its port."""

    def __init__(self, programs: Path, folder: Path, somebody: Mapping[str, Any]) -> None:
        self._postgres, self._data, self._log = (
            programs / "postgres",
            folder / "data",
            folder / "log",
        )
        self._somebody = somebody
        self._port = free_port()
        self.url = f"postgresql://twofold@127.0.0.1:{self._port}/postgres"
        """Of its empty database."""
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers; raises RuntimeError if it does not."""
        place = (f"port={self._port}", "listen_addresses=127.0.0.1", "unix_socket_directories=")
        options = [word for setting in (*CARELESS, *place) for word in ("-c", setting)]
        with self._log.open("ab") as log:
            # In its own session, so that Ctrl-C in the terminal reaches the tests first.
            self._process = subprocess.Popen[bytes](
                [self._postgres, "-D", self._data, *options],
                cwd=self._data,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._somebody,
            )
        _wait_until_ready(self.url, self._process, self._log)

    def stop(self) -> None:
        """End all sessions, then the server: PostgreSQL's fast shutdown."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@contextmanager
def running() -> Generator[str]:
    """Run a server and yield the URL of its empty database; deletes everything when the block ends."""
    with served() as server:
        yield server.url


@contextmanager
def served() -> Generator[Server]:
    """Run a server that can be stopped and started again; deletes everything when the block ends."""
    programs = binaries()
    somebody = _ordinary_user()
    folder = Path(tempfile.mkdtemp(prefix="twofold-postgres-"))
    try:
        if somebody:
            os.chown(folder, somebody["user"], somebody["group"])
        data = folder / "data"
        options = ("-U", "twofold", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        initdb = [programs / "initdb", "-D", data, *options]
        subprocess.run(initdb, cwd=folder, check=True, stdout=subprocess.DEVNULL, **somebody)
        server = Server(programs, folder, somebody)
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def binaries() -> Path:
    """The folder of the newest installed initdb and postgres.

    If there is none, installs Debian's package, or exits and says what to install.
    """
    found = _newest()
    if found is None:
        debian.install(["postgresql"], "the tests on PostgreSQL")
        found = _newest()
    if found is None:
        raise RuntimeError(
            "Debian's postgresql is installed but its initdb is not under /usr/lib/postgresql"
        )
    return found


def _newest() -> Path | None:
    packaged = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4])
    )
    on_path = shutil.which("initdb")
    return packaged[-1].parent if packaged else Path(on_path).resolve().parent if on_path else None


def _ordinary_user() -> Mapping[str, Any]:
    """Arguments for subprocess that run as another user if this is root, since initdb refuses root."""
    if os.geteuid() != 0:
        return {}
    accounts = {account.pw_name: account for account in pwd.getpwall()}
    account = accounts.get("postgres") or accounts["nobody"]
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _wait_until_ready(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(url, connect_timeout=5).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}") from None
            time.sleep(0.05)
