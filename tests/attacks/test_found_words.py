"""Somebody who found the twelve words tries every operation: none may harm or be irreversible.

The spec says for each operation what such a phone, a newcomer, may do (`x-newcomer`), and
docs/threat-model.md says the same.
"""

import json
import re
from operator import attrgetter
from pathlib import Path

import pytest
from flask import Flask

from api.client.phone import Audience, Phone
from api.kernel import clock as server_clock
from api.kernel import quotas, retention
from api.kernel.identity import devices
from api.kernel.identity.newcomers import DURATION, NewcomerWrite
from api.kernel.ids import new_id
from tests.attacks.older import Older
from tests.contract.operations import Operation, operations
from tests.contract.real import Real
from tests.kernel.asking import check_in, refused, sent, told
from tests.kernel.everything import nothing_changes
from tests.kernel.meeting import offer_of, offered
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.phrases import unused_phrase
from tests.practices.asks.asking import ask, say, withdraw
from tests.practices.pauses.asking import end, pause
from tests.practices.rituals.planning import sealed_ritual
from tests.proven import document
from tests.push_service import PushService

EVERY = list(operations(document()))
RULES = {
    found["operationId"]: found.get("x-newcomer")
    for item in document()["paths"].values()
    for found in item.values()
    if "operationId" in found
}
MODEL = Path(__file__).parents[2] / "docs" / "threat-model.md"


OF_ITS_OWN_KEYS = "offer_handover"
"""Its body names the phone that sends it; see `test_it_goes_on_with_codes_of_its_own_and_leaves_those_of_others`."""


AUDIENCES: tuple[Audience, ...] = ("me", "us")


def ruled(rule: str) -> list[Operation]:
    return [operation for operation in EVERY if RULES[operation.name] == rule]


@pytest.fixture
def thief(cast: Cast) -> Phone:
    return cast.thief


@pytest.fixture
def older(cast: Cast, thief: Phone, service: PushService) -> Older:
    return Older(cast, service)


def code_of(app: Flask, phone: Phone, operation: Operation, real: Real) -> str:
    """The code with which this phone's copy of another phone's request is refused; "" if it is accepted."""
    answer = app.test_client(use_cookies=False).open(
        f"/api/v1{real.path}",
        method=operation.method,
        json=real.body,
        headers={"Authorization": f"Bearer {phone.api.token}"},
    )
    return json.loads(answer.data)["type"] if answer.status_code >= 400 else ""


def test_every_operation_says_what_a_newcomer_may_do():
    assert set(RULES.values()) == {"may", "own", "never"}


def test_the_threat_model_says_the_same():
    rows = re.findall(r"^\| (may|own|never) \| (.+?) \|", MODEL.read_text(), re.MULTILINE)
    written = {(name, rule) for rule, names in rows for name in re.findall(r"`(\w+)`", names)}
    changing = {operation.name for operation in EVERY if operation.method != "GET"}
    assert written == {(name, rule) for name, rule in RULES.items() if name in changing}


HARMS = [one for one in ruled("never") + ruled("own") if one.name != OF_ITS_OWN_KEYS]


@pytest.mark.parametrize("operation", HARMS, ids=attrgetter("name"))
def test_what_harms_is_refused(operation: Operation, app: Flask, older: Older, thief: Phone):
    real = older.of(operation.name)
    with nothing_changes():
        assert code_of(app, thief, operation, real) == "too_soon"


@pytest.mark.parametrize("operation", ruled("never"), ids=attrgetter("name"))
def test_and_to_a_phone_that_it_let_in(
    operation: Operation, app: Flask, older: Older, thief: Phone, cast: Cast
):
    accomplice = cast.unused()
    thief.pair(accomplice)
    real = older.of(operation.name)
    with nothing_changes():
        assert code_of(app, accomplice, operation, real) == "too_soon"


@pytest.mark.parametrize("operation", ruled("never") + ruled("own"), ids=attrgetter("name"))
def test_after_three_days_it_is_a_phone_like_any_other(
    operation: Operation, app: Flask, older: Older, thief: Phone, clock: MovingClock
):
    clock.forward(milliseconds=DURATION + server_clock.HOUR)
    assert code_of(app, thief, operation, older.of(operation.name)) != "too_soon"


@pytest.mark.parametrize("operation", ruled("may"), ids=attrgetter("name"))
def test_what_does_not_harm_is_never_too_soon(
    operation: Operation, app: Flask, older: Older, thief: Phone
):
    assert code_of(app, thief, operation, older.of(operation.name)) != "too_soon"


def test_it_changes_and_deletes_what_it_wrote_itself(thief: Phone):
    one = new_id()
    assert told(sent(thief, check_in(thief, "us", one))) == ""
    assert told(sent(thief, check_in(thief, "us", one, edit=2, mood=5))) == ""
    assert thief.api.request("DELETE", f"/check-ins/{one}").status == 204
    begun = pause(thief)
    assert thief.api.request("DELETE", f"/pauses/{begun['id']}").status == 204
    ritual = sealed_ritual(thief)
    assert told(sent(thief, ritual)) == ""
    thief.api.call("PUT", f"{ritual.path}/end", {"space_id": thief.space("us")})


def test_it_takes_back_any_yes_and_ends_any_pause(older: Older, thief: Phone):
    asked = ask(older.ben)
    said = say(older.ana, asked["id"], "yes")
    withdraw(thief, said["id"])
    end(thief, pause(older.ana)["id"])


def test_it_goes_on_with_codes_of_its_own_and_leaves_those_of_others(
    cast: Cast, older: Older, thief: Phone
):
    theirs = older.withdraw_handover()
    accomplice = cast.unused()
    thief.pair(accomplice)
    assert older.ana.api.call("GET", theirs.path)["state"] == "offered"
    mine = offered(thief, "device")
    assert thief.api.request("DELETE", mine.path).status == 204
    for purpose in ("seat", "pair"):
        handover, body = offer_of(thief, purpose)
        refused(thief, "too_soon", "PUT", handover.path, body)


def test_what_it_wrote_is_kept_for_three_days_and_of_other_phones_nothing(
    older: Older, thief: Phone, clock: MovingClock
):
    sent(older.ana, check_in(older.ana))
    sent(thief, check_in(thief))
    assert [row.device_id for row in NewcomerWrite.select()] == [thief.device_id]
    clock.forward(milliseconds=DURATION + server_clock.HOUR)
    while retention.sweep():
        pass
    assert NewcomerWrite.select().count() == 0


def test_a_record_deleted_by_an_older_phone_stays_deleted(older: Older, thief: Phone):
    request = check_in(thief)
    sent(thief, request)
    older.ana.api.call("DELETE", request.path)
    assert told(sent(thief, request)) == "gone"


def test_whoever_fills_all_places_keeps_nobody_with_the_words_out(cast: Cast):
    """The thief signed in first, and many times; the owner has lost every phone and must still be able to leave."""
    ana, ben = cast.couple
    phrase = unused_phrase()
    ana.leave_way_back(phrase)
    filling = [cast.unused() for _ in range(devices.PHONES + devices.BY_PHRASE)]
    for phone in filling:
        phone.recover(phrase)
    owner = cast.unused()
    owner.recover(phrase)
    refused(filling[-1], "sign_in", "GET", "/devices")
    assert len(owner.api.call("GET", "/devices")["devices"]) == devices.PHONES + devices.BY_PHRASE
    owner.leave()
    ben.refresh()
    assert ben.couple_id is None


def test_it_and_what_it_lets_in_know_until_when(older: Older, thief: Phone, cast: Cast):
    accomplice = cast.unused()
    thief.pair(accomplice)
    until = thief.session()["newcomer_until"]
    assert until is not None
    assert accomplice.session()["newcomer_until"] == until
    for phone in (older.ana, older.ben):
        assert phone.session()["newcomer_until"] is None


def test_it_is_asked_for_no_root_that_the_words_must_open(older: Older, thief: Phone):
    older.ana.start_epoch(older.ana.person_id)
    assert thief.api.call("GET", "/keys")["recovery"]["lacking"] == []


def test_a_flood_of_records_leaves_their_owner_room_to_write(
    thief: Phone, older: Older, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(quotas, "DAY_WRITES", 6)
    for audience in AUDIENCES:
        requests = [check_in(thief, audience) for _ in range(4)]
        codes = [told(sent(thief, request)) for request in requests]
        assert codes == ["", "", "", "full_today"]
        assert told(sent(older.ana, check_in(older.ana, audience))) == ""
