"""The database of an installation as a file: written, checked and put back, on SQLite and PostgreSQL."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import Conninfo

from ..kernel import disk
from ..kernel.setup.findings import database_away
from . import scratch
from .errors import BackupError

Finish = Callable[[str], None]
"""What is done to a restored database, given its address, before anybody is served from it."""


class Store(Protocol):
    """A database, by its address. Each method raises `BackupError`."""

    kind: str
    file: str
    """The name of its file in a backup."""
    left_unfinished: str
    """What is there after a `load` that failed while it was finished, and what to do then."""

    def dump(self, folder: Path) -> Path:
        """Write it as it is at one moment into a file of this folder, while others write to it; returns the file,
        which was read again as a whole."""
        ...

    def refuse_unless_empty(self) -> None:
        """Raise unless nothing is there yet."""
        ...

    def load(self, file: Path, finish: Finish) -> None:
        """Put a dumped file in place and finish it."""
        ...


def of(url: str) -> Store:
    """The store at the address of TWOFOLD_DATABASE."""
    if url.startswith("sqlite:"):
        return Sqlite(Path(url.removeprefix("sqlite:///")))
    return Postgresql(url)


class Sqlite:
    """One file. A restored one comes into its place only when it is finished."""

    kind = "sqlite"
    file = "database.sqlite3"
    left_unfinished = "No database was put in place."

    def __init__(self, path: Path) -> None:
        self._path = path

    def dump(self, folder: Path) -> Path:
        file = folder / self.file
        try:
            with (
                closing(sqlite3.connect(f"file:{quote(str(self._path))}?mode=rw", uri=True)) as own,
                closing(sqlite3.connect(file)) as copy,
            ):
                own.backup(copy)
                copy.execute("PRAGMA journal_mode = delete")
                _check(copy)
        except sqlite3.Error as error:
            raise BackupError(f"The database {self._path} cannot be read: {error}.") from error
        return file

    def refuse_unless_empty(self) -> None:
        for part in ("", "-wal", "-shm", "-journal"):
            path = self._path.with_name(self._path.name + part)
            if path.exists():
                raise BackupError(f"{path} is there already. Move it away, then restore again.")

    def load(self, file: Path, finish: Finish) -> None:
        try:
            with closing(sqlite3.connect(file)) as copy:
                _check(copy)
        except sqlite3.Error as error:
            raise BackupError(f"The backup holds no database of SQLite: {error}.") from error
        finish(f"sqlite:///{file}")
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with scratch.folder(self._path.parent) as near:  # it may be another disk
            placed = Path(shutil.move(file, near))
            placed.chmod(0o600)
            disk.sync(placed)
            self.refuse_unless_empty()  # a server that still ran may have begun one
            os.link(placed, self._path)
        disk.sync(self._path.parent)


class Postgresql:
    """A database on a server, by way of PostgreSQL's own programs."""

    kind = "postgresql"
    file = "database.pgdump"
    left_unfinished = (
        "The database is restored, but what was taken away since is still in it. Run `twofold migrate`, "
        "then `twofold after-restore`, before you start the server."
    )

    def __init__(self, url: str) -> None:
        self._url = url

    def dump(self, folder: Path) -> Path:
        file = folder / self.file
        _run("pg_dump", ["--format=custom", *_NOBODYS, f"--file={file}"], self._environment())
        _run("pg_restore", [f"--file={os.devnull}", str(file)], self._environment())
        return file

    def refuse_unless_empty(self) -> None:
        try:
            with psycopg.connect(self._url) as connection:
                found = connection.execute(
                    "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
                ).fetchone()
        except psycopg.Error as error:
            raise BackupError(str(database_away(error))) from error
        if found and found[0]:
            raise BackupError("The database has tables already. Restore into an empty one.")

    def load(self, file: Path, finish: Finish) -> None:
        environment = self._environment()
        whole = ["--single-transaction", "--exit-on-error", *_NOBODYS]
        database = f"--dbname={environment['PGDATABASE']}"
        _run("pg_restore", [*whole, database, str(file)], environment)
        finish(self._url)

    def _environment(self) -> Mapping[str, str]:
        """What the programs need to connect. Arguments would show the password to everybody on the machine."""
        names = {
            option.keyword.decode(): option.envvar.decode()
            for option in Conninfo.get_defaults()
            if option.envvar
        }
        given = conninfo_to_dict(self._url)
        told = {names[one]: str(value) for one, value in given.items() if one in names}
        return {**os.environ, **told}


_NOBODYS = ("--no-owner", "--no-privileges")
"""A backup names no user of the server it comes from."""


def _check(copy: sqlite3.Connection) -> None:
    found = copy.execute("PRAGMA integrity_check").fetchall()
    broken = copy.execute("PRAGMA foreign_key_check").fetchone()
    if found != [("ok",)] or broken is not None:
        raise BackupError("The database is damaged: its own check fails.")


def _run(program: str, arguments: list[str], environment: Mapping[str, str]) -> None:
    command = [_path_of(program), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip()}")


def _path_of(program: str) -> str:
    """The newest of Debian's versions, else the one on the path."""
    packaged = Path("/usr/lib/postgresql").glob(f"*/bin/{program}")
    newest = max(packaged, key=lambda path: int(path.parts[4]), default=None)
    found = str(newest) if newest else shutil.which(program)
    if found is None:
        raise BackupError(f"{program} is missing. Install PostgreSQL's client programs.")
    return found
