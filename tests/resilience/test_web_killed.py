"""kill -9 of the web process while phones write: what was acknowledged is there, nothing is half there."""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import pytest

from api.client.phone import Phone
from api.client.transport import HttpTransport
from api.config import Settings
from api.kernel.db import database, is_sqlite
from api.kernel.feed import Feed, Reader
from api.kernel.records import Edit
from api.practices.checkins.models import CheckIn
from tests.kernel.asking import check_in
from tests.people import Cast
from tools import run
from tools.ports import free_port

ROOT = Path(__file__).parents[2]
EDITS = 3


@dataclass
class Writing:
    """What phones sent, and what they were told: the last edit by record id."""

    stopped: threading.Event = field(default_factory=threading.Event)
    sent: dict[str, int] = field(default_factory=dict[str, int])
    answered: dict[str, int] = field(default_factory=dict[str, int])


@contextmanager
def web(settings: Settings, port: int) -> Generator[subprocess.Popen[bytes]]:
    """The real web process, as `make run` starts it, on the test's database."""
    environment = {
        **os.environ,
        "TWOFOLD_DATA": str(settings.data),
        "TWOFOLD_DATABASE": settings.database,
        "TWOFOLD_ORIGIN": f"http://127.0.0.1:{port}",
        "TWOFOLD_REQUESTS_PER_MINUTE": "1000000",
    }
    bind = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", *run.WEB, "--bind", bind, "api.app:create_app()"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, process_group=0) as process:
        try:
            wait_until_ready(port, process)
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def wait_until_ready(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while not is_ready(port):
        assert process.poll() is None, "it ended by itself"
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_ready(port: int) -> bool:
    with (
        suppress(OSError),
        closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as line,
    ):
        line.request("GET", "/readyz")
        return line.getresponse().status == 200
    return False


def over_http(phone: Phone, port: int) -> Phone:
    """The same phone, on the real web process."""
    other = Phone(HttpTransport(f"http://127.0.0.1:{port}"))
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
    """One life of the web process: it is killed once so many records have been acknowledged."""
    writing, port = Writing(), free_port()
    database.close_all()
    with web(settings, port) as process:
        threads = [
            threading.Thread(target=write_until_dead, args=(phone, over_http(phone, port), writing))
            for phone in (ana, ben, ana, ben)
        ]
        for thread in threads:
            thread.start()
        while len(writing.answered) < writes and any(thread.is_alive() for thread in threads):
            time.sleep(0.002)
        os.killpg(process.pid, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        writing.stopped.set()
        for thread in threads:
            thread.join(30)
    assert len(writing.answered) >= writes
    return writing


def stored() -> dict[str, int]:
    """The last edit of each record."""
    return {row.id: row.edit for row in CheckIn.select(CheckIn.id, CheckIn.edit)}


def shown_to(phone: Phone) -> dict[str, int]:
    """The same as a person's feed has it."""
    rows: Any = Feed.select().where(Feed.person_id == phone.person_id)
    return {row.record_id: orjson.loads(row.body)["edit"] for row in rows}


def assert_whole(*phones: Phone) -> None:
    """Each edit has its digest, each record stands in every feed as it is, no number is missing."""
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
