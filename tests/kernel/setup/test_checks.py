"""A wrong set-up is found, and logged once while it lasts."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
import redis

from api.config import Settings
from api.kernel import clock as server_clock
from api.kernel.clock import HOUR, MINUTE
from api.kernel.db import database
from api.kernel.push import sender, vapid
from api.kernel.push.models import PushSubscription
from api.kernel.schedule import zones
from api.kernel.setup import checks, doctor, findings, signs
from api.kernel.setup.findings import Finding
from tests.kernel.setup.problems import problems
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.push_service import PushService
from tests.pushing import choose, queue, send_due, turn_on
from tests.waiting import wait_until
from tools import redis_server
from tools.ports import free_port

Capture = pytest.CaptureFixture[str]


def test_where_all_is_well_nothing_is_named(good: Settings):
    assert problems(good) == []
    assert all(line.startswith("ok ") for line in doctor.report(checks.all_of(good)))


@pytest.mark.parametrize(
    ("origin", "wrong"),
    [
        ("http://us.example", True),
        ("http://192.168.1.7:8000", True),
        ("http://127.0.0.1:8000", False),
        ("http://localhost:8000", False),
        ("http://[::1]:8000", False),
    ],
)
def test_without_https_browsers_encrypt_nothing(good: Settings, origin: str, wrong: bool):
    found = problems(dataclasses.replace(good, origin=origin))
    assert found == (["origin_plain"] if wrong else [])


@pytest.mark.parametrize(
    "contact",
    [
        "mailto:push@localhost.invalid",
        "mailto:me@localhost",
        "mailto:me@127.0.0.1",
        "host@us.example",
        "https://localhost",
        "http://us.example",
        "mailto:",
        "",
    ],
)
def test_a_contact_that_nobody_can_write_to(good: Settings, contact: str):
    assert problems(dataclasses.replace(good, push_contact=contact)) == ["contact_unusable"]


def test_a_folder_that_cannot_be_written(good: Settings, tmp_path: Path):
    file = tmp_path / "file"
    file.write_text("")
    away = dataclasses.replace(good, data=file / "data")
    found = [one for one in checks.all_of(away) if one.problem == "data_unwritable"]
    assert [one.about for one in found] == ["data", "removal log"]
    apart = dataclasses.replace(good, removals=file / "removals")
    assert problems(apart) == ["data_unwritable"]


def test_looking_makes_nothing(good: Settings, tmp_path: Path):
    new = dataclasses.replace(good, data=tmp_path / "new" / "data")
    assert problems(new) == []
    assert not (tmp_path / "new").exists()


def test_no_worker_and_one_that_is_away(good: Settings, clock: MovingClock):
    signs.Sign.delete().execute()
    assert problems(good) == ["worker_away"]
    signs.give(signs.WORKER, {})
    clock.forward(milliseconds=MINUTE)
    assert problems(good) == []
    clock.forward(milliseconds=2 * MINUTE)
    assert problems(good) == ["worker_away"]


def test_a_clock_that_went_back(good: Settings, clock: MovingClock):
    clock.forward(milliseconds=-HOUR)
    assert problems(good) == ["clock_off"]


def test_old_zone_data(good: Settings, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(checks.tzdata, "IANA_VERSION", "2019c")
    monkeypatch.setattr(zones, "system_version", lambda: "2021a")
    assert problems(good) == ["zones_old"]
    monkeypatch.setattr(checks.tzdata, "IANA_VERSION", "2999a")
    assert problems(good) == ["clock_off"]


def test_a_database_that_is_away(good: Settings, monkeypatch: pytest.MonkeyPatch):
    from peewee import OperationalError

    def away(*_: object) -> None:
        raise OperationalError("secret address")

    monkeypatch.setattr(checks.migrations, "pending", away)
    assert problems(good) == ["database_away"]
    assert "secret" not in "".join(doctor.report(checks.all_of(good)))


def test_a_redis_that_is_away_is_named_without_its_password(good: Settings):
    away = dataclasses.replace(good, redis=f"redis://:secret@127.0.0.1:{free_port()}/0")
    assert problems(away) == ["redis_away"]
    assert "secret" not in "".join(doctor.report(checks.all_of(away)))


@pytest.mark.slow
def test_a_redis_that_writes_files_is_named_unless_it_hides_its_settings(good: Settings):
    with redis_server.running() as server, redis.Redis.from_url(server.url) as line:
        shared = dataclasses.replace(good, redis=server.url)
        assert problems(shared) == []
        line.config_set("save", "3600 1")
        assert problems(shared) == ["redis_writes"]
        line.config_set("appendonly", "yes")
        [found] = [one for one in checks.all_of(shared) if one.problem]
        assert found.detail == "save and appendonly"
        wait_until(lambda: not is_writing(line), "Redis to have begun its file")
        line.config_set("save", "")
        [found] = [one for one in checks.all_of(shared) if one.problem]
        assert found.detail == "appendonly"
        line.execute_command("ACL", "SETUSER", "default", "-config")
        assert problems(shared) == []


def is_writing(line: redis.Redis) -> bool:
    now: Any = line.info("persistence")  # the library's type allows for its asyncio client too
    return bool(now["aof_rewrite_in_progress"] or now["aof_rewrite_scheduled"])


def test_migrations_that_lack_and_that_are_not_known(good: Settings):
    history = next(table for table in database.get_tables() if "migration" in table)
    marks = database.param
    database.execute_sql(
        f'UPDATE "{history}" SET name = {marks} WHERE name = {marks}',  # noqa: S608
        ("9999_from_later", "0001_beginning"),
    )
    assert problems(good) == ["migrations_missing"]
    database.execute_sql(
        f'UPDATE "{history}" SET name = {marks} WHERE name = {marks}',  # noqa: S608
        ("0001_beginning", "9999_from_later"),
    )
    checks.migrations.migrate()
    database.execute_sql(
        f'INSERT INTO "{history}" (name, applied) SELECT {marks}, MAX(applied) FROM "{history}"',  # noqa: S608
        ("9999_from_later",),
    )
    assert problems(good) == ["migrations_unknown"]


def test_a_push_key_that_is_lost_or_another(
    good: Settings, cast: Cast, service: PushService, monkeypatch: pytest.MonkeyPatch
):
    turn_on(cast.ana, service)
    assert problems(good) == []
    PushSubscription.update(server_key="another").execute()
    assert problems(good) == ["push_key_changed"]
    PushSubscription.update(server_key="").execute()
    assert problems(good) == []
    (good.data / vapid.FILE).unlink()
    assert problems(good) == ["push_key_missing"]
    assert not (good.data / vapid.FILE).exists()


def test_a_launch_notes_the_key_again(cast: Cast, service: PushService):
    browser = turn_on(cast.ana, service)
    [known] = PushSubscription.select()
    PushSubscription.update(server_key="").execute()
    path = f"/push-subscriptions/{known.id}"
    cast.ana.api.call("PUT", path, {**browser.subscription})
    assert PushSubscription.get().server_key == vapid.public_key() == known.server_key


def test_what_processes_have_met_is_told_for_a_while(good: Settings, clock: MovingClock):
    signs.give(signs.WEB, {"proxies_unset": ""})
    signs.give(signs.WORKER, {"push_refused": "3 in a row, last 403 BadJwtToken"})
    assert problems(good) == ["proxies_unset", "push_refused"]
    clock.forward(milliseconds=3 * HOUR)
    signs.give(signs.WORKER, {})
    assert problems(good) == []


def test_push_services_that_refuse_this_server(
    cast: Cast, service: PushService, monkeypatch: pytest.MonkeyPatch
):
    seen: list[dict[str, str]] = []
    leave = sender.Sender.__aexit__

    async def note(self: sender.Sender, *what: object) -> None:
        seen.append(self.problems)
        await leave(self, None, None, None)

    monkeypatch.setattr(sender.Sender, "__aexit__", note)
    choose(cast.ana)
    turn_on(cast.ana, service)
    for _ in range(3):
        queue(cast.ana)
    service.faults.extend([(403, {"X-WNS-Error-Description": "BadJwtToken"})] * 3)
    send_due()
    assert seen == [{"push_refused": "3 in a row, last 403 BadJwtToken"}]


def test_each_problem_is_logged_once_while_it_lasts(capsys: Capture):
    wrong, fine = Finding("worker", "No worker was ever here", "worker_away"), Finding("worker", "")
    other = Finding("clock", "it says 1970", "clock_off")
    for found in ([wrong], [wrong, other], [other], [wrong], [fine], [wrong]):
        findings.log_once(found)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["problem"] for line in lines] == ["worker_away", "clock_off", "worker_away"]
    assert lines[0]["what"] == "No worker was ever here: no reminder and no push goes out."
    assert lines[0]["do"].startswith("Start `twofold worker`")


def test_the_clock_is_compared_with_another_machines(
    good: Settings, monkeypatch: pytest.MonkeyPatch
):
    class Off:
        @staticmethod
        def time() -> float:
            return server_clock.now() / 1000 - 3600

    monkeypatch.setattr(checks, "time", Off)
    assert problems(good) == ([] if checks.is_sqlite() else ["clock_off"])
