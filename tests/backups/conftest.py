"""An installation that people use, and an empty place to restore into."""

import dataclasses
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from flask import Flask

from api import cli
from api.config import Settings
from api.kernel import db
from tests.one_database import ON_POSTGRESQL

Run = Callable[..., int]
"""Runs a command with the settings of an installation, as an administrator does; returns its exit code."""

BackUp = Callable[..., Path]
"""Makes a backup of the installation, sealed for a key if one is given, and returns its file."""

Move = Callable[[], None]
"""Lets the app serve the restored installation."""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    def run(settings: Settings, *arguments: str) -> int:
        db.database.close_all()
        told = {
            "DATA": settings.data,
            "DATABASE": settings.database,
            "REMOVALS": settings.removal_log,
            "BACKUPS": settings.backups or "",
            "BACKUP_RECIPIENT": settings.backup_recipient or "",
            "BACKUPS_KEPT_DAYS": settings.backups_kept_days,
        }
        for name, value in told.items():
            monkeypatch.setenv(f"TWOFOLD_{name}", str(value))
        return cli.main(list(arguments))

    return run


@pytest.fixture
def here(settings: Settings, tmp_path: Path) -> Settings:
    """The installation of the tests, with a place for backups and a removal log beside its data."""
    return dataclasses.replace(
        settings, backups=tmp_path / "backups", removals=tmp_path / "removals"
    )


@pytest.fixture
def elsewhere(here: Settings, tmp_path: Path) -> Generator[Settings]:
    """A new machine: nothing is there but the removal log, which was copied."""
    data = tmp_path / "elsewhere"
    with _empty_database(here.database, data) as database:
        yield dataclasses.replace(here, data=data, database=database)
        db.database.close_all()


@pytest.fixture
def backed_up(app: Flask, here: Settings, run: Run) -> BackUp:
    app.config["TWOFOLD"] = here

    def back_up(recipient: str | None = None) -> Path:
        assert here.backups is not None
        before = set(here.backups.glob("*"))
        assert run(dataclasses.replace(here, backup_recipient=recipient), "backup") == 0
        (made,) = set(here.backups.glob("*")) - before
        return made

    return back_up


@pytest.fixture
def moved(app: Flask, elsewhere: Settings) -> Move:

    def move() -> None:
        app.config["TWOFOLD"] = elsewhere
        db.connect(elsewhere.database, elsewhere.durability)

    return move


@contextmanager
def _empty_database(own: str, data: Path) -> Generator[str]:
    if not ON_POSTGRESQL:
        yield f"sqlite:///{data / 'twofold.db'}"
        return
    with psycopg.connect(own, autocommit=True) as connection:
        connection.execute("CREATE DATABASE elsewhere TEMPLATE template0")
        try:
            yield f"{own.rpartition('/')[0]}/elsewhere"
        finally:
            connection.execute("DROP DATABASE elsewhere WITH (FORCE)")
