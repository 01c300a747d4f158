"""Ids of people and phones that are gone. They are never taken again.

Whoever knew such an id, an ex-partner for one, could otherwise find out by beginning under it whether it is in use
still: in use or gone, it is refused alike. Only hashes are kept, without a day and without a name. An id has 74
random bits, so nobody finds it from its hash.
"""

import hashlib
from collections.abc import Iterable

from .models import SpentId


def spend(ids: Iterable[str]) -> None:
    """Call it in the transaction that deletes what they named. Again changes nothing."""
    for gone in ids:
        SpentId.insert(hash=_hash(gone)).on_conflict_ignore().execute()


def is_spent(one: str) -> bool:
    return SpentId.select().where(SpentId.hash == _hash(one)).exists()


def _hash(one: str) -> str:
    return hashlib.sha256(one.encode()).hexdigest()
