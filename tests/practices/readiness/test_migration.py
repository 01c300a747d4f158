"""Readiness from before an update stays in force, ends on a quarter of an hour, and is checked for a match."""

import shutil
from pathlib import Path

from peewee import SqliteDatabase
from playhouse.migrations import Runner

from api.kernel.clock import HOUR, MINUTE
from api.kernel.migrations import DIRECTORY
from api.practices.readiness.times import QUARTER

STEP = "0014"
SAID = 1_795_900_000_000


def test_who_is_ready_stays_ready(tmp_path: Path):
    database = SqliteDatabase(str(tmp_path / "old.db"))
    runner = Runner(database, str(tmp_path))
    steps = sorted(DIRECTORY.glob("0*.py"))
    _apply(runner, [step for step in steps if step.name < STEP], tmp_path)
    until = SAID + 4 * HOUR + 1
    for person, state, end in (("ana", "ready", until), ("ben", "not_now", 0)):
        database.execute_sql(
            "INSERT INTO readiness VALUES ('us', ?, 'touch', ?, 'mutual', NULL, ?, NULL, ?, '')",
            (person, state, SAID, end),
        )
    database.execute_sql(
        "INSERT INTO reminder (person_id, kind, key, thing, space_id, due, next_try)"
        " VALUES ('ana', 'readiness_end', 'ana/touch', 'ana', 'us', ?, ?)",
        (until, until),
    )
    _apply(runner, [step for step in steps if step.name.startswith(STEP)], tmp_path)
    rows = database.execute_sql("SELECT person_id, until, ready_since FROM readiness ORDER BY 1")
    end = (until // QUARTER + 1) * QUARTER
    assert rows.fetchall() == [("ana", end, SAID), ("ben", 0, 0)]
    plans = database.execute_sql("SELECT kind, key, due, next_try FROM reminder ORDER BY kind")
    look = SAID + 10 * MINUTE
    assert plans.fetchall() == [
        ("readiness_end", "ana/touch", end, end),
        ("readiness_match", "ana/touch", look, look),
    ]
    database.close()


def _apply(runner: Runner, steps: list[Path], folder: Path) -> None:
    for step in steps:
        shutil.copy(step, folder)
    runner.up()
