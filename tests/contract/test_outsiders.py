"""A stranger, an ex-partner and a removed phone try every operation of the spec, with every existing id.

Another person's id and one that never existed get the same answer, and nothing changes. A refused caller
does not learn that anything exists.
"""

import json
import re
from operator import attrgetter

import pytest
from flask import Flask

from api.client.phone import Phone
from api.kernel.ids import new_id
from tests.contract.operations import Operation, operations
from tests.contract.real import Real
from tests.contract.real_practices import Requests
from tests.kernel.everything import everything, nothing_changes
from tests.people import Cast
from tests.proven import document
from tests.push_service import PushService

pytestmark = pytest.mark.slow

EVERY = list(operations(document()))
CLOSED = [operation for operation in EVERY if not operation.open_to_all]

SECRET_ADDRESSES = {
    "get_handover",
    "take_handover",
    "open_recovery",
    "recover_account",
    "get_calendar",
}
"""Whoever has the token may use it: it cannot be guessed, and no id that others see contains it."""

REPEATED = "leave_couple"
"""Somebody who has left may repeat it, and is told that it is so."""

ID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


class AtHome(Requests):
    """Requests of ana, whose partner is ben."""

    def __init__(self, cast: Cast, service: PushService) -> None:
        super().__init__(cast, service)
        self._ana_at_home, self.ben = cast.couple

    @property
    def _ana(self) -> Phone:
        return self._ana_at_home


@pytest.fixture
def home(cast: Cast, service: PushService) -> AtHome:
    return AtHome(cast, service)


@pytest.mark.parametrize("operation", EVERY, ids=attrgetter("name"))
def test_a_stranger_finds_nothing(operation: Operation, app: Flask, home: AtHome, cast: Cast):
    real, stranger = home.of(operation.name), cast.stranger
    if operation.name not in SECRET_ADDRESSES:
        finds_nothing(Outsider(app, stranger), operation, real)


@pytest.mark.parametrize("operation", EVERY, ids=attrgetter("name"))
def test_an_ex_partner_finds_nothing(operation: Operation, app: Flask, home: AtHome):
    real = home.of(operation.name)
    home.ben.leave()
    if operation.name not in SECRET_ADDRESSES | {REPEATED}:
        finds_nothing(Outsider(app, home.ben), operation, real)


@pytest.mark.parametrize("operation", CLOSED, ids=attrgetter("name"))
def test_a_removed_phone_is_asked_to_sign_in(
    operation: Operation, app: Flask, home: AtHome, cast: Cast
):
    real, removed = home.of(operation.name), cast.unused()
    cast.ana.pair(removed)
    cast.ana.remove_phone(removed.device_id)
    with nothing_changes():
        status, text = Outsider(app, removed).ask(operation, real)
    assert (status, json.loads(text)["type"]) == (401, "sign_in")


class Outsider:
    """Somebody's connection to the API, whatever it answers."""

    def __init__(self, app: Flask, phone: Phone) -> None:
        self._client = app.test_client(use_cookies=False)
        self._headers = {"Authorization": f"Bearer {phone.api.token}"}

    def ask(self, operation: Operation, real: Real) -> tuple[int, str]:
        """Status and text."""
        answer = self._client.open(
            f"/api/v1{real.path}", method=operation.method, json=real.body, headers=self._headers
        )
        return answer.status_code, answer.text


def finds_nothing(outsider: Outsider, operation: Operation, real: Real) -> None:
    """Other people's ids get the same answer as ids that exist nowhere, and the answer contains none of them."""
    nowhere = unknown(real)
    for_nothing = outsider.ask(operation, nowhere) if ids_in(real) else None
    before = everything()
    status, text = outsider.ask(operation, real)
    assert for_nothing is None or for_nothing[0] == status
    if status >= 400:
        assert (status, text) == (for_nothing or (404, text))
        assert everything() == before
    theirs = {real.phone.person_id, real.phone.device_id, *real.phone.ring.current.values()}
    assert not (theirs - ids_in(real)) & set(ID7.findall(text))


def unknown(real: Real) -> Real:
    """The same request with ids that exist nowhere."""
    fresh = {known: new_id() for known in ids_in(real)}
    path, body = json.loads(ID7.sub(lambda found: fresh[found[0]], as_text(real)))
    return Real(real.phone, path, body)


def ids_in(real: Real) -> set[str]:
    return set(ID7.findall(as_text(real)))


def as_text(real: Real) -> str:
    return json.dumps([real.path, real.body])
