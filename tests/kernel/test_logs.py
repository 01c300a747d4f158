"""Logs: one JSON object a line, with nothing that would tell a couple's life."""

import json
import logging
import subprocess
import sys
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.client.phone import Phone
from api.kernel.db import database
from api.kernel.feed import publishing
from api.kernel.library_logs import Line
from tests.kernel.asking import check_in, sent
from tests.people import Cast

Capture = pytest.CaptureFixture[str]


def fail(app: Flask, phone: Phone, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """A request that fails on the server; returns the answer."""
    client = FlaskClient(app, app.response_class)
    headers = {"Authorization": f"Bearer {phone.api.token}"}
    answer = client.put(f"/api/v1{path}", json=body, headers=headers)
    assert answer.status_code == 500
    return answer.get_json()


def secrets_of(*phones: Phone) -> list[str]:
    """What no line may contain."""
    found = [text for phone in phones for text in (phone.person_id, phone.device_id)]
    return [*found, *(phone.api.token or "" for phone in phones)]


def test_what_succeeds_is_not_logged(cast: Cast, capfd: Capture, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO)
    ana, ben = cast.couple
    sent(ana, check_in(ana, note="canary"))
    ben.changes()
    ana.leave()
    assert capfd.readouterr() == ("", "")
    assert caplog.text == ""


def test_what_fails_says_where_and_not_for_whom(
    app: Flask,
    cast: Cast,
    capfd: Capture,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
):
    ana, ben = cast.couple
    request = check_in(ana)

    def break_down(*_: object) -> None:
        raise RuntimeError(f"could not write {request.path} of {ana.person_id}")

    monkeypatch.setattr(publishing, "put", break_down)
    told = fail(app, ana, request.path, request.body)
    assert (told["type"], told["status"]) == ("failed", 500)
    logged = capfd.readouterr().err
    record_id = request.path.rpartition("/")[2]
    for secret in (*secrets_of(ana, ben), record_id, str(request.body["words"])):
        assert secret not in logged + caplog.text
        assert secret not in str(told)
    (line,) = [json.loads(line) for line in logged.splitlines()]
    assert (line["level"], line["error"]) == ("error", "RuntimeError")
    assert "feed/publishing.py" in str(line)


def line_of(name: str, said: object, *args: object, error: BaseException | None = None):
    exc_info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, logging.WARNING, "", 0, said, args, exc_info)
    return json.loads(Line().format(record))


@pytest.mark.parametrize(
    ("name", "said", "args", "event"),
    [
        ("gunicorn.error", "WORKER TIMEOUT (pid:%s)", (7,), "WORKER TIMEOUT (pid:7)"),
        ("gunicorn.error", "Error handling %s", ("/x/canary",), "Error handling …"),
        ("gunicorn.error", "%d of %s", ("canary", 1), "%d of %s"),
        ("gunicorn.error", ValueError("canary"), (), "a library logged something"),
        ("asyncio", "Task failed: <canary>", (), "a library logged something"),
        ("aiohttp.client", "%s", ("canary",), "a library logged something"),
    ],
)
def test_of_libraries_only_what_they_always_say(
    name: str, said: object, args: tuple[object, ...], event: str
):
    line = line_of(name, said, *args, error=RuntimeError("canary"))
    assert (line["event"], line["library"], line["error"]) == (event, name, "RuntimeError")
    assert "canary" not in str(line)


FAILING = """
import asyncio, gc, logging, threading, warnings
from api.kernel import library_logs
{begin}
class Odd:
    def __del__(self): raise ValueError("canary")
async def fail(): raise ValueError("canary")
async def forgotten():
    asyncio.ensure_future(fail())
    await asyncio.sleep(0)
logging.getLogger("aiohttp").error("canary")
warnings.warn("canary")
threading.Thread(target=lambda: int("canary")).start()
Odd()
asyncio.run(forgotten())
gc.collect()
raise KeyError("canary")
"""


def test_what_nobody_caught_is_a_line_without_values():
    """At the end of a process, in a thread, in a destructor and in a task; as a warning and from a library."""
    program = FAILING.format(begin="library_logs.take_over()")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 1
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    uncaught = sorted(line["error"] for line in lines if line["event"] == "uncaught")
    assert uncaught == ["KeyError", "ValueError", "ValueError"]
    others = sorted(line["library"] for line in lines if line["event"] != "uncaught")
    assert others == ["aiohttp", "asyncio", "py.warnings"]
    assert "canary" not in done.stderr


@pytest.mark.slow
def test_the_end_of_a_greenlet_is_a_line_without_values():
    program = """
from gevent import monkey; monkey.patch_all()
import gevent
from api import front
gevent.get_hub().print_exception = front._log_uncaught
from api.kernel import library_logs; library_logs.take_over()
def fail(): raise ValueError("canary")
gevent.spawn(fail).join()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    (line,) = [json.loads(line) for line in done.stderr.splitlines()]
    assert (line["event"], line["error"]) == ("uncaught", "ValueError")
    assert "canary" not in done.stderr


def test_what_the_database_complains_of_is_not_quoted(app: Flask, cast: Cast, capfd: Capture):
    ana, _ = cast.couple
    request = check_in(ana)
    sent(ana, request)
    database.execute_sql("DELETE FROM check_in")
    fail(app, ana, request.path, {**request.body, "edit": 1, "words": check_in(ana).body["words"]})
    logged = capfd.readouterr().err
    assert "IntegrityError" in logged
    for secret in (*secrets_of(ana), request.path.rpartition("/")[2], ana.space("us")):
        assert secret not in logged
