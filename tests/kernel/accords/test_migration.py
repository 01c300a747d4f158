"""What was agreed, declined and moved before the update is kept."""

from pathlib import Path

import pytest
from peewee import SqliteDatabase

from tests.migrating import migrated


@pytest.mark.slow
def test_rituals_of_an_older_version_are_kept(tmp_path: Path):
    database = migrated(tmp_path, "0037", _declined_ritual)
    ritual = database.execute_sql("SELECT id, terms_edit, replaces, ended FROM ritual").fetchall()
    no = database.execute_sql("SELECT id, author_id, at, edit FROM ritual_refusal").fetchall()
    database.close()
    assert (ritual, no) == ([("walk", 2, None, None)], [("walk", "ben", 5, 3)])


def test_times_of_an_older_version_are_kept(tmp_path: Path):
    database = migrated(tmp_path, "0034", _moved_time)
    moved = database.execute_sql("SELECT id, original, state FROM ritual_occurrence").fetchall()
    database.close()
    assert moved == [("walk", "2040-03-02T19:00", "skipped")]


def _declined_ritual(old: SqliteDatabase) -> None:
    old.execute_sql("PRAGMA foreign_keys = OFF")
    old.execute_sql(
        "INSERT INTO ritual (space_id, id, author_id, edit, sealed_by, received, kind,"
        " recurrence, lead_minutes, schedule_edit)"
        " VALUES ('us', 'walk', 'ana', 3, 'ana', 7, 'walk', '{}', '[]', 2)"
    )
    old.execute_sql("INSERT INTO ritual_refusal VALUES ('us', 'walk', 'ben', 5, 3)")


def _moved_time(old: SqliteDatabase) -> None:
    old.execute_sql("PRAGMA foreign_keys = OFF")
    old.execute_sql(
        "INSERT INTO ritual_occurrence (space_id, ritual_id, original, edit, state, changed_day)"
        " VALUES ('us', 'walk', '2040-03-02T19:00', 1, 'skipped', 25628)"
    )
