"""What a phone sends for each kind, and that it opens again unchanged."""

from typing import Any

import pytest

from api.client import records
from api.client.errors import RefusedError, UnknownKeyError
from api.client.keyring import Keyring
from api.client.kinds import KINDS
from api.client.records import Draft
from api.kernel.ids import new_id
from tests.vectors.envelopes import SIGNALS

WORDS = {"line": "Später 🌿"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_opens_as_it_was_meant(kind: str) -> None:
    ring, space = ring_with_space()
    headline = WORDS if "headline" in KINDS[kind].sealed else None
    one = f"{new_id()}/{new_id()}"  # a part of another record has two ids, and that works too
    draft = Draft(kind, space, one, SIGNALS.get(kind, {}), WORDS, headline)
    record = records.open_view(ring, kind, view_of(draft, ring))
    assert (record.words, record.headline) == (WORDS, headline)


def test_a_pause_without_words_says_so() -> None:
    ring, space = ring_with_space()
    view = view_of(Draft("pauses", space, new_id(), SIGNALS["pauses"]), ring)
    assert (view["words"], view["headline"]) == (None, None)
    assert records.open_view(ring, "pauses", view).words is None


def test_a_headline_is_no_words() -> None:
    ring, space = ring_with_space()
    draft = Draft("pauses", space, new_id(), SIGNALS["pauses"], WORDS, {"line": "No."})
    view = view_of(draft, ring)
    with pytest.raises(RefusedError):
        records.open_view(ring, "pauses", {**view, "words": view["headline"]})


def test_another_phone_waits_for_the_root() -> None:
    ring, space = ring_with_space()
    view = view_of(Draft("pauses", space, new_id(), SIGNALS["pauses"], WORDS), ring)
    with pytest.raises(UnknownKeyError):
        records.open_view(Keyring.of_new_person(), "pauses", view)


def test_kinds_without_words_keep_their_fields() -> None:
    ring, space = ring_with_space()
    view = {"id": new_id(), "space_id": space, "then": "back", "talk_at": None}
    record = records.open_view(ring, "pause_ends", view)
    assert (record.words, record.view) == (None, view)


def ring_with_space() -> tuple[Keyring, str]:
    ring, space = Keyring.of_new_person(), new_id()
    ring.begin(space)
    return ring, space


def view_of(draft: Draft, ring: Keyring) -> dict[str, Any]:
    """What the API shows of a draft that was sent."""
    request = records.seal(ring, draft)
    return {"id": draft.id, "author_id": ring.person_id, **request.body}
