"""Somebody who knew the id of a person or phone cannot find out by trying whether it is still in use."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from api.client import pairing
from api.client.phone import Phone
from api.kernel.identity.models import SpentId
from api.kernel.ids import new_id
from tests.kernel.asking import changed
from tests.kernel.caught import start_of
from tests.kernel.meeting import met, offered, taking_of
from tests.people import Cast

Told = list[tuple[int, Any]]
Act = Callable[[Phone, Phone], object]


def erase(phone: Phone, _second: Phone) -> None:
    phone.api.call("DELETE", f"/people/{phone.person_id}")


def remove_second(phone: Phone, second: Phone) -> None:
    phone.api.call("DELETE", f"/devices/{second.device_id}")


def sign_out(_phone: Phone, second: Phone) -> None:
    second.api.call("DELETE", "/session")


@pytest.mark.parametrize("act", [erase, remove_second, sign_out])
def test_ids_in_use_and_ids_that_are_gone_are_refused_alike(cast: Cast, act: Act):
    ana, second = cast.ana, cast.unused()
    ana.pair(second)
    ids = (ana.person_id, ana.device_id, second.device_id)
    before = list(tried(cast, *ids))
    assert {status for status, _ in before} == {409}
    act(ana, second)
    assert list(tried(cast, *ids)) == before


def test_of_what_is_gone_nothing_is_left_but_hashes(cast: Cast):
    ana, second = cast.ana, cast.unused()
    ana.pair(second)
    ids = (ana.person_id, ana.device_id, second.device_id)
    erase(ana, second)
    kept = [row.hash for row in SpentId.select()]
    sessions = 2  # so that each phone learns that its account was deleted
    assert len(kept) == len(ids) + sessions
    assert all(len(each) == 64 for each in kept)
    assert not [one for one in ids if one in kept]


def test_an_id_that_nobody_had_is_free(cast: Cast):
    answers = [
        start_as(cast, person_id=new_id()),
        start_as(cast, device_id=new_id()),
        take_as(cast, new_id()),
    ]
    assert [status for status, _ in answers] == [201, 201, 200]


def tried(cast: Cast, person_id: str, *device_ids: str) -> Iterator[tuple[int, Any]]:
    """The answers to a stranger who starts as this person or with these phones, in every way there is."""
    yield start_as(cast, person_id=person_id)
    yield pair_as(cast, person_id)
    for device_id in device_ids:
        yield start_as(cast, device_id=device_id)
        yield take_as(cast, device_id)


def start_as(cast: Cast, *, person_id: str = "", device_id: str = "") -> tuple[int, Any]:
    phone, path, body = start_of(cast)
    if device_id:
        body = changed(body, "device.id", device_id)
        body = changed(body, "epoch.wrap.by_device", device_id)
    answer = phone.api.request("PUT", f"/people/{person_id}" if person_id else path, body)
    return shown(answer.status, answer.json)


def take_as(cast: Cast, device_id: str) -> tuple[int, Any]:
    """As a further phone of one's own."""
    owner, phone = cast.started(), cast.unused()
    handover = offered(owner, "device")
    body = changed(taking_of(handover, phone)[1], "taking.device_id", device_id)
    answer = phone.api.request("PUT", f"{handover.path}/taking", body)
    return shown(answer.status, answer.json)


def pair_as(cast: Cast, couple_id: str) -> tuple[int, Any]:
    """As a couple whose space would have this person's id."""
    ana, ben = cast.started(), cast.started()
    both = met(ana, ben)
    body = {**pairing.confirmation(both, ana.ring), "couple_id": couple_id}
    ana.api.call("PUT", f"{both.path}/confirmation", body)
    answer = ben.api.request("PUT", f"{both.path}/confirmation", {})
    return shown(answer.status, answer.json)


def shown(status: int, told: Any) -> tuple[int, Any]:
    """The status alone if the request is accepted: its body has a session."""
    return status, told if status >= 400 else None
