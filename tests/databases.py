"""Databases for tests: made and migrated once, fresh for each test, on real engines."""

import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from api.kernel import db, migrations
from tests import kept_connections
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
    """One database, emptied for each test, on a server that runs as long as the test run.

    Emptying it takes two milliseconds on a connection that has done so before and thirty on a new one.
    Making a database, and connecting to it first, takes two hundred. So it is made anew only after a test
    that changed the list of migrations. For the same reason the app keeps its connections, see
    `kept_connections.py`.
    """
    with postgres.running() as server, psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE template")
        _migrate(_named(server, "template"))
        emptying, url = _emptying(_named(server, "template")), _named(server, "test")
        line: psycopg.Connection | None = None
        migrated: list[tuple[Any, ...]] = []

        def fresh(_target: Path) -> str:
            nonlocal line, migrated
            if line is None or _history(line) != migrated:
                if line:
                    line.close()
                kept_connections.end()
                connection.execute("DROP DATABASE IF EXISTS test (FORCE)")
                connection.execute("CREATE DATABASE test TEMPLATE template")
                line = psycopg.connect(url, autocommit=True, prepare_threshold=None)
                migrated = _history(line)
            line.execute(END_OTHERS, [kept_connections.fresh(url)])
            line.execute(emptying)
            return url

        yield fresh
        kept_connections.end()
        if line:
            line.close()


def _history(line: psycopg.Connection) -> list[tuple[Any, ...]]:
    """The migrations listed in a database; none if it has lost the table."""
    try:
        return line.execute("SELECT * FROM schema_migration ORDER BY 1").fetchall()
    except psycopg.errors.UndefinedTable:
        return []


END_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND pid <> ALL(%s)
"""


def _emptying(url: str) -> bytes:
    """Statements that empty every table but the list of migrations, in any order."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        ).fetchall()
    tables = [table for (table,) in rows if table != "schema_migration"]
    deletes = [f"DELETE FROM {table}" for table in tables]  # noqa: S608 - tables of ours
    return "; ".join(["SET session_replication_role = replica", *deletes]).encode()


def _named(server: str, database: str) -> str:
    return f"{server.rpartition('/')[0]}/{database}"


def _migrate(url: str) -> None:
    db.connect(url)
    migrations.migrate()
    db.database.close_all()
