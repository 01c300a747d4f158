"""Check-ins from before the update are also shown by their receipt if the phone's clock was ahead."""

from pathlib import Path

from peewee import SqliteDatabase

from api.kernel.clock import MINUTE
from tests.migrating import migrated

RECEIVED = 1_795_900_000_000


def test_each_shows_no_later_than_it_was_received(tmp_path: Path):
    database = migrated(tmp_path, "0022", _check_in)
    rows = database.execute_sql("SELECT id, at, shown_at FROM check_in ORDER BY id")
    assert rows.fetchall() == [
        ("ahead", RECEIVED + 4 * MINUTE, RECEIVED),
        ("offline", RECEIVED - 90 * MINUTE, RECEIVED - 90 * MINUTE),
    ]
    database.close()


def _check_in(database: SqliteDatabase) -> None:
    for check_in, at in (("ahead", RECEIVED + 4 * MINUTE), ("offline", RECEIVED - 90 * MINUTE)):
        database.execute_sql(
            "INSERT INTO check_in (space_id, id, author_id, edit, sealed_by, received, at)"
            " VALUES ('us', ?, 'ana', 1, 'ana', ?, ?)",
            (check_in, RECEIVED, at),
        )
