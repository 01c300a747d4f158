"""What must hold for every feed after every step."""

from collections.abc import Mapping
from typing import cast

from api.kernel.db import database

Entry = tuple[int, str | None]
"""Number and view; None for a deleted record."""
Place = tuple[str, str, str]
"""Space, kind, record id."""


class Watch:
    """Reads all feeds at once: who has what, and under which numbers."""

    def __init__(self, spaces: Mapping[str, list[str]]) -> None:
        self._spaces = spaces
        self.start_afresh()

    def start_afresh(self) -> None:
        """The database was replaced: earlier state no longer counts."""
        self._numbers = _numbers()
        self._entries = _entries()

    def check(self) -> None:
        """Nobody has what is not theirs. Each change for a reader took the reader's next number, and nothing else
        took one.
        """
        numbers, entries = _numbers(), _entries()
        for person, number in numbers.items():
            theirs, before = entries.get(person, {}), self._entries.get(person, {})
            assert {space for space, _, _ in theirs} <= set(self._spaces.get(person, [person]))
            assert before.keys() <= theirs.keys()
            changed = [at for at, entry in theirs.items() if before.get(at) != entry]
            taken = sorted(theirs[at][0] for at in changed)
            assert taken == list(range(self._numbers[person] + 1, number + 1))
            assert all(before.get(at, (0, None))[1] != theirs[at][1] for at in changed)
        self._numbers, self._entries = numbers, entries

    def shown_to(self, person: str) -> dict[Place, str]:
        """The views in a reader's feed, as JSON text."""
        mine = self._entries.get(person, {})
        return {place: body for place, (_, body) in mine.items() if body is not None}


def _numbers() -> dict[str, int]:
    rows = cast("list[tuple[str, int]]", database.execute_sql("SELECT person_id, n FROM reader"))
    return dict(rows)


def _entries() -> dict[str, dict[Place, Entry]]:
    """In SQL, since it runs after every step."""
    query = "SELECT person_id, space_id, kind, record_id, n, body FROM feed"
    rows = cast("list[tuple[str, str, str, str, int, str | None]]", database.execute_sql(query))
    found: dict[str, dict[Place, Entry]] = {}
    for person_id, space_id, kind, record_id, n, body in rows:
        found.setdefault(person_id, {})[space_id, kind, record_id] = (n, body)
    return found
