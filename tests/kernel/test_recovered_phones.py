"""A phone that signed in with the recovery words can lock nobody out, and a removed phone leaves nothing."""

from collections.abc import Callable

import pytest

from api.client import recovery
from api.client.phone import Phone
from api.client.transport import ApiProblem, JsonObject
from api.kernel import clock as server_clock
from api.kernel.identity.models import Device, Session
from tests.kernel.asking import check_in, refused, sent
from tests.kernel.caught import new_epoch_of
from tests.moving_clock import MovingClock
from tests.people import Cast, recovered
from tests.phrases import unused_phrase
from tests.practices.racing import together

pytestmark = pytest.mark.slow

THREE_DAYS = 3 * server_clock.DAY


@pytest.fixture
def phrase(cast: Cast) -> str:
    """The words ana has written down."""
    words = unused_phrase()
    cast.ana.leave_way_back(words)
    return words


def way_back_of(phone: Phone) -> tuple[str, JsonObject]:
    """The request that saves new recovery words, not sent."""
    return f"/people/{phone.person_id}/recovery", recovery.leaving(phone.ring, unused_phrase())


def test_whoever_found_the_phrase_shuts_nobody_out(cast: Cast, phrase: str):
    ana = cast.ana
    thief = recovered(cast, phrase)
    accomplice = cast.unused()
    thief.pair(accomplice)
    for phone in (thief, accomplice):
        refused(phone, "too_soon", "DELETE", f"/devices/{ana.device_id}")
        refused(phone, "too_soon", "PUT", *way_back_of(phone))
        refused(phone, "too_soon", "PUT", *new_epoch_of(phone))
    ana.leave_way_back(unused_phrase())
    for phone in (thief, accomplice):
        ana.remove_phone(phone.device_id)
        refused(phone, "sign_in", "GET", "/devices")
    with pytest.raises(ApiProblem, match="not_found"):
        recovered(cast, phrase)


def test_after_three_days_an_own_lost_phone_can_be_ended(
    cast: Cast, phrase: str, clock: MovingClock
):
    ana = cast.ana
    back = recovered(cast, phrase)
    clock.forward(milliseconds=THREE_DAYS - server_clock.HOUR)
    refused(back, "too_soon", "DELETE", f"/devices/{ana.device_id}")
    clock.forward(milliseconds=2 * server_clock.HOUR)
    back.remove_phone(ana.device_id)
    refused(ana, "sign_in", "GET", "/devices")
    assert sent(back, check_in(back, "me")).status == 201


def test_a_phone_that_came_back_may_end_itself_and_what_came_after_it(cast: Cast, phrase: str):
    first, second = recovered(cast, phrase), recovered(cast, phrase)
    assert first.api.request("DELETE", f"/devices/{second.device_id}").status == 204
    assert first.api.request("DELETE", "/session").status == 204


def test_a_phone_that_is_ended_while_it_asks_is_out(
    cast: Cast, clock: MovingClock, twin: Callable[[Phone], Phone]
):
    """Its session is due to be renewed, and the renewal must not outlive it."""
    for _ in range(4):
        ana, second = cast.started(), cast.unused()
        ana.pair(second)
        clock.forward(milliseconds=201 * server_clock.DAY)
        same = twin(second)
        together(
            lambda ana=ana, second=second: ana.api.request(
                "DELETE", f"/devices/{second.device_id}"
            ),
            lambda second=second: second.api.request("GET", "/session"),
            lambda same=same: same.api.request("GET", "/devices"),
        )
        refused(second, "sign_in", "GET", "/devices")
        assert not Session.select().where(Session.device_id == second.device_id).exists()


def test_a_phone_that_is_ended_while_it_starts_a_root_leaves_none_of_its_own_in_force(
    cast: Cast, twin: Callable[[Phone], Phone]
):
    for _ in range(4):
        ana, second = cast.started(), cast.unused()
        ana.pair(second)
        path, body = new_epoch_of(second)
        together(
            lambda ana=ana, second=second: ana.remove_phone(second.device_id),
            lambda second=second, path=path, body=body: second.api.request("PUT", path, body),
        )
        ana.refresh()
        if ana.ring.in_force(ana.person_id).epoch_id == path.rpartition("/")[2]:
            raise AssertionError("what is written next opens with a root of the phone that is gone")
        assert not Device.select().where(Device.id == second.device_id).exists()
