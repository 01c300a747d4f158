"""Audiences: who may read what is shared in a space. No other module names readers.

The readers of a record are the people of its space, and the professionals whose grant covers its practice now.
A professional is no member of the space: nothing there waits for their yes, no push and no key goes to them,
and to every route they are a stranger. What they may read reaches them in their feed.

    records.publish(WINS, row, audiences.readers(WINS.name, row.space_id), shown)
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, current_app
from peewee import BigIntegerField, CompositeKey, TextField

from . import clock, feed
from .db import Model, belongs_to, for_update, transaction
from .errors import invalid
from .spaces import Member, Space
from .statements import Statement

if TYPE_CHECKING:
    from .practice import Practice

LONGEST = 12 * 7 * clock.DAY
"""The longest that a professional may read without being granted it anew."""

_OPEN = "twofold_open_to_professionals"
_AT_ONCE = 50


class Grant(Model):
    """A professional may read what a space shares of one practice, until an instant."""

    space_id = TextField()
    person_id = TextField()
    practice = TextField()
    until = BigIntegerField()

    class Meta:
        table_name = "professional_grant"
        primary_key = CompositeKey("space_id", "person_id", "practice")
        constraints = (belongs_to("space_id", "space"), belongs_to("person_id", "person"))
        indexes = ((("person_id", "until"), False), (("until",), False))


def use_practices(app: Flask, practices: Iterable["Practice"]) -> None:
    """Tell the app which kinds and nouns a professional may be granted, and of which practice each is."""
    app.extensions[_OPEN] = {
        name: practice.name
        for practice in practices
        if practice.for_professionals
        for name in (*(kind.name for kind in practice.kinds), *practice.nouns)
    }


def readers(kind: str, space_id: str) -> list[str]:
    """Who may read records of this kind in this space now, in order; nobody once its people have parted.

    `kind` is the name of a kind or a noun.
    """
    practice = _open().get(kind, "")
    rows = _READERS.run(space_id, space_id, practice, clock.now()).fetchall()
    return sorted({row[0] for row in rows})


def holders(space_id: str) -> list[str]:
    """Who may still have a view of a record of this space, to take it back: its people, parted or not, and
    every professional with a grant."""
    rows = _HOLDERS.run(space_id, space_id).fetchall()
    return sorted({row[0] for row in rows})


def grant(space_id: str, person_id: str, practice: str, until: int) -> None:
    """Let a professional read what is published from now on. Replaces an earlier grant of the practice.

    Call it inside a transaction that has locked the space. Raises `invalid` for somebody of the space, for a
    practice that professionals never read, and for an end that is over or too far off.
    """
    if Member.select().where(_one(Member, space_id, person_id)).exists():
        raise invalid(person_id="Only somebody outside of the space needs a grant.")
    if practice not in _open().values():
        raise invalid(practice="No professional may read this practice.")
    if not clock.now() < until <= clock.now() + LONGEST:
        raise invalid(until="A grant ends within 12 weeks.")
    own = _one(Grant, space_id, person_id) & (Grant.practice == practice)
    Grant.delete().where(own).execute()
    Grant.insert(space_id=space_id, person_id=person_id, practice=practice, until=until).execute()


def end(space_id: str, person_id: str | None = None) -> None:
    """End the grants of one professional, or of all: from now on they read nothing of the space.

    Uses no feed number, so that no feed tells when. Call it inside a transaction that has locked the space.
    """
    chosen = Grant.space_id == space_id
    if person_id is not None:
        chosen &= Grant.person_id == person_id
    for one in list(Grant.select().where(chosen)):
        _take_back(one)


def granted_to(person_id: str) -> list[str]:
    """The spaces that a professional may read, or might until lately."""
    rows = Grant.select(Grant.space_id).where(Grant.person_id == person_id).distinct()
    return [row.space_id for row in rows]


def end_lapsed(person_id: str) -> None:
    """Take back what this person's feed still has of grants that are over. Call it before the feed is read."""
    if _LAPSED.row(person_id, clock.now()) is not None:
        _end_all(Grant.select().where((Grant.person_id == person_id) & _is_over()))


def sweep() -> int:
    """The same for some of those who do not look; returns how many grants ended."""
    return _end_all(Grant.select().where(_is_over()).order_by(Grant.until).limit(_AT_ONCE))


def _end_all(grants: Iterable[Grant]) -> int:
    ended = 0
    for one in list(grants):
        with transaction():
            # A write that still named this reader is done once the space is locked.
            for_update(Space.select().where(Space.id == one.space_id)).get_or_none()
            its_own = _one(Grant, one.space_id, one.person_id) & (Grant.practice == one.practice)
            if Grant.select().where(its_own & _is_over()).exists():
                _take_back(one)
                ended += 1
    return ended


def _take_back(one: Grant) -> None:
    kinds = [name for name, practice in _open().items() if practice == one.practice]
    feed.forget_kinds(one.space_id, kinds, one.person_id)
    one.delete_instance()


def _open() -> dict[str, str]:
    return current_app.extensions[_OPEN]


def _is_over() -> Any:
    return Grant.until <= clock.now()


def _one(model: Any, space_id: str, person_id: str) -> Any:
    return (model.space_id == space_id) & (model.person_id == person_id)


_READERS = Statement(
    lambda space_id, granted_id, practice, now: (
        Member.select(Member.person_id)
        .join(Space, on=(Space.id == Member.space_id))
        .where((Member.space_id == space_id) & Space.ended.is_null())
        .union_all(
            Grant.select(Grant.person_id).where(
                (Grant.space_id == granted_id) & (Grant.practice == practice) & (Grant.until > now)
            )
        )
    )
)
_HOLDERS = Statement(
    lambda space_id, granted_id: (
        Member.select(Member.person_id)
        .where(Member.space_id == space_id)
        .union_all(Grant.select(Grant.person_id).where(Grant.space_id == granted_id))
    )
)
_LAPSED = Statement(
    lambda person_id, now: Grant.select(Grant.practice).where(
        (Grant.person_id == person_id) & (Grant.until <= now)
    )
)
