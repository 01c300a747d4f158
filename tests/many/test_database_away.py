"""PostgreSQL is away, or cuts connections: requests are asked to come again, and nothing acknowledged is lost."""

import http.client
import threading
from urllib.parse import urlsplit

import pytest

from api.client.phone import Phone
from api.client.records import Request
from api.kernel.db import database
from api.practices.checkins.models import CheckIn
from tests.browser.server import Product
from tests.kernel.asking import check_in
from tests.many.cluster import Cluster, through
from tests.many.cutting import cut_all_connections
from tests.many.streams import Stream
from tests.many.writing import cursor_of, write
from tests.waiting import wait_until

pytestmark = pytest.mark.slow

READS = ("/api/v1/session", "/api/v1/changes", "/api/v1/stream", "/api/v1/keys", "/readyz")
WRITES = 60
CUTS = 5


def status_of(web: Product, path: str, phone: Phone) -> tuple[int, str | None, str | None]:
    """Status, media type and Retry-After of a GET."""
    line = http.client.HTTPConnection("127.0.0.1", urlsplit(web.origin).port, timeout=20)
    try:
        line.request("GET", path, headers={"Authorization": f"Bearer {phone.api.token}"})
        answer = line.getresponse()
        return answer.status, answer.getheader("Content-Type"), answer.getheader("Retry-After")
    finally:
        line.close()


def sent_as_an_outbox_does(phone: Phone, request: Request) -> int:
    """Send until it is acknowledged; returns how often the answer was 503."""
    again = 0
    while (answer := phone.api.request("PUT", request.path, request.body)).status == 503:
        assert int(answer.headers["Retry-After"]) >= 1
        again += 1
        assert again < 100
    assert answer.status in (200, 201), answer
    return again


def test_while_it_is_away_all_are_asked_to_come_again_and_then_all_goes_on(
    processes: Cluster, couple: tuple[Phone, Phone]
):
    ana, ben = couple
    request = check_in(ana)
    with Stream(processes.other, ben) as stream:
        stream.until(cursor_of(ben))
        database.close_all()
        processes.postgres.stop()
        try:
            for web in processes.webs:
                asked = [status_of(web, path, ana) for path in READS]
                assert asked == [(503, "application/problem+json", "5")] * len(READS)
                assert status_of(web, "/healthz", ana)[0] == 200
                assert status_of(web, "/", ana)[0] == 200
            answer = ana.api.request("PUT", request.path, request.body)
            assert (answer.status, answer.json["type"]) == (503, "not_ready")
        finally:
            processes.postgres.start()
        wait_until(
            lambda: ana.api.request("PUT", request.path, request.body).status == 201,
            "the write to be stored",
        )
        stream.until(cursor_of(ben))
        for web in processes.webs:
            wait_until(lambda web=web: status_of(web, "/readyz", ana)[0] == 200, "/readyz")


def test_connections_that_are_cut_lose_nothing(processes: Cluster, couple: tuple[Phone, Phone]):
    ana, ben = couple
    requests = [check_in(ana) for _ in range(WRITES)]
    again: list[int] = []

    def write_all(web: Product, mine: list[Request]) -> None:
        again.extend(sent_as_an_outbox_does(through(web, ana), request) for request in mine)

    threads = [
        threading.Thread(target=write_all, args=(web, requests[number::2]))
        for number, web in enumerate(processes.webs)
    ]
    with Stream(processes.other, ben) as stream:
        for thread in threads:
            thread.start()
        for cut in range(CUTS):
            wanted = WRITES * (cut + 1) // (CUTS + 1)
            wait_until(lambda wanted=wanted: len(again) >= wanted, "writes")
            cut_all_connections(processes)
        for thread in threads:
            thread.join(30)
        assert len(again) == WRITES
        write(ana)
        stream.until(cursor_of(ben))
    ids = {request.path.rpartition("/")[2] for request in requests}
    assert ids <= {row.id for row in CheckIn.select(CheckIn.id)}
    ben.changes()
    assert ids <= {record.id for record in ben.store.records.values()}
    print(f"{WRITES} writes, connections cut {CUTS} times: {sum(again)} answers of 503")
