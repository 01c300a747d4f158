"""Tests of the databases for tests: what one test leaves behind, the next does not meet."""

from pathlib import Path
from threading import Thread

import pytest

from api.kernel import db
from tests.databases import Copy
from tests.kept_connections import is_connected, leave
from tests.one_database import ON_POSTGRESQL

ON_SQLITE = {
    "a temporary table": (
        "CREATE TEMP TABLE left_behind (n)",
        "SELECT count(*) FROM sqlite_temp_master",
    ),
    "a setting": ("PRAGMA cache_size = 123", "SELECT cache_size = 123 FROM pragma_cache_size"),
    "a transaction": ("BEGIN IMMEDIATE", "PRAGMA user_version"),
    "a row": (
        "INSERT INTO space (id, epoch_id, epoch_number, leavings, key_due) VALUES ('a', 'b', 1, 0, false)",
        "SELECT count(*) FROM space",
    ),
}
ON_SERVER = {
    "a temporary table": (
        "CREATE TEMP TABLE left_behind (n int)",
        "SELECT count(*) FROM pg_class WHERE relname = 'left_behind'",
    ),
    "a setting": (
        "SET work_mem = '123kB'",
        "SELECT count(*) FROM pg_settings WHERE name = 'work_mem' AND setting = '123'",
    ),
    "a transaction": (
        "BEGIN",
        "SELECT count(*) FROM pg_stat_activity WHERE starts_with(state, 'idle in')",
    ),
    "a lock": (
        "SELECT pg_advisory_lock(7)",
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'",
    ),
    "ears": ("LISTEN left_behind", "SELECT count(*) FROM pg_listening_channels()"),
    "a prepared statement": (
        "PREPARE left_behind AS SELECT 1",
        "SELECT count(*) FROM pg_prepared_statements WHERE name = 'left_behind'",
    ),
    "a row": ON_SQLITE["a row"],
}
LEFT = ON_SERVER if ON_POSTGRESQL else ON_SQLITE
EACH = pytest.mark.parametrize(("act", "traces"), LEFT.values(), ids=LEFT.keys())


def begin(copies: Copy, folder: Path) -> None:
    """As the fixture `app` does."""
    folder.mkdir()
    url = copies(folder)
    if not is_connected(url):
        db.connect(url)


def number_of(traces: str) -> int:
    return db.database.execute_sql(traces).fetchone()[0]


@EACH
def test_nothing_of_a_connection_stays(copies: Copy, tmp_path: Path, act: str, traces: str):
    begin(copies, tmp_path / "one test")
    db.database.execute_sql(act)
    leave()
    begin(copies, tmp_path / "the next")
    assert number_of(traces) == 0
    leave()


@EACH
def test_a_connection_in_use_ends(copies: Copy, tmp_path: Path, act: str, traces: str):
    begin(copies, tmp_path / "one test")
    thread = Thread(target=lambda: db.database.execute_sql(act))  # which does not close it
    thread.start()
    thread.join()
    leave()
    begin(copies, tmp_path / "the next")
    assert number_of(traces) == 0
    leave()


def test_an_idle_connection_is_kept_where_a_new_one_is_dear(copies: Copy, tmp_path: Path):
    used: list[object] = []
    for name in ("one test", "the next", "a third"):
        begin(copies, tmp_path / name)
        for n in range(8):  # so often that the driver prepares the statement
            assert number_of(f"SELECT {n} - {n}") == number_of("SELECT 0") == 0
        used.append(db.database.connection())
        leave()
    assert len(set(map(id, used))) == (1 if ON_POSTGRESQL else 3)
