"""What every kind of record promises, asked of each that the server declares."""

from typing import Any

import pytest

from api.app import KINDS
from api.client.transport import Answer
from api.config import Settings
from api.kernel.errors import CODES
from api.kernel.ids import new_id
from api.kernel.kinds import Kind
from api.kernel.listed import ListedNoun
from api.kernel.nouns import Noun
from tests.contract.operations import names_by_path
from tests.contract.real import Real
from tests.contract.real_practices import Requests
from tests.kernel.everything import nothing_changes
from tests.people import Cast
from tests.proven import document
from tests.push_service import PushService

PUTS = names_by_path(document(), "PUT")
DELETES = names_by_path(document(), "DELETE")
EVERY = pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
SEALED = pytest.mark.parametrize(
    "kind",
    [kind for kind in KINDS if kind.words is not None],
    ids=[kind.name for kind in KINDS if kind.words is not None],
)
DELETED = pytest.mark.parametrize(
    "kind",
    [kind for kind in KINDS if kind.described()["path"] in DELETES],
    ids=[kind.name for kind in KINDS if kind.described()["path"] in DELETES],
)


VERSIONED = pytest.mark.parametrize(
    "kind",
    [
        kind
        for kind in KINDS
        # of these another one is not another version: the latest counts, or it is somebody else's turn
        if kind.words is not None and kind.name not in ("readiness", "conversation_steps")
    ],
    ids=lambda kind: kind.name,
)


@pytest.fixture
def real(kind: Kind, cast: Cast, service: PushService) -> Real:
    """A request of this kind that the server takes."""
    return Requests(cast, service).of(PUTS[kind.described()["path"]])


@EVERY
def test_the_same_request_again_changes_nothing(real: Real) -> None:
    first = _put(real)
    assert first.status in (200, 201), first.json
    with nothing_changes():
        again = _put(real)
    assert (again.status, again.json) == (200, first.json)


@EVERY
def test_nobody_else_writes_there(real: Real, cast: Cast) -> None:
    for other in (cast.stranger, cast.cleo):
        with nothing_changes():
            answer = other.api.request("PUT", real.path, real.body)
        assert (answer.status, answer.json["type"]) == (404, "not_found")


@EVERY
def test_what_the_server_adds_is_refused_in_a_body(real: Real, kind: Kind) -> None:
    added = kind.view.fields.keys() - kind.body.fields.keys()
    author = kind.listed if isinstance(kind, ListedNoun) else "author_id"
    assert {"id", author} <= added
    for name in added:
        _refused(_put(real, **{name: (_put(real)).json.get(name)}), "invalid", name)


@EVERY
def test_no_field_may_be_left_out(real: Real, kind: Kind) -> None:
    assert real.body is not None
    for name, field in kind.body.fields.items():
        if field.required:
            body = {key: value for key, value in real.body.items() if key != name}
            with nothing_changes():
                answer = real.phone.api.request("PUT", real.path, body)
            _refused(answer, "invalid", name)


@SEALED
def test_each_seals_for_themselves(real: Real) -> None:
    _refused(_put(real, sealed_by=new_id()), "invalid", "sealed_by")


@SEALED
def test_all_is_sealed_under_the_key_in_force(real: Real, kind: Kind) -> None:
    assert real.body is not None
    old = {**real.body["words"], "k": new_id()}
    for name in ("words", "headline") if kind.headline else ("words",):
        _refused(_put(real, **{name: old}), "old_key")


@EVERY
def test_what_is_never_edited_has_one_edit(real: Real, kind: Kind) -> None:
    if isinstance(kind, Noun) and kind.since is not None:
        _refused(_put(real, edit=2), "stale_edit")  # means an edit of the record, which has one
    elif not kind.edited:
        _refused(_put(real, edit=2), "invalid", "edit")


@VERSIONED
def test_another_version_under_the_same_edit_is_refused(real: Real) -> None:
    assert real.body is not None
    assert _put(real).status in (200, 201)
    words = real.body["words"]
    with nothing_changes():
        _refused(_put(real, words={**words, "iv": words["iv"][::-1]}), "stale_edit")


@DELETED
def test_what_is_deleted_stays_deleted(real: Real) -> None:
    assert _put(real).status == 201
    assert [_delete(real).status for _ in range(2)] == [204, 204]
    with nothing_changes():
        _refused(_put(real), "gone")
    _refused(real.phone.api.request("GET", real.path), "not_found")


@DELETED
def test_a_deletion_that_cannot_be_written_down_is_refused(real: Real, settings: Settings) -> None:
    """It would come back with the next restore."""
    assert _put(real).status == 201
    settings.removal_log.write_text("no folder")
    with nothing_changes():
        _refused(_delete(real), "not_ready")


def _delete(real: Real) -> Answer:
    return real.phone.api.request("DELETE", real.path)


def _put(real: Real, **changed: Any) -> Answer:
    assert real.body is not None
    return real.phone.api.request("PUT", real.path, {**real.body, **changed})


def _refused(answer: Answer, code: str, field: str | None = None) -> None:
    assert (answer.status, answer.json["type"]) == (CODES[code][0], code), answer.json
    if field is not None:
        assert field in answer.json["errors"]["json"], answer.json
