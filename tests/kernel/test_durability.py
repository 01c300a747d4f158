"""Whether a write is on the disk when it is answered."""

import dataclasses

import pytest
from environs import EnvError

from api.app import create_app
from api.config import Settings, from_environment
from api.kernel.db import database

SYNCHRONOUS = {"normal": 1, "full": 2}
"""https://www.sqlite.org/pragma.html#pragma_synchronous"""


@pytest.mark.parametrize("durability", ["full", "normal"])
def test_sqlite_waits_for_the_disk_as_it_is_told(settings: Settings, durability: str):
    address = f"sqlite:///{settings.data / 'own.db'}"
    create_app(dataclasses.replace(settings, database=address, durability=durability))
    assert database.execute_sql("PRAGMA synchronous").fetchone() == (SYNCHRONOUS[durability],)
    database.close_all()


@pytest.mark.usefixtures("app")
def test_full_unless_it_is_said_and_nothing_else(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("TWOFOLD_DURABILITY", raising=False)
    assert from_environment().durability == "full"
    monkeypatch.setenv("TWOFOLD_DURABILITY", "normal")
    assert from_environment().durability == "normal"
    monkeypatch.setenv("TWOFOLD_DURABILITY", "off")
    with pytest.raises(EnvError, match="DURABILITY"):
        from_environment()
