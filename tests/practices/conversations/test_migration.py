"""What is forgotten with an update: what a conversation was opened from, and who took back the yes to keep it."""

import json
from pathlib import Path

from peewee import SqliteDatabase

from api.kernel.clock import DAY
from api.practices.conversations.ends import WHO_FORGOT
from tests.migrating import migrated

VIEW = {"id": "one", "mode": "spoken", "words": None}


def test_it_no_longer_names_an_ask(tmp_path: Path):
    """Its line goes too: it was sealed with that, and no phone could open it any more."""
    database = migrated(tmp_path, "0045", _propose)
    row = database.execute_sql(
        "SELECT opened_from, opened_from_id, mode, words FROM conversation"
    ).fetchone()
    assert row == (None, None, "spoken", None)
    [(n, body)] = database.execute_sql("SELECT n, body FROM feed").fetchall()
    assert (n, json.loads(body)) == (7, VIEW)
    database.close()


def test_who_took_a_yes_to_keep_back_before_an_update_is_forgotten_too(tmp_path: Path):
    database = migrated(tmp_path, "0047", _take_back)
    found = list(database.execute_sql("SELECT kind, thing, space_id, due, next_try FROM reminder"))
    assert found == [(WHO_FORGOT.name, "one", "us", 5 + DAY, 5 + DAY)]
    database.close()


def _take_back(database: SqliteDatabase) -> None:
    database.execute_sql("PRAGMA foreign_keys = OFF")
    database.execute_sql("INSERT INTO conversation_forgetting VALUES ('us', 'one', 'ben', 5)")


def _propose(database: SqliteDatabase) -> None:
    database.execute_sql(
        "INSERT INTO conversation (space_id, id, author_id, edit, sealed_by, words, received, started_at,"
        " opened_from, opened_from_id, mode, keeps, turn_seconds, speaks_first, since, ends_at, forgotten)"
        " VALUES ('us', 'one', 'ana', 1, 'ana', '{}', 1, 1, 'ask', 'an ask', 'spoken', 0, 180, 'author', 1, 2, 0)"
    )
    body = json.dumps({**VIEW, "words": {}, "opened_from": "ask", "opened_from_id": "an ask"})
    database.execute_sql(
        "INSERT INTO feed (person_id, kind, space_id, record_id, n, body)"
        " VALUES ('ana', 'conversations', 'us', 'one', 7, ?)",
        (body,),
    )
