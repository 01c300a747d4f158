"""When a stream ends, and who gets none."""

import pytest
from flask import Flask

from api.kernel import live
from api.kernel.db import database
from api.kernel.identity import access
from tests.kernel.asking import check_in, sent
from tests.kernel.streams.stream import QUIET, Listen, cursor_of, event
from tests.people import Cast
from tests.phrases import unused_phrase


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


def test_strangers_hear_nothing(app: Flask):
    assert app.test_client().get("/api/v1/stream").status_code == 401
