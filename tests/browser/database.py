"""Reads the product's database, if a story has to check what the server knows, and fills it for a copied couple."""

import sqlite3
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any

import psycopg

from tests.browser.server import Product

Rows = Mapping[str, Sequence[tuple[Any, ...]]]
"""The rows of each table."""
Connection = sqlite3.Connection | psycopg.Connection

SQLITE_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
POSTGRESQL_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


def rows(product: Product, query: str) -> list[tuple[Any, ...]]:
    """The rows that a SELECT finds in the product's database, on either engine."""
    with _connected(product) as connection:
        return _run(connection, query).fetchall()


def all_rows(product: Product) -> Rows:
    """Every row of every table but the list of migrations."""
    tables = rows(product, SQLITE_TABLES if _is_sqlite(product) else POSTGRESQL_TABLES)
    return {
        table: rows(product, f'SELECT * FROM "{table}"')  # noqa: S608 - a table of ours
        for (table,) in tables
        if table != "schema_migration"
    }


def add_rows(product: Product, new: Rows) -> None:
    """Add these rows, whatever they refer to."""
    with _connected(product) as connection:
        if not _is_sqlite(product):
            _run(connection, "SET session_replication_role = replica")
        mark = "?" if _is_sqlite(product) else "%s"
        for table, added in new.items():
            for row in added:
                marks = ", ".join([mark] * len(row))
                _run(connection, f'INSERT INTO "{table}" VALUES ({marks})', row)  # noqa: S608 - a table of ours


def _run(
    connection: Connection, query: str, row: tuple[Any, ...] = ()
) -> sqlite3.Cursor | psycopg.Cursor:
    if isinstance(connection, sqlite3.Connection):
        return connection.execute(query, row)
    return connection.execute(query.encode(), row or None)


@contextmanager
def _connected(product: Product) -> Generator[Connection]:
    """A connection whose changes are committed at the end of the block."""
    address = product.environment["TWOFOLD_DATABASE"]
    if _is_sqlite(product):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection, connection:
            yield connection
    else:
        with psycopg.connect(address) as connection:
            yield connection


def _is_sqlite(product: Product) -> bool:
    return product.environment["TWOFOLD_DATABASE"].startswith("sqlite:///")
