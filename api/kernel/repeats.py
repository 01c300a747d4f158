"""Repeats: a phone may send the same write twice, and the second changes nothing.

The digest of the request that made each edit is kept, so that a write whose answer was lost is known again.
"""

import hashlib
from collections.abc import Collection
from typing import cast

import orjson
from flask.globals import request_ctx
from peewee import CompositeKey, IntegerField, TextField

from .db import Model, belongs_to
from .statements import Statement

# A lost answer is asked for again soon; what made so many edits before the last one never is.
_EDITS_REMEMBERED = 100


class Edit(Model):
    """The digest of the request that made each edit: the same request again changes nothing."""

    space_id = TextField()
    kind = TextField()
    record_id = TextField()
    edit = IntegerField()
    digest = TextField()

    class Meta:
        primary_key = CompositeKey("space_id", "kind", "record_id", "edit")
        constraints = (belongs_to("space_id", "space"),)


def request_digest(without: Collection[str] = ()) -> str:
    """What makes two requests the same: method, path, and body, whatever the order of its fields.

    Name in `without` each field of the body that nobody may find in what is stored: who can guess a field, and reads
    the other ones in the database, could test it against the digest.
    """
    asked = request_ctx.request
    body = asked.get_json(silent=True)
    if isinstance(body, dict):
        fields = cast("dict[str, object]", body)
        body = {name: value for name, value in fields.items() if name not in without}
    sorted_body = orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
    text = f"{asked.method} {asked.path}\n".encode() + sorted_body
    return hashlib.sha256(text).hexdigest()


def remember(space_id: str, kind: str, record_id: str, number: int) -> None:
    """Keep the running request's digest as the one that made this edit."""
    _ADD.run(space_id, kind, record_id, number, request_digest())
    if number > _EDITS_REMEMBERED:
        Edit.delete().where(
            (Edit.space_id == space_id)
            & (Edit.kind == kind)
            & (Edit.record_id == record_id)
            & (Edit.edit <= number - _EDITS_REMEMBERED)
        ).execute()


def is_repeat(space_id: str, kind: str, record_id: str, number: int) -> bool:
    """Whether the running request is the one that made this edit."""
    kept = _DIGEST.row(space_id, kind, record_id, number)
    return kept is not None and kept[0] == request_digest()


_ADD = Statement(
    lambda space_id, kind, record_id, edit, digest: Edit.insert(
        space_id=space_id, kind=kind, record_id=record_id, edit=edit, digest=digest
    )
)
_DIGEST = Statement(
    lambda space_id, kind, record_id, edit: Edit.select(Edit.digest).where(
        (Edit.space_id == space_id)
        & (Edit.kind == kind)
        & (Edit.record_id == record_id)
        & (Edit.edit == edit)
    )
)


def forget_edits(space_id: str, kind: str, record_id: str) -> None:
    """No request is the same as one that made this record, any more."""
    Edit.delete().where(
        (Edit.space_id == space_id) & (Edit.kind == kind) & (Edit.record_id == record_id)
    ).execute()
