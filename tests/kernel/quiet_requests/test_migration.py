"""Answers and withdrawals from before an update still belong to what was asked."""

from pathlib import Path

from peewee import SqliteDatabase

from tests.migrating import migrated


def test_each_still_names_its_ask(tmp_path: Path):
    database = migrated(tmp_path, "0035", _say)
    for table in ("ask_answer", "ask_withdrawal"):
        rows = database.execute_sql(f"SELECT id, request_id FROM {table}")  # noqa: S608 - a table of ours
        assert rows.fetchall() == [("ask/one", "ask")]
    database.close()


def _say(database: SqliteDatabase) -> None:
    database.execute_sql(
        "INSERT INTO ask_answer (space_id, id, author_id, edit, sealed_by, received, ask_id, answer,"
        " started_at, since) VALUES ('us', 'ask/one', 'ben', 1, 'ben', 1, 'ask', 'rest', 1, 1)"
    )
    database.execute_sql(
        "INSERT INTO ask_withdrawal (space_id, id, author_id, at, ask_id)"
        " VALUES ('us', 'ask/one', 'ben', 1, 'ask')"
    )
