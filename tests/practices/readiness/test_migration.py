"""Readiness from before an update stays in force, ends on a quarter of an hour, and is checked for a match."""

from pathlib import Path

from peewee import SqliteDatabase

from api.kernel.clock import HOUR, MINUTE
from api.practices.readiness.times import QUARTER
from tests.migrating import migrated

SAID = 1_795_900_000_000
UNTIL = SAID + 4 * HOUR + 1


def test_who_is_ready_stays_ready(tmp_path: Path):
    database = migrated(tmp_path, "0014", _say)
    rows = database.execute_sql("SELECT person_id, until, ready_since FROM readiness ORDER BY 1")
    end = (UNTIL // QUARTER + 1) * QUARTER
    assert rows.fetchall() == [("ana", end, SAID), ("ben", 0, 0)]
    plans = database.execute_sql("SELECT kind, key, due, next_try FROM reminder ORDER BY kind")
    look = SAID + 10 * MINUTE
    assert plans.fetchall() == [
        ("readiness_end", "ana/touch", end, end),
        ("readiness_match", "ana/touch", look, look),
    ]
    database.close()


def test_a_match_to_come_is_still_looked_for(tmp_path: Path):
    database = migrated(tmp_path, "0033", _plan)
    plans = database.execute_sql("SELECT person_id, key, thing FROM reminder ORDER BY kind")
    assert plans.fetchall() == [("ana", "ana/touch", "ana"), ("ana", "touch", "touch")]
    database.close()


def _plan(database: SqliteDatabase) -> None:
    for kind in ("readiness_match", "readiness_end"):
        database.execute_sql(
            "INSERT INTO reminder (person_id, kind, key, thing, space_id, due, next_try)"
            " VALUES ('ana', ?, 'ana/touch', 'ana', 'us', 1, 1)",
            (kind,),
        )


def _say(database: SqliteDatabase) -> None:
    for person, state, end in (("ana", "ready", UNTIL), ("ben", "not_now", 0)):
        database.execute_sql(
            "INSERT INTO readiness VALUES ('us', ?, 'touch', ?, 'mutual', NULL, ?, NULL, ?, '')",
            (person, state, SAID, end),
        )
    database.execute_sql(
        "INSERT INTO reminder (person_id, kind, key, thing, space_id, due, next_try)"
        " VALUES ('ana', 'readiness_end', 'ana/touch', 'ana', 'us', ?, ?)",
        (UNTIL, UNTIL),
    )
