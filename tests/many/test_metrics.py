"""What real processes show of a couple's evening, each on a port of its own: numbers, and nothing of the two."""

import socket
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from api import serving
from api.client.phone import Phone
from api.kernel.db import database
from api.kernel.ids import new_id
from api.kernel.push.models import Notice
from tests.browser.server import Part
from tests.many.cluster import Cluster
from tests.many.stored import texts_of_the_database
from tests.many.streams import Stream
from tests.many.writing import cursor_of, write
from tests.metering import Values, labels, scrape, values
from tests.pushing import choose, queue, turn_on
from tests.waiting import wait_until
from tools.ports import HOST, free_port

pytestmark = pytest.mark.slow

LOOKED = 40
"""Seconds in which each process surely looks again."""
WRITES = 5


def seen(processes: Cluster, name: str) -> Values:
    return values(scrape(processes.metrics[name]))


def everything(processes: Cluster) -> str:
    return "\n".join(scrape(port) for port in processes.metrics.values())


def a_busy_evening(processes: Cluster, couple: tuple[Phone, Phone]) -> None:
    """Check-ins, a page that is not there, a pause, streams at the other process, and pushes."""
    ana, ben = couple
    for phone in couple:
        choose(phone)
        turn_on(phone, processes.service)
    with Stream(processes.other, ben) as stream:
        stream.until(cursor_of(ben))
        for _ in range(WRITES):
            write(ana)
            stream.until(cursor_of(ben))
    for path in (f"/check-ins/{new_id()}", f"/{ana.person_id}/canary", "/session"):
        ben.api.request("GET", path)
    queue(ben)
    wait_until(lambda: not Notice.select().exists(), "the push to go out", timeout=60)


def test_a_busy_evening_is_numbers(processes: Cluster, couple: tuple[Phone, Phone]):
    before = {name: seen(processes, name) for name in processes.metrics}
    a_busy_evening(processes, couple)
    one, other = (grown_by(processes, before, name) for name in ("one", "other"))
    assert one('twofold_request_seconds_count{group="write",status="2xx"}') >= WRITES
    assert other('twofold_request_seconds_count{group="stream",status="2xx"}') == 1
    assert other('twofold_request_seconds_count{group="read",status="4xx"}') == 2
    assert other("twofold_feed_lag_seconds_count") >= WRITES, "through Redis"
    workers = [grown_by(processes, before, f"worker-{number}") for number in (1, 2)]
    wait_until(
        lambda: sum(one('twofold_pushes_total{outcome="delivered"}') for one in workers) >= 1,
        "a worker to have counted it",
    )
    assert sum(one("twofold_push_delay_seconds_count") for one in workers) >= 1


def grown_by(processes: Cluster, before: Mapping[str, Values], name: str) -> Callable[[str], float]:
    """How much a number of a process has grown since."""
    return lambda what: seen(processes, name)[what] - before[name][what]


def test_nothing_of_the_two_is_in_it(processes: Cluster, couple: tuple[Phone, Phone]):
    """Neither what the database holds, nor an address, a path, or a label that was not written down."""
    a_busy_evening(processes, couple)
    text = everything(processes)
    stored = texts_of_the_database()
    assert {couple[0].person_id, couple[0].device_id, couple[0].couple_id} <= stored
    assert [one for one in stored if one in text] == []
    for trace in ("127.0.0.1", "/api", "canary", "check_in", "pauses", couple[0].api.token or "-"):
        assert trace not in text, trace
    assert labels(text).keys() == {
        *("group", "status", "outcome", "queue", "store", "folder", "problem"),
        *("le", "python", "version"),
    }


def test_what_is_away_is_told(processes: Cluster, couple: tuple[Phone, Phone]):
    def reaches(store: str) -> set[float]:
        told = f'twofold_reachable{{store="{store}"}}'
        return {seen(processes, name)[told] for name in processes.metrics}

    assert reaches("database") == {1}
    wait_until(lambda: reaches("redis") == {1}, "all to reach Redis", timeout=LOOKED)
    processes.redis.stop()
    try:
        wait_until(lambda: reaches("redis") == {0}, "all to miss Redis", timeout=LOOKED)
        assert reaches("database") == {1}
        database.close_all()
        processes.postgres.stop()
        try:
            wait_until(lambda: reaches("database") == {0}, "all to miss it", timeout=LOOKED)
        finally:
            processes.postgres.start()
    finally:
        processes.redis.start()
    for store in ("database", "redis"):
        wait_until(
            lambda store=store: reaches(store) == {1}, f"all to be back at {store}", timeout=LOOKED
        )
    assert couple[0].api.request("GET", "/session").status == 200


def test_a_port_that_is_in_use_does_not_stop_the_process(processes: Cluster, tmp_path: Path):
    """It works without, and shows them once the port is free."""
    port = free_port()
    environment = {**processes.one.environment, "TWOFOLD_METRICS_WORKER": str(port)}
    worker = Part(serving.worker(), environment, tmp_path / "worker.log")
    with socket.create_server((HOST, port)):
        worker.start()
        try:
            wait_until(lambda: "cannot be shown" in worker.log.read_text(), "it to say so")
        except BaseException:
            worker.kill()
            raise
    try:
        wait_until(lambda: _answers(port), "the port to be free")
        assert worker.log.read_text().count("cannot be shown") == 1
    finally:
        worker.kill()


def _answers(port: int) -> bool:
    try:
        return "twofold_due" in scrape(port)
    except OSError:
        return False
