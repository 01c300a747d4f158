"""Whether the process runs, and whether it can serve."""

from flask import Flask

from api.kernel.db import database
from api.kernel.setup import signs


def ready(app: Flask, host: str) -> list[str]:
    """The problems of a server that is ready."""
    answer = app.test_client().get("/readyz", headers={"Host": host})
    assert answer.status_code == 200
    return answer.get_json()["problems"]


def test_a_process_that_answers_is_alive(app: Flask):
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_with_its_tables_it_is_ready(app: Flask):
    signs.give(signs.WORKER, {})
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.get_json()) == (200, {"ready": True, "problems": []})


def test_ready_it_names_what_is_wrong_and_nothing_else(app: Flask):
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 200
    assert answer.get_json() == {"ready": True, "problems": ["worker_away"]}


def test_with_a_migration_pending_it_is_alive_but_not_ready(app: Flask):
    history = next(table for table in database.get_tables() if "migration" in table)
    database.execute_sql(f'DELETE FROM "{history}"')  # noqa: S608 - a table of ours
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.get_json()["type"]) == (503, "not_ready")
    assert answer.get_json()["errors"] == {"setup": ["migrations_missing"]}
    assert app.test_client().get("/healthz").status_code == 200


def test_without_its_tables_it_is_not_ready(app: Flask):
    history = next(table for table in database.get_tables() if "migration" in table)
    database.execute_sql(f'DROP TABLE "{history}"')
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.get_json()["type"]) == (503, "not_ready")
