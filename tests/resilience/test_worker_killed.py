"""kill -9 of the worker in the middle of its work: nothing is lost, and nothing is shown twice."""

import os
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from api.config import Settings
from api.kernel.ids import new_id
from api.kernel.push import claims
from api.kernel.push.models import Notice
from api.kernel.reminders import Reminder
from api.kernel.schedule.recurrence import local_of, next_daily
from api.kernel.setup import signs
from api.worker import AT_ONCE
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.push_service import PushService, push_service
from tests.pushing import HOUR, choose, queue, turn_on
from tests.waiting import wait_until

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PUSHES = 150  # more than a worker sends at once
RITUALS = 40


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as running:
        yield running


@pytest.fixture
def waiting(cast: Cast, service: PushService) -> set[str]:
    """The ids of the notices that wait for ana."""
    choose(cast.ana)
    turn_on(cast.ana, service)
    for _ in range(PUSHES):
        queue(cast.ana)
    return left()


@contextmanager
def worker(settings: Settings) -> Generator[subprocess.Popen[bytes]]:
    """A real worker process that works on the test's database; killed at the end if it still runs."""
    environment = {
        **os.environ,
        "TWOFOLD_DATA": str(settings.data),
        "TWOFOLD_DATABASE": settings.database,
        "TWOFOLD_ORIGIN": settings.origin,
        "TWOFOLD_TESTING": "true",
        "TWOFOLD_TEST_CLOCK_OFFSET_FILE": str(settings.clock_offset_file),
    }
    command = [sys.executable, "-m", "api.worker"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE) as process:
        try:
            assert process.stderr is not None
            assert b"worker started" in process.stderr.readline()
            yield process
        finally:
            process.kill()


def kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    assert process.wait() == -signal.SIGKILL


def stop(process: subprocess.Popen[bytes]) -> str:
    """Stops it as `make run` does; returns its log."""
    process.terminate()
    logged = process.communicate(timeout=30)[1].decode()
    assert process.returncode == 0, logged
    return logged


def left() -> set[str]:
    return {notice.id for notice in Notice.select(Notice.id)}


def test_killed_while_pushes_are_on_their_way(
    waiting: set[str], service: PushService, settings: Settings, clock: MovingClock
):
    service.hold.clear()
    with worker(settings) as first:
        service.wait_for_notices(20)
        kill(first)
    service.hold.set()
    clock.forward(milliseconds=claims.LEASE + 1000)
    with worker(settings) as second:
        wait_until(lambda: not left(), "the second worker", timeout=60)
        stop(second)
    assert set(service.tags()) == waiting
    again = [times for times in service.tags().values() if times > 1]
    assert set(again) <= {2}
    assert len(again) <= AT_ONCE


def test_a_lease_keeps_a_second_worker_from_what_the_first_has_in_hand(
    waiting: set[str], service: PushService, settings: Settings
):
    with worker(settings) as one, worker(settings) as other:
        service.wait_for_notices(PUSHES)
        stop(one)
        stop(other)
    assert service.tags() == dict.fromkeys(waiting, 1)


def test_stopped_it_finishes_what_is_on_its_way(
    waiting: set[str], service: PushService, settings: Settings
):
    service.hold.clear()
    with worker(settings) as process:
        service.wait_for_notices(20)
        process.terminate()
        service.hold.set()
        stop(process)
    assert set(service.tags().values()) == {1}
    assert left() == waiting - set(service.tags())


def test_killed_among_reminders_that_are_due(
    cast: Cast, service: PushService, settings: Settings, clock: MovingClock
):
    """Each partner gets each ritual's reminder once, and each next one is planned."""
    ana, ben = cast.couple
    for phone in (ana, ben):
        choose(phone)
        turn_on(phone, service)
    tomorrow = next_daily("19:00", "Europe/Berlin", clock.forward(milliseconds=0)) + 24 * HOUR
    rituals = [propose(cast, local_of(tomorrow, "Europe/Berlin")) for _ in range(RITUALS)]
    clock.to(tomorrow)
    with worker(settings) as first:
        service.wait_for_notices(3)
        kill(first)
    clock.forward(milliseconds=claims.LEASE + 1000)
    with worker(settings) as second:
        service.wait_for_notices(2 * RITUALS)
        wait_until(lambda: not left(), "the second worker", timeout=60)
        stop(second)
    shown = {push.tag: (push.path, push.payload["twofold"]["record_id"]) for push in service.pushes}
    assert len(shown) == 2 * RITUALS
    assert set(shown.values()) == {
        (path, ritual) for path in service.browsers for ritual in rituals
    }
    planned = [row.due for row in Reminder.select().where(Reminder.kind == "ritual")]
    assert planned == [tomorrow + 24 * HOUR] * 2 * RITUALS


def test_back_a_second_after_the_start_it_tells_each_phone_once(
    cast: Cast, service: PushService, settings: Settings, clock: MovingClock
):
    for phone in cast.couple:
        choose(phone)
        turn_on(phone, service)
    tomorrow = next_daily("19:00", "Europe/Berlin", clock.forward(milliseconds=0)) + 24 * HOUR
    propose(cast, local_of(tomorrow, "Europe/Berlin"), leads=[0, 15, 60])
    clock.to(tomorrow + 1000)
    with worker(settings) as process:
        wait_until(lambda: all(row.due > tomorrow for row in Reminder.select()), "the reminders")
        wait_until(lambda: not left(), "the pushes")
        stop(process)
    assert sorted(push.path for push in service.pushes) == sorted(service.browsers)


def test_a_worker_says_that_it_is_here(settings: Settings, app: Flask):
    assert signs.last(signs.WORKER) is None
    with worker(settings) as process:
        wait_until(lambda: signs.last(signs.WORKER) is not None, "the worker's sign")
        stop(process)


def test_logs_name_nobody(cast: Cast, waiting: set[str], service: PushService, settings: Settings):
    service.faults.extend([(500, {}), (404, {})])
    with worker(settings) as process:
        service.wait_for_notices(1)
        logged = stop(process)
    assert "worker stopped" in logged
    assert "not delivered" in logged
    known = {*waiting, cast.ana.person_id, cast.ana.device_id, *service.browsers}
    assert not [name for name in known if name in logged]


def propose(cast: Cast, starts: str, leads: Sequence[int] = (0,)) -> str:
    """A daily ritual that both have accepted, with a reminder at its start unless said otherwise."""
    ana, ben = cast.couple
    ritual = new_id()
    recurrence = {
        "frequency": "daily",
        "interval": 1,
        "weekdays": None,
        "nth": None,
        "starts": starts,
        "zone": "Europe/Berlin",
        "duration_minutes": 60,
    }
    ana.put(
        "rituals",
        ritual,
        audience="us",
        words={"title": "A walk"},
        headline={"title": "A walk"},
        kind="walk",
        recurrence=recurrence,
        lead_minutes=[*leads],
    )
    body = {"space_id": str(ana.couple_id), "edit": 1}
    ben.api.call("PUT", f"/rituals/{ritual}/acceptance", body)
    return ritual
