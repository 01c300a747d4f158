"""Cursors: how a phone names a place in its feed, as GENERATION.NUMBER."""

from ..errors import Problem
from .rows import Reader


def cursor_at(generation: str, n: int) -> str:
    return f"{generation}.{n}"


def cursor_after(reader: Reader, last: int, more: bool) -> str:
    """The cursor after a page. A phone that loads everything again passes numbers that are too old for other
    cursors; its cursor therefore carries the value of `pruned` from its start, until it is past that."""
    if not more:
        return cursor_at(reader.generation, max(last, reader.pruned))
    passing = f".{reader.pruned}" if last < reader.pruned else ""
    return cursor_at(reader.generation, last) + passing


def position_of(after: str | None, reader: Reader) -> int:
    """The number that a phone's cursor names, 0 for none. Raises `long_away` and `resync`."""
    if after is None:
        return 0
    generation, _, rest = after.partition(".")
    number, _, passing = rest.partition(".")
    # First, since a restored server does not know such old deletions either.
    is_old = number.isdecimal() and int(number) < reader.pruned
    if is_old and passing != str(reader.pruned):
        raise Problem("long_away")
    if generation != reader.generation or not number.isdecimal() or int(number) > reader.n:
        raise Problem("resync")
    return int(number)
