"""A phone's queue: requests are sealed when they are made, so that each can be sent again unchanged."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.client.keyring import Keyring
from api.client.kinds import KINDS
from api.client.records import Draft, seal
from api.client.transport import JsonObject

Key = tuple[str, str, str]
"""Kind, space id, record id."""
KEPT = {"rituals": ("replaces",)}
"""What a view says besides its signals, and the PUT that made it said."""
Lane = tuple[str, str]
"""Space id, record id. The requests of one record go one after another."""


@dataclass
class Request:
    """Sealed records have a `draft`, so that they can be sealed again under a new key."""

    method: str
    path: str
    body: JsonObject | None
    key: Key
    lane: Lane
    draft: Draft | None = None


def of_draft(ring: Keyring, draft: Draft) -> Request:
    """The PUT of a record, sealed under the epoch that this phone takes for the current one."""
    sealed = seal(ring, draft)
    return Request(
        "PUT", sealed.path, sealed.body, key_of(draft), (draft.space_id, draft.id), draft
    )


def of_deletion(key: Key) -> Request:
    return Request("DELETE", KINDS[key[0]].address(key[2]), None, key, key[1:])


def of_noun(parent: Key, kind: str, path: str, body: Mapping[str, Any]) -> Request:
    """What belongs to a record: an end, an acceptance, one time of a ritual. It is queued behind its record."""
    whole = {"space_id": parent[1], **body}
    own = KINDS[parent[0]].address(parent[2]) + path
    return Request("PUT", own, whole, (kind, parent[1], parent[2] + path), parent[1:])


def of_view(key: Key, view: JsonObject) -> Request:
    """The PUT that made a view, unchanged: the same words under the same seal."""
    kind = KINDS[key[0]]
    names = ("space_id", "edit", "sealed_by", *kind.signals, *kind.sealed, *KEPT.get(key[0], ()))
    path = kind.address(key[2])
    return Request("PUT", path, {name: view[name] for name in names}, key, key[1:])


def key_of(draft: Draft) -> Key:
    return draft.kind, draft.space_id, draft.id
