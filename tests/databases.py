"""Databases for tests: made and migrated once, copied for each test, on real engines."""

import itertools
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from api.kernel import db, migrations
from tools import postgres

Copy = Callable[[Path], str]
"""Makes a fresh, migrated, empty database and returns its address."""


@contextmanager
def sqlite_copies(folder: Path) -> Generator[Copy]:
    """Copies of one file."""
    original = folder / "template.db"
    _migrate(f"sqlite:///{original}")

    def copy(target: Path) -> str:
        shutil.copy(original, target / "twofold.db")
        return f"sqlite:///{target / 'twofold.db'}"

    yield copy


@contextmanager
def postgresql_copies() -> Generator[Copy]:
    """Databases made from one template on a server that lives as long as the test run."""
    numbers = itertools.count(1)
    with postgres.running() as server:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("CREATE DATABASE template")
        _migrate(_named(server, "template"))

        def copy(_target: Path) -> str:
            number = next(numbers)
            with psycopg.connect(server, autocommit=True) as connection:
                # A test may hold two; the one before them is done with, and hundreds fill a disk.
                connection.execute(
                    f"DROP DATABASE IF EXISTS test{max(0, number - 3)} (FORCE)".encode()
                )
                connection.execute(f"CREATE DATABASE test{number} TEMPLATE template".encode())
            return _named(server, f"test{number}")

        yield copy


def _named(server: str, database: str) -> str:
    return f"{server.rpartition('/')[0]}/{database}"


def _migrate(url: str) -> None:
    db.connect(url)
    migrations.migrate()
    db.database.close_all()
