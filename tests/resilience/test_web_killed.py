"""kill -9 of the web process while phones write: acknowledged writes are there, and nothing is half-written."""

import http.client
import threading
from dataclasses import dataclass, field
from typing import Any

import orjson
import pytest

from api.client.phone import Phone
from api.client.transport import HttpTransport
from api.config import Settings
from api.kernel.db import database, is_sqlite
from api.kernel.feed import Feed, Reader
from api.kernel.repeats import Edit
from api.practices.checkins.models import CheckIn
from tests.browser.server import Product, product_commands
from tests.kernel.asking import check_in
from tests.people import Cast
from tests.waiting import wait_until

pytestmark = pytest.mark.slow

EDITS = 3


@dataclass
class Writing:
    """What phones sent and how it was answered: the last edit by record id."""

    stopped: threading.Event = field(default_factory=threading.Event)
    sent: dict[str, int] = field(default_factory=dict[str, int])
    answered: dict[str, int] = field(default_factory=dict[str, int])


def web(settings: Settings) -> Product:
    """The real web process alone, as `make run` starts it, on the test's database."""
    environment = {
        "TWOFOLD_DATABASE": settings.database,
        "TWOFOLD_REQUESTS_PER_MINUTE": "1000000",
    }
    return Product(settings.data, environment, lambda port: {"web": product_commands(port)["web"]})


def over_http(phone: Phone, origin: str) -> Phone:
    """The same phone, on the real web process."""
    other = Phone(HttpTransport(origin))
    other.api.token = phone.api.token
    return other


def write_until_dead(phone: Phone, line: Phone, writing: Writing) -> None:
    """Make records and edit each, as fast as answers come, until the server is gone."""
    while not writing.stopped.is_set():
        request = check_in(phone)
        record_id = request.path.rpartition("/")[2]
        for edit in range(1, EDITS + 1):
            request = check_in(phone, record_id=record_id, edit=edit, mood=edit)
            writing.sent[record_id] = edit
            try:
                line.api.call("PUT", request.path, request.body)
            except (OSError, http.client.HTTPException):
                return
            writing.answered[record_id] = edit


def kill_while_writing(ana: Phone, ben: Phone, settings: Settings, writes: int) -> Writing:
    """One run of the web process: it is killed once this many records were acknowledged."""
    writing, product = Writing(), web(settings)
    database.close_all()
    threads = [
        threading.Thread(
            target=write_until_dead, args=(phone, over_http(phone, product.origin), writing)
        )
        for phone in (ana, ben, ana, ben)
    ]
    try:
        product.start()
        for thread in threads:
            thread.start()
        wait_until(lambda: len(writing.answered) >= writes, "phones to write", timeout=60)
    finally:
        product.web.kill()
        writing.stopped.set()
    for thread in threads:
        thread.join(30)
    assert len(writing.answered) >= writes
    return writing


def stored() -> dict[str, int]:
    """The last edit of each record."""
    return {row.id: row.edit for row in CheckIn.select(CheckIn.id, CheckIn.edit)}


def shown_to(phone: Phone) -> dict[str, int]:
    """The last edit of each record in a person's feed."""
    rows: Any = Feed.select().where(Feed.person_id == phone.person_id)
    return {row.record_id: orjson.loads(row.body)["edit"] for row in rows}


def assert_whole(*phones: Phone) -> None:
    """Each edit has its digest, each record is in every feed in its current version, and no number is missing."""
    now = stored()
    digests: dict[str, set[int]] = {}
    for row in Edit.select():
        digests.setdefault(row.record_id, set()).add(row.edit)
    assert digests == {record_id: set(range(1, edit + 1)) for record_id, edit in now.items()}
    for phone in phones:
        assert shown_to(phone) == now
        assert Reader.get_by_id(phone.person_id).n == sum(now.values())
    if is_sqlite():
        assert database.execute_sql("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute_sql("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("writes", [5, 25])
def test_what_was_acknowledged_survives_and_nothing_is_half_written(
    cast: Cast, settings: Settings, writes: int
):
    ana, ben = cast.couple
    writing = kill_while_writing(ana, ben, settings, writes)
    now = stored()
    assert all(now[record_id] >= edit for record_id, edit in writing.answered.items())
    assert all(edit <= writing.sent[record_id] for record_id, edit in now.items())
    assert_whole(ana, ben)


def test_phones_go_on_where_they_were_after_a_restart(cast: Cast, settings: Settings):
    ana, ben = cast.couple
    first = kill_while_writing(ana, ben, settings, 10)
    second = kill_while_writing(ana, ben, settings, 10)
    assert set(first.answered) | set(second.answered) <= set(stored())
    ben.changes()
    assert {record.id for record in ben.store.records.values()} == set(stored())
    assert_whole(ana, ben)
