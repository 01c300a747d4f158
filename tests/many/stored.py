"""What the database holds of people."""

import re

from api.kernel.db import database

SHORT = 12
"""Shorter texts, such as `en` or a day, could stand anywhere by chance."""
_WORDS = re.compile(r"[a-z_]+")
"""Names of the product's own, such as those of kinds."""


def texts_of_the_database() -> set[str]:
    """Every text that is stored of people: ids, keys, endpoints, what is sealed."""
    found: set[str] = set()
    for table in database.get_tables():
        if table == "migratehistory":
            continue
        rows = database.execute_sql(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608 - tables of ours
        found |= {value for row in rows for value in row if isinstance(value, str)}
    return {text for text in found if len(text) >= SHORT and not _WORDS.fullmatch(text)}
