"""Everything in a database, to compare before and after, and to go back to an earlier state."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from api.kernel.db import database, is_sqlite, transaction

Rows = dict[str, list[tuple[Any, ...]]]
"""The rows of each table, sorted by their own values."""


def everything() -> Rows:
    """Every row of every table."""
    return {table: _rows(table) for table in sorted(database.get_tables())}


def put_back(rows: Rows) -> None:
    """Put the database back into the state of `rows`."""
    with _unchecked():
        for table, wanted in rows.items():
            if _rows(table) != wanted:
                database.execute_sql(f'DELETE FROM "{table}"')  # noqa: S608 - a table of ours
                _insert(table, wanted)


def add(rows: Rows) -> None:
    """Add these rows."""
    with _unchecked():
        for table, new in rows.items():
            _insert(table, new)


@contextmanager
def nothing_changes(*, but: tuple[str, ...] = ()) -> Generator[None]:
    """Fails if the block changes anything in the database, except in the tables `but`."""
    before = everything()
    yield
    after = everything()
    changed = {
        table: (before[table], after[table])
        for table in after
        if before[table] != after[table] and table not in but
    }
    assert not changed


@contextmanager
def _unchecked() -> Generator[None]:
    """A transaction in which tables may be filled in any order."""
    database.connect(reuse_if_open=True)
    if not is_sqlite():
        with transaction():
            database.execute_sql("SET LOCAL session_replication_role = replica")
            yield
        return
    database.execute_sql("PRAGMA foreign_keys = OFF")
    with transaction():
        yield
    database.execute_sql("PRAGMA foreign_keys = ON")


def _rows(table: str) -> list[tuple[Any, ...]]:
    found = database.execute_sql(f'SELECT * FROM "{table}"')  # noqa: S608 - a table of ours
    return sorted((tuple(row) for row in found), key=repr)


def _insert(table: str, rows: list[tuple[Any, ...]]) -> None:
    for row in rows:
        marks = ", ".join([database.param] * len(row))
        database.execute_sql(f'INSERT INTO "{table}" VALUES ({marks})', row)  # noqa: S608 - a table of ours
