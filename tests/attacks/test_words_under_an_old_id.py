"""Somebody with a phone of the account saves new words under an id that the owner's phones know, so that none of
them reports new words.
"""

from typing import Any

from api.client.phone import Phone
from api.client.recovery import leaving
from tests.kernel.asking import refused
from tests.kernel.everything import nothing_changes
from tests.people import Cast
from tests.phrases import unused_phrase


def put(phone: Phone, **other: Any) -> dict[str, Any]:
    body = {**leaving(phone.ring, unused_phrase()), **other}
    phone.api.call("PUT", f"/people/{phone.person_id}/recovery", body)
    return body


def in_force(phone: Phone) -> str:
    return phone.api.call("GET", "/keys")["recovery"]["id"]


def test_no_words_bear_the_id_of_earlier_ones(cast: Cast):
    ana = cast.ana
    partners = cast.unused()
    ana.pair(partners)
    first = put(ana)["id"]
    second = put(ana)["id"]
    path = f"/people/{ana.person_id}/recovery"
    for known in (first, second):
        body = {**leaving(partners.ring, unused_phrase()), "id": known}
        with nothing_changes():
            refused(partners, "id_taken", "PUT", path, body)
    assert in_force(ana) == second


def test_the_same_request_again_is_no_news(cast: Cast):
    ana = cast.ana
    body = put(ana)
    ana.api.call("PUT", f"/people/{ana.person_id}/recovery", body)
    assert in_force(ana) == body["id"]
