"""Recovery words for tests.

Stretching new ones takes a third of a second, and `stretched_once` caches what was stretched. So the first,
second and third phrase on each database are the same ones throughout the process.
"""

from api.client.phrase import new_phrase

_made: list[str] = []
_used = 0


def use_again() -> None:
    """On a new database nobody has used any of these phrases."""
    global _used
    _used = 0


def unused_phrase() -> str:
    """A phrase that nobody on this test's database has used yet."""
    global _used
    if _used == len(_made):
        _made.append(new_phrase())
    _used += 1
    return _made[_used - 1]
