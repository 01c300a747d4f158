"""Is the process there, and can it serve?"""

from flask import Flask

from api.kernel.db import database


def test_a_process_that_answers_is_alive(app: Flask):
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_with_its_tables_it_is_ready(app: Flask):
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.text) == (200, "ready\n")


def test_with_a_migration_pending_it_is_alive_but_not_ready(app: Flask):
    history = next(table for table in database.get_tables() if "migration" in table)
    database.execute_sql(f'DELETE FROM "{history}"')  # noqa: S608 - a table of ours
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.get_json()["type"]) == (503, "not_ready")
    assert app.test_client().get("/healthz").status_code == 200


def test_without_its_tables_it_is_not_ready(app: Flask):
    history = next(table for table in database.get_tables() if "migration" in table)
    database.execute_sql(f'DROP TABLE "{history}"')
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.get_json()["type"]) == (503, "not_ready")
