"""Somebody found the twelve words on paper and guesses the extra one; docs/decisions/0009 has the numbers."""

import dataclasses
from collections import Counter
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.app import create_app
from api.client import recovery
from api.client.encoding import to_base64url
from api.client.phone import Phone
from api.client.phrase import PhraseKeys, new_phrase, phrase_keys
from api.client.phrase_1 import phrase_keys_1
from api.client.transport import ApiProblem
from api.config import Settings
from api.kernel import clock as server_clock
from api.kernel import retention
from api.kernel.identity import turns
from api.kernel.identity.models import Line, Recovery, Turn
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.phrases import unused_phrase
from tests.proven import ProvenClient

PAPER = new_phrase()
EXTRA = "Quitte"
HOME = "198.51.100.7"
"""The owner's address; all others are the guesser's."""


class Guesser:
    """An attacker with the paper. Each guess has the right lookup and its own proof."""

    def __init__(self, app: Flask) -> None:
        self._client = app.test_client(use_cookies=False)
        self.told: Counter[int] = Counter()
        self._lookup = phrase_keys(PAPER, EXTRA).lookup
        self._made = 0

    def guess(self, address: str, *, wrong_lookup: bool = False) -> TestResponse:
        self._made += 1
        name = self._made if wrong_lookup else 0
        lookup = to_base64url(name.to_bytes(16)) if wrong_lookup else self._lookup
        answer = opening(self._client, address, 2, lookup, to_base64url(self._made.to_bytes(32)))
        self.told[answer.status_code] += 1
        return answer


@pytest.fixture
def guesser(app: Flask, owner: Phone) -> Guesser:
    assert owner
    return Guesser(app)


@pytest.fixture
def owner(cast: Cast) -> Phone:
    """ana, who has lost every phone and knows both the words and the extra word."""
    cast.ana.leave_way_back(PAPER, EXTRA)
    Line.delete().execute()
    Turn.delete().execute()
    return cast.ana


def opening(
    client: FlaskClient, address: str, version: int, lookup: str, proof: str
) -> TestResponse:
    path = f"/api/v1/recoveries/{lookup}/opening"
    body = {"version": version, "proof": proof}
    return client.put(path, json=body, environ_base={"REMOTE_ADDR": address})


def owner_opens(app: Flask, derived: PhraseKeys | None = None) -> TestResponse:
    derived = derived or phrase_keys(PAPER, EXTRA)
    client = app.test_client(use_cookies=False)
    return opening(client, HOME, derived.version, derived.lookup, derived.proof)


def networks(count: int) -> Iterator[str]:
    for number in range(count):
        yield f"2001:db8:{number:x}::1"


def test_one_address_gets_a_dozen_guesses_in_a_day_and_the_owner_gets_in(
    app: Flask, guesser: Guesser, clock: MovingClock
):
    for _ in range(24 * 2):
        for number in range(4):
            guesser.guess(f"203.0.113.{number}")
        clock.forward(milliseconds=30 * server_clock.MINUTE)
    assert 5 <= guesser.told[404] <= 12
    assert owner_opens(app).status_code == 200


def test_a_day_of_many_addresses_is_as_long_as_their_line(
    app: Flask, guesser: Guesser, clock: MovingClock
):
    for _ in range(8):
        for address in networks(50):
            guesser.guess(address)
        clock.forward(milliseconds=server_clock.HOUR)
    assert guesser.told[404] <= 2 * turns.FREE + 8 * 6


def test_the_owner_has_a_place_in_the_line_that_nobody_takes(
    app: Flask, guesser: Guesser, clock: MovingClock
):
    for address in networks(50):
        guesser.guess(address)
    first = owner_opens(app)
    assert first.status_code == 429
    wait = int(first.headers["Retry-After"])
    assert wait <= 51 * turns.APART / server_clock.SECOND
    for address in networks(80):
        guesser.guess(address)
    again = int(owner_opens(app).headers["Retry-After"])
    assert again <= wait
    clock.forward(milliseconds=again * server_clock.SECOND)
    assert owner_opens(app).status_code == 200


def test_a_right_guess_and_a_wrong_one_are_alike_while_one_has_to_wait(
    app: Flask, guesser: Guesser
):
    waiting = [guesser.guess(HOME) for _ in range(5)][-1]
    right = owner_opens(app)
    assert (waiting.status_code, right.status_code) == (429, 429)
    assert waiting.text == right.text
    assert waiting.headers["Retry-After"] == right.headers["Retry-After"]


def test_words_that_are_nobodys_are_answered_and_counted_like_others(
    app: Flask, owner: Phone, clock: MovingClock
):
    assert owner
    nobodys, client = phrase_keys(unused_phrase()), app.test_client(use_cookies=False)
    known, proof = phrase_keys(PAPER, EXTRA), to_base64url(bytes(32))
    for address in ("203.0.113.1", *networks(22)):
        for _ in range(4):
            one, other = (
                opening(client, address, 2, keys.lookup, proof) for keys in (known, nobodys)
            )
            assert (one.status_code, one.text) == (other.status_code, other.text)
            if one.status_code == 429:
                waits = [int(answer.headers["Retry-After"]) for answer in (one, other)]
                assert abs(waits[0] - waits[1]) <= 2


def test_joining_and_making_words_are_no_other_ways_to_guess(
    app: Flask, guesser: Guesser, cast: Cast
):
    """A guess by `recover`, and one made by saving it as one's own words, count like one by opening."""
    assert guesser
    stranger, right = cast.stranger, phrase_keys(PAPER, EXTRA)
    for guess in ("apfel", "birne", "kirsche"):
        stranger.leave_way_back(PAPER, guess)
    with pytest.raises(ApiProblem, match="slow_down"):
        stranger.leave_way_back(PAPER, EXTRA)
    joining = f"/recoveries/{right.lookup}/devices/{stranger.device_id}"
    with pytest.raises(ApiProblem, match="slow_down"):
        stranger.api.call("PUT", joining, recovery.joining(stranger.ring, right))


def test_after_a_quiet_time_all_is_as_before(app: Flask, guesser: Guesser, clock: MovingClock):
    for address in networks(60):
        guesser.guess(address)
    guesser.guess(HOME)
    assert guesser.told[429]
    clock.forward(milliseconds=2 * server_clock.DAY)
    assert owner_opens(app).status_code == 200
    while retention.sweep():
        pass
    assert (Line.select().count(), Turn.select().count()) == (0, 0)


def test_words_of_version_1_are_guarded_by_one_line_for_all(
    app: Flask, owner: Phone, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
):
    """Each guess has another lookup, so that only all of them together can be counted."""
    monkeypatch.setattr(turns, "OLD_FREE", 20)
    derived = old_words(owner)
    client, told = app.test_client(use_cookies=False), Counter[int]()
    for hour in range(3):
        for number, address in enumerate(networks(100)):
            guess = to_base64url((hour * 100 + number).to_bytes(32))
            told[opening(client, address, 1, guess[:22], guess).status_code] += 1
        clock.forward(milliseconds=server_clock.HOUR)
    assert told[404] <= 2 * 20 + 3 * 60
    waiting = owner_opens(app, derived)
    assert waiting.status_code == 429
    clock.forward(milliseconds=int(waiting.headers["Retry-After"]) * server_clock.SECOND)
    assert owner_opens(app, derived).status_code == 200


def test_words_of_version_1_open_until_there_are_new_ones_and_never_again(cast: Cast, owner: Phone):
    derived = old_words(owner)
    assert owner.api.call("GET", "/keys")["recovery"]["version"] == 1
    back = cast.unused()
    back.recover(PAPER, " QUITTE\u200b")
    assert back.person_id == owner.person_id
    owner.leave_way_back(unused_phrase(), EXTRA)
    assert owner.api.call("GET", "/keys")["recovery"]["version"] == 2
    with pytest.raises(ApiProblem, match="not_found"):
        recovery.opened(cast.unused().api, derived)


def test_nobody_goes_back_to_version_1(cast: Cast, owner: Phone):
    body = recovery.leaving_under(owner.ring, phrase_keys_1(PAPER, EXTRA))
    for old in (body, {name: body[name] for name in body if name != "version"}):
        with pytest.raises(ApiProblem, match="update_needed"):
            owner.api.call("PUT", f"/people/{owner.person_id}/recovery", old)
    new = phrase_keys(PAPER, EXTRA)
    with pytest.raises(ApiProblem, match="not_found"):
        recovery.opened(cast.unused().api, dataclasses.replace(new, version=1))


def test_random_words_fill_no_table(app: Flask, guesser: Guesser, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(turns, "TURNS", 200)
    monkeypatch.setattr(turns, "LINES", 64)
    for address in networks(500):
        guesser.guess(address, wrong_lookup=True)
    assert Turn.select().count() <= 200
    assert Line.select().count() <= 64


def test_any_words_are_tried_so_often_from_one_home_in_an_hour(settings: Settings):
    small = create_app(dataclasses.replace(settings, openings_per_hour=20))
    small.test_client_class = ProvenClient
    with small.app_context():
        cast = Cast(small)
        cast.ana.leave_way_back(PAPER, EXTRA)
        guesser = Guesser(small)
        for number in range(60):
            guesser.guess(f"2001:db8:1:2::{number:x}", wrong_lookup=True)
        assert guesser.told == {404: 20, 429: 40}
        assert guesser.guess("2001:db8:1:3::1").status_code == 404
        assert owner_opens(small).status_code == 200


def test_no_table_tells_an_address_or_whose_words_were_tried(app: Flask, guesser: Guesser):
    guesser.guess("203.0.113.77")
    (turn,) = Turn.select()
    assert "203.0.113" not in turn.network
    row = Recovery.get()
    assert not {row.person_id, row.lookup, row.id} & {str(turn.line), turn.network}


def old_words(owner: Phone) -> PhraseKeys:
    """The server's rows of somebody whose words are older than version 2."""
    derived = phrase_keys_1(PAPER, EXTRA)
    body = recovery.leaving_under(owner.ring, derived)
    path = f"/people/{owner.person_id}/recovery"
    owner.api.call("PUT", path, {**body, "version": 2})
    Recovery.update(version=1).where(Recovery.person_id == owner.person_id).execute()
    Line.delete().execute()
    Turn.delete().execute()
    return derived
