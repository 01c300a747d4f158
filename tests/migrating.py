"""A database of an older version, brought up to date."""

import shutil
from collections.abc import Callable
from pathlib import Path

from peewee import SqliteDatabase
from playhouse.migrations import Runner

from api.kernel.migrations import DIRECTORY


def migrated(folder: Path, step: str, fill: Callable[[SqliteDatabase], None]) -> SqliteDatabase:
    """Run all migrations before `step` (such as "0022"), then `fill`, then those of this number."""
    database = SqliteDatabase(str(folder / "old.db"))
    runner = Runner(database, str(folder))
    steps = sorted(DIRECTORY.glob("0*.py"))
    _run(runner, [one for one in steps if one.name < step], folder)
    fill(database)
    _run(runner, [one for one in steps if one.name.startswith(step)], folder)
    return database


def _run(runner: Runner, steps: list[Path], folder: Path) -> None:
    for step in steps:
        shutil.copy(step, folder)
    runner.up()
