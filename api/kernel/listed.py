"""Nouns that readers see as one list: under the record's id, who has said it.

    RITUAL_ACCEPTANCES = ListedNoun(
        name="ritual_acceptances",
        title="RitualAcceptance",
        practice="rituals",
        path=RITUALS.path + "/acceptance",
        about="Who has accepted the current schedule.",
        of=RITUALS,
        model=RitualAcceptance,
        derived=RitualAccepted,
        listed="accepted_by",
        since=terms_edit,
    )

Whoever deletes rows of it, as when the record has become another, publishes the list again.
"""

from dataclasses import dataclass
from typing import Any

from marshmallow import fields

from . import audiences, clock, feed
from .fields import Id, Instant
from .nouns import N, Noun, R

_AT = "When the last of them said it; null if nobody has."


@dataclass(frozen=True, kw_only=True)
class ListedNoun(Noun[R, N]):
    """A noun of each person that states nothing but itself. `listed` is the field of `derived` with their
    ids, `at` is when the last of them said it. It has no `author_id`: phones that say it again after a restore
    would take the list for that person's alone."""

    listed: str
    each: bool = True

    @property
    def says_more(self) -> bool:
        """A signature, too, says only that somebody said it."""
        return False

    def id_of(self, record_id: str, author_id: str) -> str:
        """The list has the id of the record."""
        return record_id

    def shown(self, row: N) -> dict[str, Any]:
        """The list that the row is in."""
        return self.list_of(row.space_id, row.id)

    def list_of(self, space_id: str, record_id: str) -> dict[str, Any]:
        """A reader's view of who has said it."""
        rows = list(self._rows(space_id, record_id))
        last = max((row.at for row in rows), default=None)
        return {
            "id": record_id,
            "space_id": space_id,
            self.listed: [row.author_id for row in rows],
            "at": None if last is None else clock.to_text(last),
        }

    def _rows(self, space_id: str, record_id: str) -> Any:
        chosen = self.model.select().where(self.said(space_id, record_id))
        return chosen.order_by(self.model.author_id)

    def _view_fields(self) -> dict[str, fields.Field]:
        return {
            "id": Id(required=True),
            "space_id": Id(required=True),
            "at": Instant(required=True, allow_none=True, metadata={"description": _AT}),
        }


def publish(noun: ListedNoun[Any, Any], space_id: str, record_id: str) -> None:
    """Put the list into the feed of each reader, after rows were added or deleted without `say`."""
    shown, readers = noun.list_of(space_id, record_id), audiences.readers(noun.name, space_id)
    feed.publish(noun.name, space_id, record_id, dict.fromkeys(readers, shown))
