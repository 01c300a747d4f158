"""The live bus: tells the open streams of a person that their feed has moved.

In memory, for one web process. The rest of the kernel uses only these three functions, so that a bus
between processes can replace them.
"""

import threading
from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum
from queue import SimpleQueue

STREAMS_PER_PHONE = 4
"""One is for the leading tab; the others are broken connections whose end the server has not noticed yet."""


class End(Enum):
    """Why a stream ends: the phone lost access, or it has opened newer streams."""

    OVER = 1
    REPLACED = 2


@dataclass(eq=False)
class Subscription:
    """One open stream. Its queue yields cursors, then an `End`."""

    person_id: str
    device_id: str
    cursors: "SimpleQueue[str | End]" = field(default_factory=lambda: SimpleQueue[str | End]())


_lock = threading.Lock()
_open: defaultdict[str, list[Subscription]] = defaultdict(list)
"""By person, the oldest first."""


def publish(person_id: str, cursor: str, *, device_id: str | None = None) -> None:
    """Tell every open stream of this person, or of one device. Call it after commit."""
    for subscription in _of(person_id):
        if device_id in (None, subscription.device_id):
            subscription.cursors.put(cursor)


def subscribe(person_id: str, device_id: str) -> Subscription:
    """Open a stream; call `disconnect` when it ends. If a phone has too many, the oldest one ends."""
    subscription = Subscription(person_id, device_id)
    with _lock:
        _open[person_id].append(subscription)
    of_phone = [each for each in _of(person_id) if each.device_id == device_id]
    for oldest in of_phone[:-STREAMS_PER_PHONE]:
        _end(oldest, End.REPLACED)
    return subscription


def disconnect(
    person_id: str,
    *,
    device_id: str | None = None,
    subscription: Subscription | None = None,
) -> None:
    """Close a person's streams: all of them, those of one device, or one."""
    for candidate in _of(person_id):
        if device_id not in (None, candidate.device_id):
            continue
        if subscription not in (None, candidate):
            continue
        _end(candidate, End.OVER)


def _end(subscription: Subscription, why: End) -> None:
    with _lock:
        of_person = _open.get(subscription.person_id, [])
        if subscription not in of_person:  # Another greenlet has already ended it.
            return
        of_person.remove(subscription)
        if not of_person:
            del _open[subscription.person_id]
    subscription.cursors.put(why)


def _of(person_id: str) -> list[Subscription]:
    with _lock:
        return list(_open.get(person_id, ()))
