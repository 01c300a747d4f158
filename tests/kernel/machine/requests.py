"""What a phone queues: requests that were sealed when they were made, so that each may be sent again as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.client.keyring import Keyring
from api.client.kinds import KINDS
from api.client.records import Draft, seal
from api.client.transport import JsonObject

Key = tuple[str, str, str]
"""Kind, space id, record id."""
Lane = tuple[str, str]
"""Space id, record id: of one record the next request goes when the one before is answered."""


@dataclass
class Request:
    """`draft` is there for sealed records, so that they can be sealed again under a new key."""

    method: str
    path: str
    body: JsonObject | None
    key: Key
    lane: Lane
    draft: Draft | None = None


def of_draft(ring: Keyring, draft: Draft) -> Request:
    """The PUT of a record, sealed under the epoch that this phone believes to be in force."""
    sealed = seal(ring, draft)
    return Request(
        "PUT", sealed.path, sealed.body, key_of(draft), (draft.space_id, draft.id), draft
    )


def of_deletion(key: Key) -> Request:
    return Request("DELETE", KINDS[key[0]].address(key[2]), None, key, key[1:])


def of_noun(parent: Key, kind: str, path: str, body: Mapping[str, Any]) -> Request:
    """What hangs on a record: an end, an acceptance, one time of a ritual. It queues behind its record."""
    whole = {"space_id": parent[1], **body}
    own = KINDS[parent[0]].address(parent[2]) + path
    return Request("PUT", own, whole, (kind, parent[1], parent[2] + path), parent[1:])


def of_view(key: Key, view: JsonObject) -> Request:
    """The PUT that made a view, as it was: the same words under the same seal."""
    kind = KINDS[key[0]]
    names = ("space_id", "edit", "sealed_by", *kind.signals, *kind.sealed)
    path = kind.address(key[2])
    return Request("PUT", path, {name: view[name] for name in names}, key, key[1:])


def key_of(draft: Draft) -> Key:
    return draft.kind, draft.space_id, draft.id
