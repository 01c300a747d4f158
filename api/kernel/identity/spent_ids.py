"""Ids of deleted people, phones and recoveries, which nobody can use again, and sessions of deleted accounts.

Otherwise someone who knew such an id, such as an ex-partner, could start an account with it and learn whether it is
still in use: now both cases are refused alike. And new words under an id that phones know would raise no alarm there.
A phone whose session is among them can say that its account was deleted; nobody else has the token of its session.
Only hashes are kept, without a date or a name. An id has 74 random bits, so nobody can find it from its hash.
"""

import hashlib
from collections.abc import Iterable

from .models import SpentId


def spend(ids: Iterable[str]) -> None:
    """Call it in the transaction that deletes the people, phones or recoveries. Idempotent."""
    for gone in ids:
        SpentId.insert(hash=_hash(gone)).on_conflict_ignore().execute()


def spend_sessions(token_hashes: Iterable[str]) -> None:
    """Call it in the transaction that deletes an account, with the sessions of its phones. Idempotent."""
    spend(f"session/{each}" for each in token_hashes)


def is_spent_session(token_hash: str) -> bool:
    """Whether the account of this session was deleted."""
    return is_spent(f"session/{token_hash}")


def is_spent(one: str) -> bool:
    return SpentId.select().where(SpentId.hash == _hash(one)).exists()


def _hash(one: str) -> str:
    return hashlib.sha256(one.encode()).hexdigest()
