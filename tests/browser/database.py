"""Reads the product's database, if a story has to check what the server knows."""

import sqlite3
from contextlib import closing
from typing import Any

import psycopg

from tests.browser.server import Product


def rows(product: Product, query: str) -> list[tuple[Any, ...]]:
    """The rows that a SELECT finds in the product's database, on either engine."""
    address = product.environment["TWOFOLD_DATABASE"]
    if address.startswith("sqlite:///"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection:
            return connection.execute(query).fetchall()
    with psycopg.connect(address) as connection:
        return connection.execute(query.encode()).fetchall()
