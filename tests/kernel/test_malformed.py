"""Malformed bodies: each is refused with the name of the field, and changes nothing."""

import json

import pytest
from flask import Flask

from api.client import pairing
from api.client.phone import Phone
from api.client.transport import JsonObject
from api.kernel.ids import new_id
from tests.kernel.asking import Raw, changed, check_in, invalid, sent
from tests.kernel.caught import new_epoch_of, start_of
from tests.kernel.meeting import met, offer_of, offered, reveal_of, taken, taking_of
from tests.people import Cast

Cases = list[tuple[str, Raw]]
"""The path in the body, and the value put there; `...` removes the field."""

OTHER = "01a2070a-517b-7dd7-9557-da2f1d7edb59"
NOT_IDS: list[Raw] = ["me", 7, None, OTHER.upper(), OTHER + "\n", OTHER.replace("-7d", "-4d")]
NO_POINT = "B" + "A" * 86
NOT_KEYS: list[Raw] = [..., None, "", "A" * 87, NO_POINT, "A" * 88, 5]


def each(way: str, values: list[Raw]) -> Cases:
    return [(way, value) for value in values]


RECORD: Cases = [
    ("surprise", 1),
    ("id", OTHER),
    ("author_id", OTHER),
    *each("space_id", [..., *NOT_IDS]),
    *each("edit", [..., 0, -1, "1", True, 1.5, 2**31, None, [1]]),
    *each("sealed_by", [..., *NOT_IDS]),
    *each("at", [..., "yesterday", "2026-11-23T05:12:00Z", "2026-02-30T05:12:00.000Z", 1_700_000]),
    *each("at", ["2026-11-23T05:12:00.000Z\n", "2026-11-23T05:12:00.000+01:00", None]),
    *each("words", [..., None, "in plain", [], 5]),
    ("words.surprise", 1),
    *each("words.v", [..., 2, 0, "1", None]),
    *each("words.k", [..., "no id", OTHER.upper(), None]),
    *each("words.w", [..., 0, 1001, 1.5, "1"]),
    *each("words.iv", [..., "A" * 15, "A" * 17, "+" * 16, None]),
    *each("words.ct", [..., "=" * 363, "A" * 363 + "\n", "ä" * 363, 5, None]),
]
BAD_SIZES = ("", "A" * 100, "A" * 365, "A" * (43 * 1024 + 363))
"""Empty, not padded, not base64, and 256 bytes over the limit of 32 kB."""

START: Cases = [
    ("surprise", 1),
    *each("signing_key", NOT_KEYS),
    *each("signing_key_sealed", [..., None, {}, "A" * 400]),
    *each("signing_key_sealed.ct", [None, 5]),
    *each("device", [..., None, {}]),
    *each("device.id", [..., *NOT_IDS]),
    *each("device.key", NOT_KEYS),
    *each("device.signature", [..., None, "A" * 85, "A" * 87]),
    *each("epoch", [..., None]),
    *each("epoch.id", [..., *NOT_IDS]),
    *each("epoch.wrap", [..., None, {}]),
    *each("epoch.wrap.v", [2, "1"]),
    *each("epoch.wrap.iv", ["A" * 15, None]),
    *each("epoch.wrap.ct", ["A" * 63, "A" * 65, ...]),
    *each("epoch.wrap.sig", ["A" * 85, ...]),
    *each("zone", [..., "Berlin", "Europe/Berlin\n", 5, None]),
    *each("session", [..., "token", None]),
]
OFFER: Cases = [
    ("surprise", 1),
    *each("purpose", [..., "recovery", None]),
    *each("offer", [..., None, {}]),
    *each("offer.person_id", [..., *NOT_IDS]),
    *each("offer.device_id", [..., *NOT_IDS]),
    *each("offer.signing_key", NOT_KEYS),
    *each("offer.device_key", NOT_KEYS),
    *each("offer.device_signature", [..., "A" * 85, None]),
    *each("offer.v", [3, "2", None]),
    *each("offer.commitment", [..., "A" * 42, "A" * 44, None]),
    *each("offer.mac", [..., "A" * 42, "A" * 44, None]),
]
TAKING: Cases = [
    ("surprise", 1),
    *each("taking", [..., None]),
    *each("taking.device_id", [..., *NOT_IDS]),
    *each("taking.device_key", NOT_KEYS),
    *each("taking.signing_key", [NO_POINT, 5]),
    *each("taking.device_signature", ["A" * 85, 5]),
    *each("taking.v", [3, "2", None]),
    *each("taking.nonce", [..., "A" * 21, "A" * 23, None]),
    *each("taking.mac", [..., "A" * 42, None]),
    *each("session", ["token", None]),
]
REVEAL: Cases = [
    ("surprise", 1),
    *each("reveal", [..., None, {}]),
    *each("reveal.nonce", [..., "A" * 21, "A" * 23, None]),
    *each("reveal.mac", [..., "A" * 42, None]),
]
CONFIRMATION: Cases = [
    ("surprise", 1),
    *each("couple_id", NOT_IDS),
    *each("epoch", [None, {}, []]),
    *each("epoch.id", [..., *NOT_IDS]),
    *each("epoch.wraps", [..., [], None, {}]),
    *each("device_signature", ["A" * 85, None]),
    *each("wraps", [[], None, "A"]),
]
EPOCH: Cases = [
    ("surprise", 1),
    *each("number", [..., 1, 0, "2", 2.5, 1_000_001, None]),
    *each("wraps", [..., [], None, {}]),
]


def refuse_each(phone: Phone, path: str, body: JsonObject, cases: Cases) -> None:
    for way, value in cases:
        invalid(phone, "PUT", path, changed(body, way, value), *way.split("."))


@pytest.mark.slow
def test_records(cast: Cast):
    ana, _ = cast.couple
    whole = check_in(ana)
    refuse_each(ana, whole.path, whole.body, RECORD)
    for ct in BAD_SIZES:
        invalid(ana, "PUT", whole.path, changed(whole.body, "words.ct", ct), "words")
    assert sent(ana, whole).status == 201


@pytest.mark.slow
def test_starts(cast: Cast):
    phone, path, body = start_of(cast)
    refuse_each(phone, path, body, START)
    for ct in BAD_SIZES:
        bad = changed(body, "signing_key_sealed.ct", ct)
        invalid(phone, "PUT", path, bad, "signing_key_sealed")
    assert phone.api.request("PUT", path, body).status == 201


def test_offers(cast: Cast):
    ana = cast.ana
    handover, body = offer_of(ana)
    refuse_each(ana, handover.path, body, OFFER)
    assert ana.api.request("PUT", handover.path, body).status == 201


def test_takings(cast: Cast):
    ben = cast.started()
    handover = offered(cast.ana)
    _, body = taking_of(handover, ben)
    refuse_each(ben, f"{handover.path}/taking", body, TAKING)
    assert ben.api.request("PUT", f"{handover.path}/taking", body).status == 200


def test_reveals(cast: Cast):
    ana = cast.ana
    both = taken(offered(ana), cast.started())
    refuse_each(ana, f"{both.path}/reveal", reveal_of(both), REVEAL)
    assert ana.api.request("PUT", f"{both.path}/reveal", reveal_of(both)).status == 200


def test_confirmations(cast: Cast):
    ana = cast.ana
    both = met(ana, cast.started())
    body = pairing.confirmation(both, ana.ring)
    refuse_each(ana, f"{both.path}/confirmation", body, CONFIRMATION)
    assert ana.api.request("PUT", f"{both.path}/confirmation", body).status == 200


def test_epochs_and_wraps(cast: Cast):
    ana, ben = cast.couple
    path, body = new_epoch_of(ana)
    refuse_each(ana, path, body, EPOCH)
    assert ana.api.request("PUT", path, body).status == 201
    give = f"{path}/wraps/{ben.device_id}"
    wrap = body["wraps"][0]
    refuse_each(ana, give, {"wrap": wrap["wrap"]}, [("wrap", None), ("wrap", ...), ("wrap.v", 2)])


DIGITS = "1" * 5000
BAD_JSON = (
    DIGITS,
    f"-{DIGITS}",
    f"1.{DIGITS}e{DIGITS}",
    "1e400",
    "1e99999999999",
    "NaN",
    "-Infinity",
    "01",
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '{"a": 1, "a": 1}',
    '{"\\u0061": 1, "a": 1}',
    "[" * 5000 + "]" * 5000,
    "[" * 1010 + "]" * 1010,
    '"\x00"',
)
ODD_JSON = (
    "1" * 300,
    "1e300",
    "1e-400",
    "1.5",
    "-0.0",
    '"\\u0000"',
    "true",
    '"٣"',
    "18446744073709551616",
)
"""Valid JSON, but not a valid value of any field."""


@pytest.mark.parametrize("field", ["edit", "space_id", "at", "words", "surprise"])
def test_values_that_readers_may_take_differently(app: Flask, cast: Cast, field: str):
    ana, _ = cast.couple
    whole = check_in(ana)
    others = {name: value for name, value in whole.body.items() if name != field}
    headers = {"Authorization": f"Bearer {ana.api.token}", "Content-Type": "application/json"}
    client = app.test_client()
    for values, status in ((BAD_JSON, 400), (ODD_JSON, 422)):
        for value in values:
            text = f'{json.dumps(others)[:-1]}, "{field}": {value}}}'
            answer = client.put(f"/api/v1{whole.path}", data=text.encode(), headers=headers)
            assert answer.status_code == status, value[:40]


@pytest.mark.parametrize("value", [DIGITS, f"-{DIGITS}", "1e9", "٣٣٣٣٣", "NaN", "1.5", "\0"])
def test_numbers_in_the_query(app: Flask, cast: Cast, value: str):
    headers = {"Authorization": f"Bearer {cast.ana.api.token}"}
    answer = app.test_client().get(
        "/api/v1/changes", query_string={"limit": value}, headers=headers
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("cursor", [DIGITS[:64], "٣.٣", "1.1e400", "-1", "\0", "a.-9", "é"])
def test_cursors_that_are_none(app: Flask, cast: Cast, cursor: str):
    headers = {"Authorization": f"Bearer {cast.ana.api.token}"}
    client = app.test_client()
    path = "/api/v1/changes"
    for shown in (
        cursor,
        f"{client.get(path, headers=headers).get_json()['cursor'].partition('.')[0]}.{DIGITS[:30]}",
    ):
        answer = client.get(path, query_string={"after": shown}, headers=headers)
        assert answer.status_code in (400, 410, 422), shown


def test_what_is_no_object_at_all(app: Flask, cast: Cast):
    headers = {"Authorization": f"Bearer {cast.ana.api.token}"}
    client = app.test_client()
    for path in (f"/check-ins/{new_id()}", f"/couples/{new_id()}/leaving"):
        for body in ([], [{}], "text", 5, True):
            answer = client.put(f"/api/v1{path}", json=body, headers=headers)
            assert (answer.status_code, answer.get_json()["type"]) == (422, "invalid")
