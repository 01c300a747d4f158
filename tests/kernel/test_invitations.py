"""The name of whoever invites: sealed under the code, readable before there is an account, gone once the code is
taken.
"""

from typing import Any

import orjson
import pytest

from api.client.errors import RefusedError
from api.client.pairing import offering
from api.kernel import clock as server_clock
from api.kernel.db import transaction
from api.kernel.identity.models import Handover
from tests.kernel.asking import changed, invalid, refused
from tests.kernel.everything import everything, nothing_changes
from tests.kernel.meeting import offer_of, taken
from tests.moving_clock import MovingClock
from tests.people import Cast

NAME = "Ana with 17 canaries"


def test_whoever_has_the_code_reads_who_invites_without_an_account(cast: Cast):
    code = cast.ana.offer(name=NAME)
    for phone in (cast.unused(), cast.stranger):
        with nothing_changes():
            assert phone.inviting_name(code) == NAME


def test_the_server_cannot_read_it(cast: Cast):
    ana = cast.ana
    code = ana.offer(name=NAME)
    kept = repr(everything())
    assert NAME not in kept
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_a_name_that_was_not_given_looks_the_same_to_the_server(cast: Cast):
    ana = cast.ana
    sizes: set[int] = set()
    for name in (None, "", "A", "x" * 200):
        handover, _ = offer_of(ana)
        answer = ana.api.call("PUT", handover.path, offering(handover, name))
        sizes.add(len(orjson.dumps(answer["invitation"])))
    assert len(sizes) == 1
    assert cast.unused().inviting_name(ana.offer()) is None


def test_it_ends_with_the_offer(cast: Cast, clock: MovingClock):
    ana = cast.ana
    handover, body = offer_of(ana)
    ana.api.call("PUT", handover.path, body)
    clock.forward(milliseconds=server_clock.DAY)
    refused(cast.unused(), "not_found", "GET", handover.path)


def test_it_goes_once_the_code_was_taken(cast: Cast):
    ana, ben = cast.ana, cast.started()
    handover, body = offer_of(ana)
    ana.api.call("PUT", handover.path, body)
    taken(handover, ben)
    assert Handover.get_by_id(handover.keys.id).invitation is None
    for phone in (ana, ben):
        assert phone.api.call("GET", handover.path)["invitation"] is None
    for other in (cast.stranger, cast.unused()):
        refused(other, "not_found", "GET", handover.path)


def test_what_was_changed_on_the_server_is_refused_on_the_phone(cast: Cast):
    ana = cast.ana
    first = ana.offer(name=NAME)
    row = Handover.get(Handover.person_id == ana.person_id)
    other_row = offering(offer_of(cast.stranger)[0], "Cleo")["invitation"]
    sealed: Any = orjson.loads(row.invitation or "")
    for forged in ({**sealed, "ct": "A" * 363}, {**sealed, "iv": "A" * 16}, other_row):
        with transaction():
            Handover.update(invitation=orjson.dumps(forged).decode()).execute()
        with pytest.raises(RefusedError):
            cast.unused().inviting_name(first)


def test_an_app_that_says_nothing_of_who_invites_still_offers(cast: Cast):
    ana = cast.ana
    handover, body = offer_of(ana)
    answer = ana.api.call("PUT", handover.path, changed(body, "invitation", ...))
    assert answer["invitation"] is None


def test_the_same_offer_with_another_invitation_is_refused(cast: Cast):
    ana = cast.ana
    handover, body = offer_of(ana)
    ana.api.call("PUT", handover.path, body)
    other: Any = offering(handover, "Somebody else")
    refused(ana, "id_taken", "PUT", handover.path, other)


def test_a_phone_of_ones_own_is_not_invited(cast: Cast):
    handover, body = offer_of(cast.ana, "device")
    invitation = offer_of(cast.ana)[1]["invitation"]
    invalid(cast.ana, "PUT", handover.path, changed(body, "invitation", invitation), "invitation")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ct", ""),
        ("ct", "A" * 362),
        ("ct", "A" * 704),
        ("ct", "Ä" * 363),
        ("ct", 7),
        ("ct", ...),
        ("iv", "A" * 15),
        ("iv", None),
        ("v", 2),
        ("v", ...),
        ("name", "Ana"),
    ],
)
def test_only_an_invitation_of_its_shape_is_kept(cast: Cast, field: str, value: Any):
    handover, body = offer_of(cast.ana)
    wrong = changed(body, f"invitation.{field}", value)
    invalid(cast.ana, "PUT", handover.path, wrong, "invitation", field)
