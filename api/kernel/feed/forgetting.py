"""Delete views from feeds, so that nothing tells of it: no number is used."""

from collections.abc import Iterable

from peewee import fn

from .rows import Feed, KeptView, Reader


def forget_space(space_id: str) -> None:
    """Delete a whole space from every feed. Uses no number, so no feed tells that something was deleted."""
    Feed.delete().where(Feed.space_id == space_id).execute()


def forget(space_id: str, kind: str, record_id: str, people: Iterable[str]) -> None:
    """Delete one record of a space, and its parts (`ID/PART`), from these people's feeds.

    Uses no number, so the feeds tell nothing of it. A phone that holds the record must delete it by itself.
    """
    people = list(people)
    forget_kept(space_id, kind, record_id, people)
    its_own = fn.SUBSTR(Feed.record_id, 1, len(record_id)) == record_id
    Feed.delete().where(
        Feed.person_id.in_(people) & (Feed.space_id == space_id) & (Feed.kind == kind) & its_own
    ).execute()


def forget_kept(space_id: str, kind: str, record_id: str, people: Iterable[str]) -> None:
    KeptView.delete().where(
        KeptView.person_id.in_(list(people))
        & (KeptView.space_id == space_id)
        & (KeptView.kind == kind)
        & (fn.SUBSTR(KeptView.record_id, 1, len(record_id)) == record_id)
    ).execute()


def forget_kinds(space_id: str, kinds: Iterable[str], person_id: str) -> None:
    """Delete these kinds of a space from one person's feed. Uses no number."""
    for model in (Feed, KeptView):
        model.delete().where(
            (model.person_id == person_id)
            & (model.space_id == space_id)
            & model.kind.in_(list(kinds))
        ).execute()


def prune(space_id: str, kind: str, record_id: str) -> None:
    """Delete the feed rows of a deleted record. A phone that has not fetched them must load everything again."""
    its_own = (
        (Feed.space_id == space_id)
        & (Feed.kind == kind)
        & (Feed.record_id == record_id)
        & Feed.body.is_null()
    )
    for row in Feed.select(Feed.person_id, Feed.n).where(its_own).order_by(Feed.person_id):
        behind = (Reader.person_id == row.person_id) & (Reader.pruned < row.n)
        Reader.update(pruned=row.n).where(behind).execute()
    Feed.delete().where(its_own).execute()
