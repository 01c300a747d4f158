"""The feed while several phones write and read at once: no number is lost, no reader misses anything."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from api.client.phone import Phone
from tests.kernel.asking import check_in, sent
from tests.kernel.feeds import counter_of, numbers_of
from tests.people import Cast


def test_both_write_at_once_and_no_number_is_lost_or_doubled(
    cast: Cast, twin: Callable[[Phone], Phone]
):
    ana, ben = cast.couple
    requests = [(phone, check_in(phone)) for _ in range(10) for phone in (ana, ben)]
    with ThreadPoolExecutor(6) as pool:
        lines = [(twin(phone), request) for phone, request in requests]
        answers = list(pool.map(lambda line: sent(*line), lines))
    assert {answer.status for answer in answers} == {201}
    for phone in (ana, ben):
        assert numbers_of(phone) == list(range(1, 21))
        assert counter_of(phone) == 20


def test_whoever_reads_while_others_write_misses_nothing(
    cast: Cast, twin: Callable[[Phone], Phone]
):
    ana, ben = cast.couple
    written = [check_in(phone) for _ in range(15) for phone in (ana, ben)]
    lines = [(twin(ana if i % 2 == 0 else ben), request) for i, request in enumerate(written)]
    done = threading.Event()

    def read() -> list[str]:
        """Follow the feed until all is written; the ids in the order in which they came."""
        reader, cursor, seen = twin(ben), None, list[str]()
        while True:
            finished = done.is_set()
            page = reader.api.call(
                "GET", "/changes?limit=3" + (f"&after={cursor}" if cursor else "")
            )
            seen += [view["id"] for view in page["records"].get("check_ins", [])]
            cursor = page["cursor"]
            if finished and not page["more"]:
                return seen

    with ThreadPoolExecutor(5) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        list(pool.map(lambda line: sent(*line), lines))
        done.set()
        for reader in readers:
            seen = reader.result(60)
            assert len(seen) == len(set(seen)) == len(written)
            assert set(seen) == {request.path.rpartition("/")[2] for request in written}
