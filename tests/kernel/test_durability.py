"""Whether an answered write is on the disk."""

import dataclasses

import pytest
from environs import EnvError

from api.app import create_app
from api.config import Settings, from_environment
from api.kernel.db import database, is_sqlite

SYNCHRONOUS = {"normal": 1, "full": 2}
"""https://www.sqlite.org/pragma.html#pragma_synchronous"""


@pytest.mark.parametrize("durability", ["full", "normal"])
def test_sqlite_waits_for_the_disk_as_it_is_told(settings: Settings, durability: str):
    create_app(dataclasses.replace(settings, durability=durability))
    if is_sqlite():
        assert database.execute_sql("PRAGMA synchronous").fetchone() == (SYNCHRONOUS[durability],)
    else:
        assert database.execute_sql("SHOW synchronous_commit").fetchone() == ("on",)
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
