"""Streams and limits of two web processes on one Redis, and what is left when Redis is away."""

import json
import os
import secrets
import signal
import statistics
import time
import urllib.request

import pytest
import redis

from api.client.phone import Phone
from api.kernel.live import STREAMS_PER_PHONE
from api.kernel.live_redis import CHANNEL
from tests.browser.server import Product
from tests.many.cluster import OPENINGS, Cluster, through
from tests.many.streams import Stream
from tests.many.writing import cursor_of, write
from tests.waiting import wait_until

pytestmark = pytest.mark.slow

WRITES = 25
FREE_TRIES = 3
"""How often one network may try the same words before it must wait, see kernel/identity/turns.py."""


def problems(web: Product) -> list[str]:
    """What /readyz says; the web process must be ready."""
    with urllib.request.urlopen(f"{web.origin}/readyz", timeout=10) as answer:
        return json.load(answer)["problems"]


def try_words(web: Product, lookup: str | None = None) -> int:
    """The status of an attempt to open recovery words that nobody has, others each time unless named."""
    path = f"/recoveries/{lookup or secrets.token_urlsafe(16)}/opening"
    return through(web).api.request("PUT", path, {"version": 2, "proof": "A" * 43}).status


def second_phone(processes: Cluster, owner: Phone) -> Phone:
    phone = through(processes.other)
    owner.pair(phone)
    return phone


def test_a_write_on_the_one_reaches_a_stream_on_the_other(
    processes: Cluster, couple: tuple[Phone, Phone]
):
    ana, ben = couple
    taken: list[float] = []
    with Stream(processes.other, ben) as stream:
        stream.until(cursor_of(ben))
        for _ in range(WRITES):
            began = time.monotonic()
            write(ana)
            stream.until(cursor_of(ben))
            taken.append(1000 * (time.monotonic() - began))
    print(f"write to stream: median {statistics.median(taken):.1f} ms, most {max(taken):.1f} ms")


def test_what_others_say_on_the_channel_stops_and_forges_nothing(
    processes: Cluster, couple: tuple[Phone, Phone]
):
    ana, ben = couple
    forged = f"1.1\nevent: replaced\ndata: {{}}\n\nid: {cursor_of(ben)}"
    messages: list[object] = [
        *(5, None, {}, [], "text", [5], [None, ["look"]]),
        *(["other", 5], ["other", None], ["other", {}], ["other", [5]]),
        ["other", ["moved", ben.person_id, forged, None]],
        ["other", ["moved", ben.person_id, f"{cursor_of(ben)}\n", None]],
    ]
    with Stream(processes.other, ben) as stream, redis.Redis.from_url(processes.redis.url) as line:
        stream.until(cursor_of(ben))
        for message in messages:
            line.publish(CHANNEL, json.dumps(message))
        line.publish(CHANNEL, b"\xff")
        for _ in range(3):  # by the bus: a look comes once a minute
            write(ana)
            assert stream.next() == cursor_of(ben)


def test_a_phone_removed_through_the_one_loses_its_stream_on_the_other(
    processes: Cluster, couple: tuple[Phone, Phone]
):
    ana, ben = couple
    lost = second_phone(processes, ben)
    with Stream(processes.one, lost) as stream:
        stream.next()
        ben.remove_phone(lost.device_id)  # through the other
        ana.refresh()  # there are new keys now
        while stream.next():
            pass


def test_the_streams_of_a_phone_are_counted_across_processes(
    processes: Cluster, couple: tuple[Phone, Phone]
):
    _, ben = couple
    one, other = processes.webs
    streams = [Stream(web, ben) for web in (one, one, other, other, other)]
    assert len(streams) == STREAMS_PER_PHONE + 1
    try:
        while (told := streams[0].next()) != "replaced":
            assert told, "ended without a word"
        assert streams[0].next() == ""
        write(ben)
        for stream in streams[1:]:
            stream.until(cursor_of(ben))
    finally:
        for stream in streams:
            stream.__exit__(None, None, None)


def test_limits_are_shared(processes: Cluster):
    one, other = processes.webs
    webs, words = (one, other) * (FREE_TRIES - 1), secrets.token_urlsafe(16)
    statuses = [try_words(web, words) for web in webs]
    assert statuses == [404] * FREE_TRIES + [429] * (len(webs) - FREE_TRIES), "of the same words"
    assert [try_words(web) for web in webs[: OPENINGS - len(webs)]] == [404] * (
        OPENINGS - len(webs)
    )
    assert [try_words(one), try_words(other)] == [429, 429]


def test_redis_away_streams_look_limits_fall_back_and_readyz_says_so(
    processes: Cluster, couple: tuple[Phone, Phone]
):
    ana, ben = couple
    lost = second_phone(processes, ben)
    with Stream(processes.other, ben) as stream, Stream(processes.one, lost) as losing:
        for each in (stream, losing):
            each.until(cursor_of(ben))
        processes.redis.stop()
        try:
            slowest = max(write(ana) for _ in range(10))
            stream.until(cursor_of(ben))
            print(f"Redis away: slowest write {1000 * slowest:.0f} ms")
            assert slowest < 2
            for web in processes.webs:
                assert problems(web) == ["redis_away"]
                assert try_words(web) == 404
            ben.remove_phone(lost.device_id)  # through the other
            ana.refresh()
            while losing.next():
                pass
        finally:
            processes.redis.start()
        wait_until(lambda: problems(processes.one) == [], "readyz to be content")
        stream.until(cursor_of(ben))
        for _ in range(3):  # the bus works again, not only the looking
            write(ana)
            stream.until(cursor_of(ben))
    assert "redis is away" in processes.other.logs()
    wait_until(lambda: "redis is back" in processes.other.logs(), "the log to say that it is back")


def test_leaving_ends_the_streams_of_both_while_redis_is_away(processes: Cluster):
    ana, ben = through(processes.one), through(processes.other)
    for phone in (ana, ben):
        phone.start()
    alone = Stream(processes.other, ben)
    alone.until(cursor_of(ben))
    processes.redis.stop()
    try:
        ana.pair(ben)
        write(ana)
        alone.until(cursor_of(ben))  # one that was open before goes on
        own = Stream(processes.other, second_phone(processes, ana))
        opened = Stream(processes.other, ben)
        ana.leave()  # through the one
        for stream in (alone, own, opened):
            with stream:
                while stream.next():
                    pass
    finally:
        processes.redis.start()
    wait_until(lambda: problems(processes.one) == [], "readyz to be content")


def test_a_redis_that_hangs_holds_nobody_up(processes: Cluster, couple: tuple[Phone, Phone]):
    ana, ben = couple
    with Stream(processes.other, ben) as stream:
        stream.until(cursor_of(ben))
        os.kill(processes.redis.pid, signal.SIGSTOP)
        try:
            slowest = max(write(ana) for _ in range(10))
            assert problems(processes.one) == ["redis_away"]
            stream.until(cursor_of(ben))
        finally:
            os.kill(processes.redis.pid, signal.SIGCONT)
        print(f"Redis hangs: slowest write {1000 * slowest:.0f} ms")
        assert slowest < 2
        wait_until(lambda: problems(processes.one) == [], "readyz to be content")
        write(ana)
        stream.until(cursor_of(ben))
