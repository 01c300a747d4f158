"""Every operation against its own description: allowed requests, malformed ones, and real ones.

schemathesis makes requests from the spec and checks each answer: documented status, shape and headers, no
server error, nothing malformed accepted, nobody let in without a session.
"""

import base64
import re
import string
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.schemas import APIOperation

from api.app import create_app
from api.client.phone import Phone
from api.config import Settings
from api.kernel import clock, db
from api.kernel.fields import Instant
from tests.contract.operations import operations
from tests.contract.real_practices import Requests
from tests.databases import Copy
from tests.kernel.asking import check_in, sent
from tests.kernel.everything import everything, put_back
from tests.people import Cast
from tests.proven import document, resolved
from tests.push_service import PushService, push_service

Operation = APIOperation[Any, Any, Any, Any]
OPERATIONS = [operation.name for operation in operations(document())]
COUNTED = ("open_recovery", "recover_account", "put_recovery")
"""Wrong tries are counted, and many slow down what follows."""

# Beside 2xx: what depends on the state of things, and rules that a JSON schema cannot say (422).
EXPECTED = ["2xx", "404", "409", "410", "412", "422"]
# 426: a message of a handover without its version is one of an older app.
REFUSED = ["400", "401", "403", "404", "409", "413", "415", "422", "426", "429"]
CONFIG = {
    "checks": {
        "positive_data_acceptance": {"expected-statuses": EXPECTED},
        "negative_data_rejection": {"expected-statuses": REFUSED},
    }
}
PACKED = re.compile(r"\^\[A-Za-z0-9_-]\{(\d+)}\$")
KNOWN_IDS: list[str] = []
"""Ids that exist: about a third of those in generated requests."""


def _id(n: int) -> str:
    return KNOWN_IDS[n] if n < len(KNOWN_IDS) else f"01a2070a-517b-7dd7-9557-{n:012x}"


def _base64url(length: int) -> st.SearchStrategy[str]:
    """Any characters of the alphabet; the last one may have unused bits set."""
    size = length * 3 // 4
    whole = st.binary(min_size=size, max_size=size).map(base64.urlsafe_b64encode)
    last = st.sampled_from(string.ascii_letters + string.digits + "-_")
    return st.builds(lambda text, end: text.decode()[: length - 1] + end, whole, last)


def _with_formats(spec: Any) -> Any:
    """The spec with a format for instants that exist, and for base64url, so that values are drawn at once and not
    character by character."""
    if isinstance(spec, list):
        return [_with_formats(one) for one in spec]
    if not isinstance(spec, dict):
        return spec
    made = {key: _with_formats(value) for key, value in spec.items()}
    if made.get("pattern") == Instant.PATTERN:
        made["format"] = "instant"
    if found := PACKED.fullmatch(str(made.get("pattern"))):
        made["format"] = f"base64url-{found[1]}"
        schemathesis.openapi.format(made["format"], _base64url(int(found[1])))
    return made


schemathesis.openapi.format("uuid", st.integers(0, 23).map(_id))
schemathesis.openapi.format("instant", st.integers(0, 4_000_000_000_000).map(clock.to_text))


def can_be_wrong(name: str) -> bool:
    """Whether the spec restricts the request at all, so that one can be invalid."""
    for item in document()["paths"].values():
        for found in item.values():
            if isinstance(found, dict) and found.get("operationId") == name:
                parameters = [*item.get("parameters", []), *found.get("parameters", [])]
                described = [
                    set(resolved(one)["schema"]) - {"type", "minLength"} for one in parameters
                ]
                return "requestBody" in found or any(described)
    raise KeyError(name)


WAYS = [
    *((name, GenerationMode.POSITIVE) for name in OPERATIONS),
    *((name, GenerationMode.NEGATIVE) for name in OPERATIONS if can_be_wrong(name)),
]


class World:
    """One server for all, a couple with a record in it, and the spec to prove."""

    def __init__(self, app: Flask, service: PushService) -> None:
        cast = Cast(app)
        self.ana, ben = cast.couple
        record = check_in(self.ana)
        sent(self.ana, record)
        KNOWN_IDS[:] = [
            self.ana.person_id,
            self.ana.space("us"),
            self.ana.device_id,
            record.path.rpartition("/")[2],
            *self.ana.ring.current.values(),
            ben.person_id,
            ben.device_id,
        ]
        self.requests = Requests(cast, service)
        config = SchemathesisConfig.from_dict(CONFIG)
        self._spec = schemathesis.openapi.from_dict(_with_formats(document()), config=config)
        self._spec.app = app
        self.beginning = everything()

    def operation(self, name: str) -> Operation:
        return self._spec.find_operation_by_id(name)


@pytest.fixture(scope="module")
def world(copies: Copy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("schemathesis")
    chosen = Settings(
        data=folder,
        database=copies(folder),
        origin="http://localhost",
        push_contact="mailto:push@localhost.invalid",
        push_hosts=("updates.push.services.mozilla.com",),
        requests_per_minute=1_000_000,
        accounts_per_hour=1_000_000,
        strangers_per_minute=1_000_000,
        openings_per_hour=1_000_000,
        app_minimum=1,
        testing=True,
        clock_offset_file=folder / "clock",
    )
    app = create_app(chosen)
    with app.app_context(), push_service() as service:
        yield World(app, service)
    db.database.close_all()


@pytest.mark.slow
@pytest.mark.parametrize(("name", "mode"), WAYS)
def test_whatever_is_sent_is_answered_as_described(world: World, name: str, mode: GenerationMode):
    """What a request changes is undone before the next."""
    operation = world.operation(name)

    @settings(
        max_examples=60,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def answered(case: Case) -> None:
        changed = prove(case, world.ana) < 300 or name in COUNTED
        if changed and operation.method != "get":
            put_back(world.beginning)

    answered()


@pytest.mark.parametrize("name", OPERATIONS)
def test_what_phones_really_send_is_taken(world: World, name: str):
    real = world.requests.of(name)
    operation = world.operation(name)
    body: Any = {} if real.body is None else {"body": real.body, "media_type": "application/json"}
    case = operation.Case(path_parameters=real.parts(operation.path), **body)
    assert prove(case, real.phone) in (200, 201, 204)


def prove(case: Case, phone: Phone) -> int:
    """Send it as this phone, and check the answer; returns the status."""
    case.cookies.clear()
    case._has_explicit_auth = True  # pyright: ignore[reportPrivateUsage] - the token is a good one
    headers = {"Authorization": f"Bearer {phone.api.token}"}
    return case.call_and_validate(headers=headers).status_code
