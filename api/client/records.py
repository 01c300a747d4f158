"""Records on a phone: opened when they arrive, sealed before they are sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from .encoding import Json
from .keyring import Keyring
from .keys import Slot
from .kinds import KINDS, Kind
from .sealing import Envelope, Header, Words, open_headline, open_words, seal_headline, seal_words
from .transport import JsonObject


@dataclass(frozen=True)
class Record:
    """An opened record. `view` is what the API sent, with all unencrypted fields."""

    kind: str
    space_id: str
    id: str
    edit: int
    words: Words | None
    headline: Words | None
    view: JsonObject


@dataclass(frozen=True)
class Draft:
    """A record before it is sealed. `signals` are the unencrypted fields of its practice."""

    kind: str
    space_id: str
    id: str
    signals: Mapping[str, Json]
    words: Words | None = None
    headline: Words | None = None
    edit: int = 1


@dataclass(frozen=True)
class Request:
    """A sealed PUT request of a kind; it can be sent again."""

    kind: str
    path: str
    body: JsonObject


def seal(ring: Keyring, draft: Draft) -> Request:
    """Seal a draft under the epoch in force. Raises UnknownKeyError."""
    kind = KINDS[draft.kind]
    slot = ring.in_force(draft.space_id)
    key, header = ring.practice_key(slot, kind.practice), _header(ring, kind, draft)
    common = {"space_id": draft.space_id, "edit": draft.edit, "sealed_by": ring.person_id}
    body: JsonObject = {**common, **draft.signals, **dict.fromkeys(kind.sealed)}
    if draft.words is not None:
        body["words"] = seal_words(key, header, draft.words, k=slot.epoch_id)
    if draft.headline is not None:
        body["headline"] = seal_headline(key, header, draft.headline, k=slot.epoch_id)
    return Request(kind.name, kind.address(draft.id), body)


def open_view(ring: Keyring, kind_name: str, view: JsonObject) -> Record:
    """Open a record's view. Raises a SealingError.

    Kinds without words, and unknown kinds, keep only their unencrypted fields.
    """
    kind = KINDS.get(kind_name)
    words = headline = None
    if kind is not None:
        header = _header_of(kind, view)
        words = _opened(ring, kind, header, view.get("words"), "words")
        headline = _opened(ring, kind, header, view.get("headline"), "headline")
    edit: int = view.get("edit", 1)
    return Record(kind_name, view["space_id"], view["id"], edit, words, headline, view)


def _opened(
    ring: Keyring, kind: Kind, header: Header, envelope: Envelope | None, field: str
) -> Words | None:
    if envelope is None:
        return None
    key = ring.practice_key(Slot(header.space_id, envelope["k"]), kind.practice)
    opening = open_words if field == "words" else open_headline
    return opening(key, header, envelope).words


def _header(ring: Keyring, kind: Kind, draft: Draft) -> Header:
    signals = {name: draft.signals[name] for name in kind.signals}
    return Header(draft.space_id, kind.name, draft.id, ring.person_id, draft.edit, signals)


def _header_of(kind: Kind, view: JsonObject) -> Header:
    signals = {name: view.get(name) for name in kind.signals}
    return Header(view["space_id"], kind.name, view["id"], view["sealed_by"], view["edit"], signals)
