"""Two workers share what is due: one sender for each notice, also when one is killed or loses its connection."""

import os
import signal
from collections.abc import Iterator

import pytest

from api.client.phone import Phone
from api.kernel.db import database, transaction
from api.kernel.ids import new_id
from api.kernel.push import claims
from api.kernel.push.models import Notice
from api.kernel.reminders import Reminder
from api.kernel.schedule.recurrence import local_of, next_daily
from api.worker import AT_ONCE
from tests.many.cluster import Cluster
from tests.many.cutting import cut_all_connections, other_connections
from tests.pushing import HOUR, choose, queue, turn_on
from tests.waiting import wait_until

pytestmark = pytest.mark.slow

PUSHES = 300
"""More than a worker sends at once."""
FEW = 80
"""All of them are on their way before the first one is given up."""
RITUALS = 20
CUTS = 3
ZONE = "Europe/Berlin"


@pytest.fixture(scope="module")
def reachable(processes: Cluster, couple: tuple[Phone, Phone]) -> None:
    for phone in couple:
        choose(phone)
        turn_on(phone, processes.service)


@pytest.fixture(autouse=True)
def all_run(processes: Cluster, reachable: None) -> Iterator[None]:
    """Both workers run, and nothing is left of another test."""
    all_are_sent()
    processes.service.pushes.clear()
    yield
    processes.service.hold.set()
    for worker in processes.workers:
        if worker.running:
            os.kill(worker.pid, signal.SIGCONT)
        else:
            worker.start()


def waiting(phone: Phone, pushes: int) -> set[str]:
    """The ids of so many notices that have just been queued for a phone, all at once."""
    with transaction():
        for _ in range(pushes):
            queue(phone)
        return {notice.id for notice in Notice.select(Notice.id)}


def all_are_sent() -> None:
    wait_until(lambda: not Notice.select().exists(), "the workers to send everything", timeout=60)


def propose(couple: tuple[Phone, Phone], starts: str) -> str:
    """A daily ritual that both have accepted, with a reminder at its start."""
    ana, ben = couple
    ritual = new_id()
    recurrence = {
        "frequency": "daily",
        "interval": 1,
        "weekdays": None,
        "nth": None,
        "starts": starts,
        "zone": ZONE,
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
        lead_minutes=[0],
    )
    body = {"space_id": str(ana.couple_id), "edit": 1}
    ben.api.call("PUT", f"/rituals/{ritual}/acceptance", body)
    return ritual


def test_each_notice_is_sent_once(processes: Cluster, couple: tuple[Phone, Phone]):
    queued = waiting(couple[0], PUSHES)
    all_are_sent()
    assert processes.service.tags() == dict.fromkeys(queued, 1)


def test_what_a_killed_worker_had_in_hand_is_sent_by_the_other_when_the_lease_ends(
    processes: Cluster, couple: tuple[Phone, Phone]
):
    """Its push service has those already: the second one has the same tag and replaces it on the phone."""
    first, second = processes.workers
    os.kill(second.pid, signal.SIGSTOP)
    processes.service.hold.clear()
    queued = waiting(couple[0], PUSHES)
    processes.service.wait_for_notices(AT_ONCE)
    first.kill()
    processes.service.hold.set()
    in_hand = set(processes.service.tags())
    os.kill(second.pid, signal.SIGCONT)
    wait_until(lambda: Notice.select().count() == AT_ONCE, "the other to send the rest")
    assert processes.service.tags() == dict.fromkeys(queued, 1)
    processes.clock.forward(milliseconds=claims.LEASE + 1000)
    all_are_sent()
    assert processes.service.tags() == {one: 2 if one in in_hand else 1 for one in queued}


def test_a_connection_that_is_cut_while_pushes_are_on_their_way(
    processes: Cluster, couple: tuple[Phone, Phone]
):
    processes.service.hold.clear()
    queued = waiting(couple[0], FEW)
    processes.service.wait_for_notices(FEW)
    assert cut_all_connections(processes)
    processes.service.hold.set()
    all_are_sent()
    assert processes.service.tags() == dict.fromkeys(queued, 1)


def test_a_database_that_is_away_for_longer_than_the_lease(
    processes: Cluster, couple: tuple[Phone, Phone]
):
    """The worker that comes back first leaves the other the time to store what it had sent, and the other does not
    claim that anew."""
    slow, quick = processes.workers
    os.kill(quick.pid, signal.SIGSTOP)
    processes.service.hold.clear()
    queued = waiting(couple[0], FEW)
    processes.service.wait_for_notices(FEW)
    database.close_all()
    processes.postgres.stop()
    os.kill(slow.pid, signal.SIGSTOP)
    logged = len(quick.log.read_text())
    os.kill(quick.pid, signal.SIGCONT)
    wait_until(
        lambda: "database out of reach" in quick.log.read_text()[logged:], "the quick one to notice"
    )
    processes.clock.forward(milliseconds=claims.LEASE + 1000)
    processes.service.hold.set()
    processes.postgres.start()
    wait_until(lambda: other_connections(processes), "the quick one to be back")
    os.kill(slow.pid, signal.SIGCONT)
    later = waiting(couple[1], FEW)
    all_are_sent()
    assert processes.service.tags() == dict.fromkeys(queued | later, 1)


def test_each_reminder_is_claimed_once_though_a_worker_is_killed_and_connections_are_cut(
    processes: Cluster, couple: tuple[Phone, Phone]
):
    now = processes.clock.forward(milliseconds=0)
    tomorrow = next_daily("19:00", ZONE, now) + 24 * HOUR
    rituals = [propose(couple, local_of(tomorrow, ZONE)) for _ in range(RITUALS)]
    processes.clock.to(tomorrow)
    for _ in range(CUTS):
        seen = len(processes.service.pushes)
        cut_all_connections(processes)
        wait_until(
            lambda seen=seen: len(processes.service.pushes) > seen or _all_ran(tomorrow), "more"
        )
    processes.workers[0].kill()
    wait_until(lambda: _all_ran(tomorrow), "the other to do the rest", timeout=30)
    processes.service.wait_for_notices(1)
    processes.clock.forward(milliseconds=claims.LEASE + 1000)  # what the killed one had in hand
    all_are_sent()
    shown = {
        push.tag: (push.path, push.payload["twofold"]["record_id"])
        for push in processes.service.pushes
    }
    paths = {path for path, _ in shown.values()}
    assert sorted(shown.values()) == sorted((path, one) for path in paths for one in rituals)
    assert len(paths) == len(couple)
    assert max(processes.service.tags().values()) <= 2
    planned = [row.due for row in Reminder.select().where(Reminder.kind == "ritual")]
    assert planned == [tomorrow + 24 * HOUR] * len(couple) * RITUALS


def _all_ran(at: int) -> bool:
    due = (Reminder.kind == "ritual") & (Reminder.due <= at)
    return not Reminder.select().where(due).exists()
