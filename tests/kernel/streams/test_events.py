"""A stream tells an open app that its feed has moved, and nothing else."""

from contextlib import suppress

import pytest

from api.front import STREAM
from api.kernel import feed
from api.kernel.db import transaction
from api.kernel.ids import new_id
from tests.kernel.asking import check_in, sent
from tests.kernel.caught import new_epoch_of
from tests.kernel.meeting import offered, revealed, taken
from tests.kernel.streams.stream import QUIET, Listen, cursor_of, event
from tests.people import Cast
from tests.phrases import unused_phrase
from tests.proven import document


def test_the_first_event_says_where_the_feed_stands(cast: Cast, listen: Listen):
    ana, _ = cast.couple
    stream = listen(ana)
    assert stream.next() == event(cursor_of(ana))
    assert stream.response.status_code == 200
    assert stream.response.mimetype == "text/event-stream"
    assert stream.response.headers["Cache-Control"] == "no-store"
    assert stream.response.headers["X-Accel-Buffering"] == "no"


def test_the_front_knows_the_one_operation_that_streams():
    paths = document()["paths"]
    streaming = [path for path in paths if "text/event-stream" in str(paths[path])]
    assert streaming == [STREAM]


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
