"""A migration that only adds, run while two web processes of the version before serve people."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playhouse.migrations import Runner

from api.client.phone import Phone
from api.client.transport import Answer
from api.kernel.db import database
from tests.kernel.asking import check_in
from tests.waiting import wait_until

pytestmark = pytest.mark.slow

EXPANDING = """
from peewee import *


def up(migrator, db):
    migrator.migrate(
        migrator.add_column("check_in", "later", TextField(null=True)),
        migrator.add_column("feed", "later", IntegerField(default=0, constraints=[SQL("DEFAULT 0")])),
        migrator.add_index("check_in", ("received",)),
    )
    db.execute_sql("CREATE TABLE later (id TEXT PRIMARY KEY)")
"""
WRITES = 20


def test_people_write_on_while_the_database_gets_what_the_next_version_needs(
    couple: tuple[Phone, Phone], tmp_path: Path
):
    (tmp_path / "0001_expanding.py").write_text(EXPANDING)
    with _writing(couple) as answers:
        wait_until(lambda: len(answers) > WRITES, "writes before")
        with database.connection_context():
            Runner(database.obj, str(tmp_path), table_name="expanding").up()
        before = len(answers)
        wait_until(lambda: len(answers) > before + WRITES, "writes after")
        with database.connection_context():
            assert database.execute_sql("SELECT count(*) FROM later").fetchone() == (0,)
    assert {answer.status for answer in answers.values()} == {201}
    for phone in couple:
        phone.changes()
        assert {*answers} <= {record_id for _, _, record_id in phone.store.records}


@contextmanager
def _writing(couple: tuple[Phone, Phone]) -> Generator[dict[str, Answer]]:
    """Both write check-ins, each through another process, until the block ends. Gives the answers by record id."""
    over = threading.Event()
    answers: dict[str, Answer] = {}

    def write(phone: Phone) -> None:
        while not over.is_set():
            request = check_in(phone, "us", mood=4)
            answers[request.path.rpartition("/")[2]] = phone.api.request(
                "PUT", request.path, request.body
            )

    lines = [threading.Thread(target=write, args=(phone,)) for phone in couple]
    for line in lines:
        line.start()
    try:
        yield answers
    finally:
        over.set()
        for line in lines:
            line.join()
