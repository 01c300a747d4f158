"""Who may create an account: anybody, whoever has a sign-up code, or nobody but a partner."""

import hashlib
from collections.abc import Callable
from functools import partial

import orjson
import pytest
from flask import Flask

from api.client import pairing
from api.client.codes import parse_code
from api.client.connection import PREFIX
from api.client.encoding import to_base64url
from api.client.phone import Phone
from api.client.sign_up import sign_up_proof
from api.client.transport import ApiProblem, JsonObject
from api.kernel import clock as server_clock
from api.kernel import retention
from api.kernel.identity import handovers, sign_up
from api.kernel.identity.models import Person, SignUpCode
from tests.kernel.asking import changed, refused
from tests.kernel.caught import Catching, start_of
from tests.kernel.everything import everything, nothing_changes
from tests.kernel.meeting import offered, taken
from tests.kernel.signing_up import come, new_code, new_proof, places, sign_up_by
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.phrases import unused_phrase
from tests.practices.racing import together

DAY = server_clock.DAY
NEEDED, UNKNOWN, CLOSED = "sign_up_code_needed", "sign_up_code_unknown", "sign_up_closed"


def test_an_open_server_asks_for_no_code_and_uses_none_up(app: Flask, cast: Cast):
    code, partner_code = new_code(), cast.ana.offer()
    answers = [come(cast), come(cast, sign_up_code=code), come(cast, partner_code=partner_code)]
    assert answers == ["", "", ""]
    assert places() == [2]


@pytest.mark.parametrize("mode", ["open", "invitation", "closed"])
def test_everybody_can_read_who_may_come_and_who_runs_the_server(app: Flask, cast: Cast, mode: str):
    sign_up_by(app, mode)
    told = cast.unused().api.call("GET", "/instance")
    nobody = {"operator_name": None, "operator_contact": None, "privacy_notice": None}
    assert told == {"sign_up": mode, **nobody, "closes_on": None}


def test_by_invitation_nobody_comes_without_a_code(app: Flask, cast: Cast):
    sign_up_by(app, "invitation")
    phone, path, body = start_of(cast)
    refused(phone, NEEDED, "PUT", path, body)
    new_code()
    refused(phone, NEEDED, "PUT", path, body)


def test_a_code_lets_in_two_and_then_reads_like_one_that_never_was(app: Flask, cast: Cast):
    sign_up_by(app, "invitation")
    code = new_code()
    assert [come(cast, sign_up_code=code) for _ in range(2)] == ["", ""]
    phone, path, body = start_of(cast)
    never = changed(body, "sign_up_code", to_base64url(bytes(16)))
    told = refused(phone, UNKNOWN, "PUT", path, never)
    assert come(cast, sign_up_code=code) == told["type"]
    assert SignUpCode.select().count() == 0


def test_a_client_never_sends_the_code_itself(cast: Cast):
    code = cast.ana.offer()
    line = Catching()
    Phone(line).start(sign_up_code=code, partner_code=code)
    assert line.body["sign_up_code"] == sign_up_proof(parse_code(code))
    assert to_base64url(parse_code(code)) not in orjson.dumps(line.body).decode()


def test_a_code_expires_and_is_then_forgotten(app: Flask, cast: Cast, clock: MovingClock):
    sign_up_by(app, "invitation")
    code = new_code(days=14)
    clock.forward(milliseconds=14 * DAY)
    assert come(cast, sign_up_code=code) == UNKNOWN
    assert sign_up.listed() == []
    while retention.sweep():
        pass
    assert SignUpCode.select().count() == 0


def test_the_same_start_again_uses_no_second_place(app: Flask, cast: Cast):
    sign_up_by(app, "invitation")
    phone, path, body = start_of(cast)
    sent = changed(body, "sign_up_code", new_proof())
    assert [phone.api.request("PUT", path, sent).status for _ in range(3)] == [201, 200, 200]
    assert places() == [1]


def test_a_start_that_is_refused_uses_no_place(app: Flask, cast: Cast):
    ana = cast.ana
    sign_up_by(app, "invitation")
    phone, _, body = start_of(cast)
    sent = changed(body, "sign_up_code", new_proof())
    with nothing_changes():
        answer = phone.api.request("PUT", f"/people/{ana.person_id}", sent)
    assert answer.json["type"] == "id_taken"
    assert places() == [2]


def test_without_a_code_nobody_learns_which_ids_exist(app: Flask, cast: Cast):
    ana = cast.ana
    sign_up_by(app, "invitation")
    phone, path, body = start_of(cast)
    for mode, problem in (("invitation", NEEDED), ("closed", CLOSED)):
        sign_up_by(app, mode)
        for way in (path, f"/people/{ana.person_id}"):
            refused(phone, problem, "PUT", way, body)


def test_of_many_at_once_a_code_lets_in_two(app: Flask, cast: Cast):
    sign_up_by(app, "invitation")
    for _ in range(4):
        code = new_code()
        told = together(*[partial(come, cast, sign_up_code=code) for _ in range(5)])
        assert sorted(told) == ["", "", UNKNOWN, UNKNOWN, UNKNOWN]
    assert places() == []


def test_of_one_start_that_is_sent_twice_at_once_one_place_is_used(app: Flask, cast: Cast):
    sign_up_by(app, "invitation")
    for _ in range(4):
        proof = new_proof()
        for left in ([1], []):
            phone, path, body = start_of(cast)
            sent = changed(body, "sign_up_code", proof)
            put = partial(phone.api.request, "PUT", path, sent)
            assert sorted(answer.status for answer in together(put, put)) == [200, 201]
            assert places() == left


@pytest.mark.parametrize("mode", ["invitation", "closed"])
def test_a_partner_needs_no_code(app: Flask, cast: Cast, mode: str):
    ana = cast.ana
    sign_up_by(app, mode)
    partner = cast.unused()
    partner.start(partner_code=ana.offer())
    ana.pair(partner)
    assert ana.couple_id == partner.couple_id is not None


def test_nor_does_a_new_account_that_takes_a_seat(app: Flask, cast: Cast):
    ana, _ = cast.couple
    sign_up_by(app, "closed")
    assert come(cast, partner_code=ana.offer("seat")) == ""


def test_an_offer_lets_in_two(app: Flask, cast: Cast):
    """The answer to the first account may be lost."""
    code = cast.ana.offer()
    sign_up_by(app, "invitation")
    assert [come(cast, partner_code=code) for _ in range(3)] == ["", "", NEEDED]


def ended(ana: Phone, code: str) -> None:
    ana.api.call("DELETE", f"/handovers/{handover_id(code)}")


def replaced(ana: Phone, _code: str) -> None:
    ana.offer()


@pytest.mark.parametrize("end", [ended, replaced])
def test_an_offer_that_was_ended_lets_nobody_in(
    app: Flask, cast: Cast, end: Callable[[Phone, str], None]
):
    for let_in in (0, 1):
        code = cast.ana.offer()
        sign_up_by(app, "invitation")
        for _ in range(let_in):
            assert come(cast, partner_code=code) == ""
        end(cast.ana, code)
        assert come(cast, partner_code=code) == NEEDED
        refused(cast.ana, "not_found", "GET", f"/handovers/{handover_id(code)}")


def test_an_offer_of_another_kind_or_time_lets_nobody_in(
    app: Flask, cast: Cast, clock: MovingClock
):
    ana, ben = cast.ana, cast.started()
    sign_up_by(app, "closed")
    assert come(cast, partner_code=ana.offer("device")) == CLOSED
    handover = offered(ana)
    taken(handover, ben)
    assert come(cast, partner_code=handover.code) == CLOSED
    old = ben.offer()
    clock.forward(milliseconds=handovers.LIFETIME)
    assert come(cast, partner_code=old) == CLOSED


def test_nobody_lets_in_any_number_of_people_by_ever_new_offers(app: Flask, cast: Cast):
    ana = cast.ana
    sign_up_by(app, "invitation")
    for number in range(handovers.MOST):
        code = ana.offer()
        assert come(cast, partner_code=code) == ""
        if number % 2:
            ended(ana, code)
    with pytest.raises(ApiProblem, match="often_today"):
        ana.offer()


def test_who_offers_and_who_follows_see_nothing_of_whom_an_offer_let_in(app: Flask, cast: Cast):
    ana = cast.ana
    code = ana.offer()
    path = f"/handovers/{handover_id(code)}"
    sign_up_by(app, "invitation")
    seen = [ask.api.call("GET", path) for ask in (ana, cast.unused())]
    own = [ana.session()["couple"], ana.api.call("GET", "/devices")]
    assert come(cast, partner_code=code) == ""
    assert [ask.api.call("GET", path) for ask in (ana, cast.unused())] == seen
    assert [ana.session()["couple"], ana.api.call("GET", "/devices")] == own
    assert ana.changes() == []


def test_nothing_is_stored_of_who_used_which_code(app: Flask, cast: Cast):
    sign_up_by(app, "invitation")
    code = new_code()
    before = everything()
    (row,) = SignUpCode.select()
    cast.unused().start(sign_up_code=code)
    new = [
        each for table, rows in everything().items() for each in rows if each not in before[table]
    ]
    naming = [each for each in new if row.hash in map(str, each)]
    assert naming == [(row.hash, 1, row.expires)]


def test_who_reads_the_database_cannot_test_which_code_or_offer_let_somebody_in(
    app: Flask, cast: Cast
):
    sign_up_by(app, "invitation")
    phone, path, body = start_of(cast)
    code = {"sign_up_code": new_proof()}
    offer = {"handover_id": handover_id(cast.ana.offer())}
    phone.api.call("PUT", path, {**body, **code, **offer})
    stored = Person.get_by_id(phone.person_id).start_digest
    tried = {digest_of(path, {**body, **guess}) for guess in (code, offer, {**code, **offer})}
    assert stored == digest_of(path, body)
    assert stored not in tried


def digest_of(path: str, body: JsonObject) -> str:
    """What anybody can compute who knows the request."""
    text = orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(f"PUT {PREFIX}{path}\n".encode() + text).hexdigest()


def test_the_same_start_with_another_code_is_a_repeat(app: Flask, cast: Cast):
    sign_up_by(app, "invitation")
    phone, path, body = start_of(cast)
    first, another = new_proof(), new_proof()
    offer = handover_id(cast.ana.offer())
    repeats = [{"sign_up_code": another}, {"handover_id": offer}, {}]
    assert phone.api.request("PUT", path, {**body, "sign_up_code": first}).status == 201
    told = [phone.api.request("PUT", path, {**body, **repeat}).status for repeat in repeats]
    assert told == [200, 200, 200]
    assert sorted(places()) == [1, 2]


def test_a_closed_server_blocks_no_phone_of_its_people(app: Flask, cast: Cast):
    ana, new, back = cast.ana, cast.unused(), cast.unused()
    phrase = unused_phrase()
    ana.leave_way_back(phrase)
    sign_up_by(app, "closed")
    ana.pair(new)
    back.recover(phrase)
    assert new.person_id == back.person_id == ana.person_id


def handover_id(code: str) -> str:
    return pairing.path_of(code).rpartition("/")[2]
