"""What a conversation was opened from is forgotten with an update: an ask is over, and nothing tells of it later."""

import json
from pathlib import Path

from peewee import SqliteDatabase

from tests.migrating import migrated

VIEW = {"id": "one", "mode": "spoken"}


def test_it_no_longer_names_an_ask(tmp_path: Path):
    database = migrated(tmp_path, "0045", _propose)
    row = database.execute_sql(
        "SELECT opened_from, opened_from_id, mode FROM conversation"
    ).fetchone()
    assert row == (None, None, "spoken")
    [(n, body)] = database.execute_sql("SELECT n, body FROM feed").fetchall()
    assert (n, json.loads(body)) == (7, VIEW)
    database.close()


def _propose(database: SqliteDatabase) -> None:
    database.execute_sql(
        "INSERT INTO conversation (space_id, id, author_id, edit, sealed_by, received, started_at,"
        " opened_from, opened_from_id, mode, keeps, turn_seconds, speaks_first, since, ends_at, forgotten)"
        " VALUES ('us', 'one', 'ana', 1, 'ana', 1, 1, 'ask', 'an ask', 'spoken', 0, 180, 'author', 1, 2, 0)"
    )
    body = json.dumps({**VIEW, "opened_from": "ask", "opened_from_id": "an ask"})
    database.execute_sql(
        "INSERT INTO feed (person_id, kind, space_id, record_id, n, body)"
        " VALUES ('ana', 'conversations', 'us', 'one', 7, ?)",
        (body,),
    )
