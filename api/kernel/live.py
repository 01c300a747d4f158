"""The live bus: tells the open streams of a person that their feed has moved.

In memory, for one web process. The three functions are all that the rest of the kernel knows, so
that a bus between processes can take their place.
"""

import threading
from collections import defaultdict
from dataclasses import dataclass, field
from queue import SimpleQueue


@dataclass(eq=False)
class Subscription:
    """One open stream. The queue yields cursors; None means: close."""

    person_id: str
    device_id: str
    cursors: "SimpleQueue[str | None]" = field(default_factory=lambda: SimpleQueue[str | None]())


_lock = threading.Lock()
_open: defaultdict[str, set[Subscription]] = defaultdict(set)


def publish(person_id: str, cursor: str) -> None:
    """Tell every open stream of this person. Call it after commit."""
    for subscription in _of(person_id):
        subscription.cursors.put(cursor)


def subscribe(person_id: str, device_id: str) -> Subscription:
    """Open a stream. Hand the subscription to `disconnect` when it ends."""
    subscription = Subscription(person_id, device_id)
    with _lock:
        _open[person_id].add(subscription)
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
        with _lock:
            _open[person_id].discard(candidate)
            if not _open[person_id]:
                del _open[person_id]
        candidate.cursors.put(None)


def _of(person_id: str) -> list[Subscription]:
    with _lock:
        return list(_open.get(person_id, ()))
