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


@contextmanager
def running() -> Generator[str]:
    """Run a server and yield the URL of its empty database; deletes everything when the block ends."""
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
        with _served(programs, data, somebody) as url:
            yield url
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


@contextmanager
def _served(programs: Path, data: Path, somebody: Mapping[str, Any]) -> Generator[str]:
    port = free_port()
    settings = (*CARELESS, f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=")
    options = [word for setting in settings for word in ("-c", setting)]
    command = [programs / "postgres", "-D", data, *options]
    with (data.parent / "log").open("wb") as log:
        # In its own session, so that Ctrl-C in the terminal reaches the tests first.
        server = subprocess.Popen[bytes](
            command,
            cwd=data,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **somebody,
        )
    try:
        url = f"postgresql://twofold@127.0.0.1:{port}/postgres"
        _wait_until_ready(url, server, data.parent / "log")
        yield url
    finally:
        server.send_signal(
            signal.SIGINT
        )  # PostgreSQL's fast shutdown: ends sessions, then the server
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


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
