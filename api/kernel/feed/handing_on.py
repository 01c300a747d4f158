"""What becomes of a space's views when its people part, stay after all, or somebody new takes a seat."""

from collections.abc import Iterable
from typing import Any

from .publishing import put
from .rows import Feed, KeptView, Reader


def keep_space(space_id: str) -> None:
    """Copy a space's views aside before `forget_space`. Nobody can read the copies, and no counter changes."""
    columns: Any = [getattr(Feed, name) for name in _KEPT]
    views = Feed.select(*columns).where((Feed.space_id == space_id) & Feed.body.is_null(False))
    KeptView.insert_from(views, [getattr(KeptView, name) for name in _KEPT]).execute()


def show_kept_space(space_id: str, people: Iterable[str]) -> None:
    """Put the kept views back into the feeds of its people, in their old order.

    What was deleted before is not among them: a phone that has not heard of it must load everything again.
    """
    for person_id in sorted(people):
        Reader.update(pruned=Reader.n).where(Reader.person_id == person_id).execute()
    kept = KeptView.select().where(KeptView.space_id == space_id)
    for row in kept.order_by(KeptView.person_id, KeptView.n):
        put(row.person_id, row.kind, space_id, row.record_id, row.body)


_KEPT = ("person_id", "kind", "space_id", "record_id", "n", "body")


def hand_on(space_id: str, partner_id: str, old_id: str, new_id: str) -> None:
    """A seat passes: give the new person the views that the old person and the partner shared.

    Views that only one of the two had go to nobody. The old person's feed loses the space.
    """
    rows = Feed.select().where((Feed.space_id == space_id) & Feed.body.is_null(False))
    seen = {(row.kind, row.record_id): row.body for row in rows.where(Feed.person_id == partner_id)}
    for row in rows.where(Feed.person_id == old_id).order_by(Feed.n):
        if seen.get((row.kind, row.record_id)) == row.body:
            put(new_id, row.kind, space_id, row.record_id, row.body)
    Feed.delete().where((Feed.space_id == space_id) & (Feed.person_id == old_id)).execute()
