"""The stream tells an open app that its feed has moved, and nothing else."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Protocol

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from api.client.phone import Phone
from api.kernel import feed, live, sync
from api.kernel.db import database, transaction
from api.kernel.identity import access
from api.kernel.ids import new_id
from tests.kernel.asking import check_in, sent
from tests.kernel.caught import new_epoch_of
from tests.kernel.meeting import offered, revealed, taken
from tests.people import Cast
from tests.phrases import unused_phrase

QUIET = ": \n\n"


class Stream:
    """An open stream. `next` waits for what comes; "" is the end."""

    def __init__(self, app: Flask, phone: Phone, last: str | None = None) -> None:
        headers = {"Authorization": f"Bearer {phone.api.token}"}
        if last is not None:
            headers["Last-Event-ID"] = last
        self.response: TestResponse = app.test_client().get("/api/v1/stream", headers=headers)
        self._parts: Iterator[bytes] = self.response.iter_encoded()

    def next(self) -> str:
        return next(self._parts, b"").decode()

    def close(self) -> None:
        self.response.close()


class Listen(Protocol):
    def __call__(self, phone: Phone, last: str | None = None) -> Stream: ...


def event(cursor: str) -> str:
    return f'event: changed\nid: {cursor}\ndata: {{"cursor":"{cursor}"}}\n\n'


def cursor_of(phone: Phone) -> str:
    return feed.cursor(phone.person_id)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The heart beats at once when nothing has happened."""
    monkeypatch.setattr(sync, "HEARTBEAT_SECONDS", 0.001)


@pytest.fixture
def opened(app: Flask) -> Iterator[list[Stream]]:
    """Streams, closed after the test."""
    streams: list[Stream] = []
    yield streams
    for stream in streams:
        stream.close()


@pytest.fixture
def listen(app: Flask, opened: list[Stream]) -> Listen:
    """Opens the stream of a phone, optionally from the last event that it saw."""

    def begin(phone: Phone, last: str | None = None) -> Stream:
        opened.append(Stream(app, phone, last))
        return opened[-1]

    return begin


def test_the_first_event_says_where_the_feed_stands(cast: Cast, listen: Listen):
    ana, _ = cast.couple
    stream = listen(ana)
    assert stream.next() == event(cursor_of(ana))
    assert stream.response.status_code == 200
    assert stream.response.mimetype == "text/event-stream"
    assert stream.response.headers["Cache-Control"] == "no-store"
    assert stream.response.headers["X-Accel-Buffering"] == "no"


def test_whoever_has_seen_it_all_is_not_woken(cast: Cast, listen: Listen):
    ana, _ = cast.couple
    assert listen(ana, cursor_of(ana)).next() == QUIET


def test_whoever_missed_something_is_told_at_once(cast: Cast, listen: Listen):
    ana, ben = cast.couple
    last = cursor_of(ben)
    sent(ana, check_in(ana))
    assert listen(ben, last).next() == event(cursor_of(ben))
    assert listen(ben, "of another server").next() == event(cursor_of(ben))


def test_both_hear_of_what_is_shared_each_with_their_own_cursor(cast: Cast, listen: Listen):
    ana, ben = cast.couple
    streams = [(phone, listen(phone, cursor_of(phone))) for phone in (ana, ben, ben)]
    for _, stream in streams:
        stream.next()
    sent(ana, check_in(ana))
    assert [stream.next() for _, stream in streams] == [
        event(cursor_of(phone)) for phone, _ in streams
    ]


@pytest.mark.usefixtures("impatient")
def test_a_phone_that_is_given_a_root_is_told_and_no_other(cast: Cast, listen: Listen):
    ana, ben = cast.couple
    second = cast.unused()
    ben.pair(second)
    path, body = new_epoch_of(ana)
    wraps = {entry["device_id"]: entry["wrap"] for entry in body["wraps"]}
    first = [entry for entry in body["wraps"] if entry["device_id"] != second.device_id]
    streams = [listen(phone, cursor_of(phone)) for phone in (ana, ben, second)]
    assert [stream.next() for stream in streams] == [QUIET, QUIET, QUIET]
    ana.api.call("PUT", path, {**body, "wraps": first})
    assert [stream.next() for stream in streams] == [QUIET, event(cursor_of(ben)), QUIET]
    for told in (event(cursor_of(second)), QUIET):
        given = {"wrap": wraps[second.device_id]}
        ana.api.call("PUT", f"{path}/wraps/{second.device_id}", given)
        assert [stream.next() for stream in streams] == [QUIET, QUIET, told], "once"


@pytest.mark.usefixtures("impatient")
def test_nobody_hears_of_what_is_private_refused_or_repeated(cast: Cast, listen: Listen):
    ana, ben = cast.couple
    shared = check_in(ana)
    sent(ana, shared)
    streams = [listen(phone, cursor_of(phone)) for phone in (ben, cast.stranger)]
    assert [stream.next() for stream in streams] == [QUIET, QUIET]
    sent(ana, check_in(ana, "me"))
    assert sent(ana, shared).status == 200
    assert sent(ana, check_in(ana, record_id=shared.path[-36:], mood=1)).status == 412
    assert [stream.next() for stream in streams] == [QUIET, QUIET]


@pytest.mark.usefixtures("impatient")
def test_nobody_hears_of_what_was_rolled_back(
    cast: Cast, listen: Listen, monkeypatch: pytest.MonkeyPatch
):
    ana, ben = cast.couple
    stream = listen(ben, cursor_of(ben))
    stream.next()
    with suppress(RuntimeError), transaction():
        feed.publish("walks", ana.space("us"), new_id(), {ben.person_id: {}})
        raise RuntimeError
    assert stream.next() == QUIET


def test_signing_out_ends_the_streams_of_this_phone_only(cast: Cast, listen: Listen):
    ana, ben = cast.couple
    second = cast.unused()
    ana.pair(second)
    mine, other = listen(ana), listen(second)
    for stream in (mine, other):
        stream.next()
    ana.api.call("DELETE", "/session")
    assert mine.next() == ""
    sent(ben, check_in(ben))
    assert other.next() == event(cursor_of(second))


def test_removing_a_phone_ends_its_streams(cast: Cast, listen: Listen):
    ana, _ = cast.couple
    second = cast.unused()
    ana.pair(second)
    stream = listen(second)
    stream.next()
    ana.api.call("DELETE", f"/devices/{second.device_id}")
    assert stream.next() == ""


def test_a_phone_that_is_removed_while_it_connects_hears_nothing(
    cast: Cast, listen: Listen, monkeypatch: pytest.MonkeyPatch
):
    ana, _ = cast.couple
    second = cast.unused()
    ana.pair(second)
    subscribe = live.subscribe

    def too_late(person_id: str, device_id: str, couple_id: str | None) -> live.Subscription:
        ana.api.call("DELETE", f"/devices/{device_id}")
        return subscribe(person_id, device_id, couple_id)

    monkeypatch.setattr(live, "subscribe", too_late)
    assert listen(second).next() == ""


def test_leaving_ends_the_streams_of_both(cast: Cast, listen: Listen):
    ana, ben = cast.couple
    streams = [listen(ana), listen(ben)]
    for stream in streams:
        stream.next()
    ana.leave()
    assert [stream.next() for stream in streams] == [event(cursor_of(ana)), ""]
    assert [stream.next() for stream in streams] == ["", ""]


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("by_words", [False, True])
def test_leaving_wakes_the_person_s_other_phones_and_never_the_partner(
    cast: Cast, listen: Listen, by_words: bool
):
    ana, ben = cast.couple
    second = cast.unused()
    if by_words:
        phrase = unused_phrase()
        ana.leave_way_back(phrase)
        second.recover(phrase, "")
    else:
        ana.pair(second)
    own, partners = (listen(phone, cursor_of(phone)) for phone in (ana, ben))
    assert [own.next(), partners.next()] == [QUIET, QUIET]
    second.leave()
    assert [own.next(), own.next()] == [event(cursor_of(ana)), ""]
    assert partners.next() == ""
    assert listen(ben, cursor_of(ben)).next() == QUIET


def test_of_too_many_streams_of_a_phone_the_oldest_gives_way_and_is_told(
    cast: Cast, listen: Listen
):
    ana, ben = cast.couple
    second = cast.unused()
    ana.pair(second)
    first, *others = [listen(ana) for _ in range(live.STREAMS_PER_PHONE)]
    elsewhere = [listen(ben), listen(second)]
    for stream in (first, *others, *elsewhere):
        stream.next()
    newest = listen(ana, cursor_of(ana))
    assert newest.next() == QUIET
    assert [first.next(), first.next()] == ["event: replaced\ndata: {}\n\n", ""]
    sent(ana, check_in(ana))
    for stream in (*others, newest):
        assert stream.next() == event(cursor_of(ana))
    assert [stream.next() for stream in elsewhere] == [
        event(cursor_of(ben)),
        event(cursor_of(second)),
    ]


def test_a_stream_that_is_refused_holds_no_connection(
    cast: Cast, listen: Listen, monkeypatch: pytest.MonkeyPatch
):
    ana = cast.ana
    database.close()
    monkeypatch.setattr(access, "is_still_in", lambda _caller: False)
    assert listen(ana).next() == ""
    assert database.is_closed()


def test_an_app_that_goes_away_is_forgotten(cast: Cast, listen: Listen):
    ana, _ = cast.couple
    streams = [listen(ana), listen(ana)]
    for stream in streams:
        stream.next()
        stream.close()
    assert ana.person_id not in live._open  # pyright: ignore[reportPrivateUsage] - nobody else sees it


def test_a_handover_that_moves_on_wakes_the_other_phone(cast: Cast, listen: Listen):
    ana, ben = cast.ana, cast.started()
    stream = listen(ana)
    stream.next()
    ben.take(ana.offer())
    assert stream.next() == event(cursor_of(ana))


def test_what_was_revealed_wakes_the_phone_that_took_the_code(cast: Cast, listen: Listen):
    ana, ben = cast.ana, cast.started()
    both = taken(offered(ana), ben)
    stream = listen(ben)
    stream.next()
    revealed(both, ana)
    assert stream.next() == event(cursor_of(ben))


def test_a_handover_that_is_ended_wakes_the_other_phone(cast: Cast, listen: Listen):
    ana, ben = cast.ana, cast.started()
    both = taken(offered(ana), ben)
    stream = listen(ana)
    stream.next()
    ben.api.call("DELETE", both.path)
    assert stream.next() == event(cursor_of(ana))


@pytest.mark.usefixtures("impatient")
def test_own_phones_and_nobody_else_hear_of_one_that_came_by_the_phrase(cast: Cast, listen: Listen):
    ana, ben = cast.couple
    phrase = unused_phrase()
    ana.leave_way_back(phrase)
    own, partners = (listen(phone, cursor_of(phone)) for phone in (ana, ben))
    assert [own.next(), partners.next()] == [QUIET, QUIET]
    cast.unused().recover(phrase, "")
    assert own.next() == event(cursor_of(ana))
    assert partners.next() == QUIET


@pytest.mark.usefixtures("impatient")
def test_own_phones_and_nobody_else_hear_of_new_words(cast: Cast, listen: Listen):
    ana, ben = cast.couple
    streams = {phone: listen(phone, cursor_of(phone)) for phone in (ana, ben)}
    assert [stream.next() for stream in streams.values()] == [QUIET, QUIET]
    ana.leave_way_back(unused_phrase())
    assert streams[ana].next() == event(cursor_of(ana))
    assert streams[ben].next() == QUIET


def test_strangers_hear_nothing(app: Flask):
    assert app.test_client().get("/api/v1/stream").status_code == 401
