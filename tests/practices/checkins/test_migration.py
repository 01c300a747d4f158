"""Check-ins from before an update show by their receipt too, where the clock of the phone was ahead."""

import shutil
from pathlib import Path

from peewee import SqliteDatabase
from playhouse.migrations import Runner

from api.kernel.clock import MINUTE
from api.kernel.migrations import DIRECTORY

STEP = "0022"
RECEIVED = 1_795_900_000_000


def test_each_shows_no_later_than_it_was_received(tmp_path: Path):
    database = SqliteDatabase(str(tmp_path / "old.db"))
    runner = Runner(database, str(tmp_path))
    steps = sorted(DIRECTORY.glob("0*.py"))
    _apply(runner, [step for step in steps if step.name < STEP], tmp_path)
    for check_in, at in (("ahead", RECEIVED + 4 * MINUTE), ("offline", RECEIVED - 90 * MINUTE)):
        database.execute_sql(
            "INSERT INTO check_in (space_id, id, author_id, edit, sealed_by, received, at)"
            " VALUES ('us', ?, 'ana', 1, 'ana', ?, ?)",
            (check_in, RECEIVED, at),
        )
    _apply(runner, [step for step in steps if step.name.startswith(STEP)], tmp_path)
    rows = database.execute_sql("SELECT id, at, shown_at FROM check_in ORDER BY id")
    assert rows.fetchall() == [
        ("ahead", RECEIVED + 4 * MINUTE, RECEIVED),
        ("offline", RECEIVED - 90 * MINUTE, RECEIVED - 90 * MINUTE),
    ]
    database.close()


def _apply(runner: Runner, steps: list[Path], folder: Path) -> None:
    for step in steps:
        shutil.copy(step, folder)
    runner.up()
