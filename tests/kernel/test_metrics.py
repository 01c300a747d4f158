"""What a process measures of itself, and that it cannot measure more. tests/many scrapes real processes."""

import dataclasses
import math
from pathlib import Path

import pytest
from flask import Flask

from api.config import Address, Settings, from_environment
from api.kernel import db, live, reminders
from api.kernel.clock import HOUR
from api.kernel.db import transaction
from api.kernel.ids import new_id
from api.kernel.metrics import looking, measures, requests
from tests.kernel.asking import check_in, sent
from tests.metering import KNOWN, OF_NUMBERS, Values, labels, shown, values
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.push_service import PushService
from tests.pushing import choose, queue, turn_on


def now(of: str) -> Values:
    return values(shown(measures.WEB if of == "web" else measures.WORKER))


def look(settings: Settings) -> None:
    looking.look(settings, of_worker=True)


@pytest.fixture(autouse=True)
def prepared(app: Flask) -> None:
    looking.prepare()


@pytest.mark.parametrize("registry", [measures.WEB, measures.WORKER], ids=["web", "worker"])
def test_a_label_says_only_what_was_written_down_before(registry: measures.CollectorRegistry):
    found = labels(shown(registry))
    assert found.keys() <= KNOWN.keys() | OF_NUMBERS
    for name in found.keys() & KNOWN.keys():
        assert found[name] <= KNOWN[name], name


def test_no_metric_tells_when_something_was_first(cast: Cast):
    for of in ("web", "worker"):
        assert not [name for name in now(of) if name.partition("{")[0].endswith("_created")]


@pytest.mark.parametrize(("count", "told"), [(0, 10), (1, 10), (10, 10), (11, 20), (4000, 4000)])
def test_of_a_few_streams_nobody_can_tell_how_many(count: int, told: int):
    assert looking.in_tens(count) == told


def test_a_stream_of_one_changes_no_number(cast: Cast):
    ana, _ = cast.couple
    before = {**now("web")}
    stream = live.subscribe(ana.person_id, ana.device_id, ana.couple_id)
    try:
        after = now("web")
    finally:
        live.disconnect(ana.person_id, subscription=stream)
    assert live.open_streams() == 0
    moving = {"process_cpu_seconds_total", "process_resident_memory_bytes"}
    moving |= {"process_virtual_memory_bytes"}
    assert {name for name in before if before[name] != after[name]} <= moving | _unknown(before)


def _unknown(found: Values) -> set[str]:
    return {name for name, value in found.items() if math.isnan(value)}


def test_requests_are_told_apart_by_a_few_groups_alone(app: Flask, cast: Cast):
    ana, _ = cast.couple
    plain = app.wsgi_app
    requests.register(app, "/api/v1")
    try:
        before = {**now("web")}
        sent(ana, check_in(ana))
        ana.changes()
        ana.api.request("GET", "/session")
        ana.api.request("GET", f"/check-ins/{new_id()}")
        client = app.test_client()
        for path in ("/", "/healthz", "/readyz", f"/api/v1/{new_id()}"):
            client.get(path).close()
        after = now("web")
    finally:
        app.wsgi_app = plain  # type: ignore[method-assign]
    counts = {
        name: after[name] - before[name]
        for name in after
        if name.startswith("twofold_request_seconds_count") and after[name] != before[name]
    }
    page = next(name for name in counts if 'group="app"' in name)  # 404 where the app is not built
    assert counts == {
        'twofold_request_seconds_count{group="write",status="2xx"}': 1,
        'twofold_request_seconds_count{group="changes",status="2xx"}': 1,
        'twofold_request_seconds_count{group="read",status="2xx"}': 1,
        'twofold_request_seconds_count{group="read",status="4xx"}': 2,
        page: 1,
    }


def test_the_lag_of_a_change_begins_at_its_commit(cast: Cast):
    ana, ben = cast.couple
    stream = live.subscribe(ben.person_id, ben.device_id, ben.couple_id)
    before = now("web")["twofold_feed_lag_seconds_count"]
    sent(ana, check_in(ana))
    told = stream.next(5)
    assert isinstance(told, live.Told)
    assert told.since is not None
    told.measure_lag()
    live.Told(told.cursor, None).measure_lag()  # found by a look: unknown, so not counted
    after = now("web")
    live.disconnect(ben.person_id, subscription=stream)
    assert after["twofold_feed_lag_seconds_count"] == before + 1
    assert after['twofold_feed_lag_seconds_bucket{le="10.0"}'] >= 1


def test_what_waits_for_a_worker_is_counted_with_its_age(
    cast: Cast, settings: Settings, service: PushService, clock: MovingClock
):
    ana, _ = cast.couple
    choose(ana)
    turn_on(ana, service)
    look(settings)
    assert now("worker")['twofold_due{queue="notices"}'] == 0
    assert now("worker")['twofold_oldest_due_seconds{queue="notices"}'] == 0
    queue(ana)
    with transaction():
        at = clock.forward(milliseconds=0) + HOUR // 2
        reminders.plan(ana.person_id, ana.person_id, "nobody acts on this", new_id(), at)
    clock.forward(milliseconds=HOUR)
    look(settings)
    found = now("worker")
    assert found['twofold_due{queue="notices"}'] == 1
    assert found['twofold_due{queue="reminders"}'] >= 1
    assert found['twofold_oldest_due_seconds{queue="notices"}'] >= 3600
    assert found['twofold_oldest_due_seconds{queue="reminders"}'] >= 1800


def test_a_reminder_that_ran_is_counted_with_its_lateness(cast: Cast, clock: MovingClock):
    ana, _ = cast.couple
    while reminders.run_due({}):
        pass
    before = {**now("worker")}
    with transaction():
        at = clock.forward(milliseconds=0)
        reminders.plan(ana.person_id, ana.person_id, "nobody acts on this", new_id(), at)
    clock.forward(milliseconds=HOUR)
    while reminders.run_due({}):
        pass
    after = now("worker")
    name = "twofold_reminder_lateness_seconds"
    assert after[f"{name}_count"] > before[f"{name}_count"]
    late = after[f"{name}_sum"] - before[f"{name}_sum"]
    assert round(late, 3) >= 3600  # a sum of floats, of all tests of this process


def test_a_database_that_is_away_is_told_and_the_queues_are_unknown(
    app: Flask, settings: Settings, tmp_path: Path
):
    look(settings)
    assert now("worker")['twofold_reachable{store="database"}'] == 1
    url = settings.database
    db.connect(f"sqlite:///{tmp_path}/not/there/twofold.db")
    try:
        look(settings)
        found = now("worker")
    finally:
        db.connect(url, settings.durability)
    assert found['twofold_reachable{store="database"}'] == 0
    assert math.isnan(found['twofold_due{queue="notices"}'])
    assert found["twofold_database_connections_limit"] == 64


def test_a_redis_that_is_away_is_told(settings: Settings):
    look(dataclasses.replace(settings, redis="redis://127.0.0.1:1/0"))
    assert now("worker")['twofold_reachable{store="redis"}'] == 0


def test_backups_and_disks_are_known_where_there_are_some(settings: Settings, tmp_path: Path):
    backups = tmp_path / "backups"
    backups.mkdir()
    own = dataclasses.replace(settings, backups=backups)
    look(own)
    assert now("worker")["twofold_newest_backup_timestamp_seconds"] == 0
    file = backups / "twofold-2026-11-30.tar.gz"
    file.touch()
    look(own)
    found = now("worker")
    written = found["twofold_newest_backup_timestamp_seconds"]
    assert written == pytest.approx(file.stat().st_mtime, abs=1)
    for folder in ("data", "backups"):
        size = found[f'twofold_disk_size_bytes{{folder="{folder}"}}']
        assert 0 < found[f'twofold_disk_free_bytes{{folder="{folder}"}}'] <= size


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("", None),
        ("9101", Address("127.0.0.1", 9101)),
        ("0.0.0.0:9101", Address("0.0.0.0", 9101)),  # noqa: S104 - in a container
        ("10.1.2.3:9101", Address("10.1.2.3", 9101)),
        ("[::1]:9101", Address("::1", 9101)),
    ],
)
@pytest.mark.parametrize("name", ["WEB", "WORKER"])
def test_they_are_shown_nowhere_or_where_one_says(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, address: Address | None
):
    monkeypatch.setenv(f"TWOFOLD_METRICS_{name}", value)
    found = from_environment()
    assert (found.metrics_web if name == "WEB" else found.metrics_worker) == address


@pytest.mark.parametrize(
    "value",
    [
        *("0", "65536", "-1", "yes", "127.0.0.1", "127.0.0.1:", ":9101", "[::1:9101"),
        *("8.8.8.8:9101", "[2001:4860:4860::8888]:9101", "us.example:9101", "a@127.0.0.1:9101"),
        *("127.0.0.1:9101/metrics", "9101/metrics"),
    ],
)
def test_an_address_that_cannot_be_meant_is_refused(monkeypatch: pytest.MonkeyPatch, value: str):
    monkeypatch.setenv("TWOFOLD_METRICS_WEB", value)
    with pytest.raises(ValueError, match="TWOFOLD_METRICS_WEB"):
        from_environment()
