"""Offers that were ended after they let somebody in: nobody can tell them from those that let nobody in."""

from collections.abc import Callable

import pytest
from flask import Flask

from api.client.pairing import Handover
from api.client.phone import Phone
from api.client.transport import JsonObject
from api.kernel import clock as server_clock
from api.kernel.identity import handovers
from api.kernel.identity.models import Handover as HandoverRow
from tests.kernel.meeting import offer_of, offered, revealed, taken, taking_of
from tests.kernel.signing_up import come, sign_up_by
from tests.moving_clock import MovingClock
from tests.people import Cast


def withdrawn(both: Handover, ana: Phone, _ben: Phone, _clock: MovingClock) -> None:
    ana.api.call("DELETE", both.path)


def withdrawn_once_taken(both: Handover, ana: Phone, ben: Phone, _clock: MovingClock) -> None:
    taken(both, ben)
    ana.api.call("DELETE", both.path)


def refused_by_who_took_it(both: Handover, ana: Phone, ben: Phone, _clock: MovingClock) -> None:
    revealed(taken(both, ben), ana)
    ben.api.call("DELETE", both.path)


def replaced_in_time(_both: Handover, ana: Phone, _ben: Phone, _clock: MovingClock) -> None:
    ana.offer()


def replaced_once_expired(_both: Handover, ana: Phone, _ben: Phone, clock: MovingClock) -> None:
    clock.forward(milliseconds=handovers.LIFETIME)
    ana.offer()


@pytest.mark.parametrize(
    "end",
    [
        withdrawn,
        withdrawn_once_taken,
        refused_by_who_took_it,
        replaced_in_time,
        replaced_once_expired,
    ],
)
def test_nobody_can_tell_whether_an_offer_that_was_ended_let_somebody_in(
    app: Flask,
    cast: Cast,
    clock: MovingClock,
    end: Callable[[Handover, Phone, Phone, MovingClock], None],
):
    ana, ben = cast.ana, cast.started()
    sign_up_by(app, "invitation")
    handover, body = offer_of(ana)
    told: list[list[tuple[int, JsonObject]]] = []
    for let_in in (0, 1):
        assert ana.api.request("PUT", handover.path, body).status == 201
        for _ in range(let_in):
            assert come(cast, partner_code=handover.code) == ""
        end(handover, ana, ben, clock)
        told.append(probed(cast, handover, ana, ben))
    assert told[0] == told[1]


def probed(cast: Cast, handover: Handover, ana: Phone, ben: Phone) -> list[tuple[int, JsonObject]]:
    """The answers to whatever somebody can ask about an offer whose code they have."""
    path, stranger = handover.path, cast.unused()
    _, taking = taking_of(handover, ben)
    _, other = offer_of(ben)
    asked: list[tuple[Phone, str, str, JsonObject | None]] = [
        *((phone, "GET", path, None) for phone in (ana, ben, stranger)),
        *((phone, "DELETE", path, None) for phone in (ana, ben)),
        (ben, "PUT", f"{path}/taking", taking),
        (ana, "PUT", f"{path}/reveal", {"reveal": {"nonce": "A" * 22, "mac": "A" * 43}}),
        (ben, "PUT", f"{path}/confirmation", {}),
        (ben, "PUT", path, other),
        (ben, "DELETE", path, None),
    ]
    answers = [phone.api.request(method, way, sent) for phone, method, way, sent in asked]
    return [(answer.status, untimed(answer.json)) for answer in answers]


def untimed(told: JsonObject | None) -> JsonObject:
    """An answer without what depends on the time of the request, or on a random nonce."""
    return {
        name: value
        for name, value in (told or {}).items()
        if name not in ("expires_at", "offer", "invitation")
    }


def test_of_a_closed_offer_only_a_count_is_left(app: Flask, cast: Cast):
    ana, ben = cast.ana, cast.started()
    sign_up_by(app, "invitation")
    handover = offered(ana)
    assert come(cast, partner_code=handover.code) == ""
    taken(handover, ben)
    ana.api.call("DELETE", handover.path)
    (left,) = HandoverRow.select()
    assert left.id != handover.keys.id
    kept = {"purpose": "pair", "person_id": ana.person_id, "device_id": ana.device_id}
    kept |= {"offer": "{}", "offer_digest": "", "let_in": 1}
    told = {name: value for name, value in left.__data__.items() if value is not None}
    assert told == {**kept, "id": left.id, "expires": left.expires}
    assert left.expires <= server_clock.now()
