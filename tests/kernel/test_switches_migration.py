"""Which notices a person wanted before an update, they want afterwards."""

import json
from pathlib import Path

from peewee import SqliteDatabase

from tests.migrating import migrated

OFF = {"rituals": False, "check_in_arrived": True}


def test_what_was_switched_stays_switched(tmp_path: Path):
    database = migrated(tmp_path, "0026", _choose)
    rows = database.execute_sql("SELECT id, switches, quiet_from FROM preferences").fetchall()
    found = {person: (json.loads(switches), quiet) for person, switches, quiet in rows}
    usual = {"pauses": True, "rituals": True, "asks": True}
    usual |= {"check_in_arrived": False, "check_in_reminder": False}
    assert found == {"ana": ({**usual, **OFF}, "22:00"), "ben": ({**usual, "asks": False}, None)}
    database.close()


def _choose(database: SqliteDatabase) -> None:
    common = "space_id, id, author_id, edit, sealed_by, received, language, quiet_from"
    switches = "pauses, rituals, asks, check_in_arrived, check_in_reminder"
    for person, quiet, *chosen in (
        ("ana", "22:00", True, False, True, True, False),
        ("ben", None, True, True, False, False, False),
    ):
        database.execute_sql(
            f"INSERT INTO preferences ({common}, {switches})"  # noqa: S608 - names of ours
            " VALUES (?, ?, ?, 1, '', 0, 'en', ?, ?, ?, ?, ?, ?)",
            (person, person, person, quiet, *chosen),
        )
