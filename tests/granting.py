"""A professional is let in to some practices of a couple, and what reaches them then."""

from collections.abc import Iterable, Set
from typing import Any

from api.client.phone import Phone
from api.kernel import audiences, clock
from api.kernel.db import transaction
from api.practices import PRACTICES

WEEK = 7 * clock.DAY
OPEN = sorted(practice.name for practice in PRACTICES if practice.for_professionals)
"""The practices that a professional may read."""

KINDS = {
    practice.name: {*(kind.name for kind in practice.kinds), *practice.nouns}
    for practice in PRACTICES
}
"""By practice, the names of what it puts into feeds."""


def let_read(
    professional: Phone, space_id: str, practices: Iterable[str] = OPEN, *, during: int = WEEK
) -> None:
    """Grant these practices for so many milliseconds."""
    with transaction():
        for practice in practices:
            audiences.grant(space_id, professional.person_id, practice, clock.now() + during)


def read_by(phone: Phone) -> Set[str]:
    """The kinds of all that a person's feed has, deleted records included."""
    page: Any = phone.api.call("GET", "/changes")
    assert not page["more"]
    return {*page["records"], *(one["kind"] for one in page["gone"])}
