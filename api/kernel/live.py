"""The live bus: tells the open streams of a person that their feed has moved.

The rest of the kernel uses three functions: `publish`, `subscribe` and `disconnect`. Each process keeps its own
streams in memory. With TWOFOLD_REDIS the functions reach the streams of all processes, see `live_redis.py`.
"""

import re
import secrets
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from .metrics import measures

if TYPE_CHECKING:
    from .live_redis import Bus, News

STREAMS_PER_PHONE = 4
"""One is for the leading tab; the others are broken connections whose end the server has not noticed yet."""
_TOLD_AT_ONCE = 100
_BREAK_SECONDS = 0.1
"""So a look tells 1,000 phones a second: all of them then fetch what is new."""

_CURSOR = re.compile(r"[0-9a-f]+\.[0-9]+")
"""What `feed.cursor_at` makes. Others could put lines of their own into a stream."""


class Place(NamedTuple):
    """Where a phone's person stands: the newest cursor of their feed, and their couple."""

    cursor: str
    couple_id: str | None


Stand = Callable[[Sequence[str]], Mapping[str, Place]]
"""The place of each phone, without phones that were removed."""


class End(Enum):
    """Why a stream ends: the phone lost access, or it has opened newer streams."""

    OVER = 1
    REPLACED = 2


class Told(NamedTuple):
    """What a stream is to pass on: a cursor, and when the change was committed (seconds since the epoch), if known."""

    cursor: str
    since: float | None

    def measure_lag(self) -> None:
        """Call it when the stream is about to send the cursor. Clocks of two machines may differ a little."""
        if self.since is not None:
            measures.FEED_LAG_SECONDS.observe(max(0.0, time.time() - self.since))


@dataclass(eq=False)
class Subscription:
    """One open stream: `next` brings what it is told, then an `End`."""

    person_id: str
    device_id: str
    couple_id: str | None
    """The couple whose news it brings; None while a look has found none."""
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    told: str | None = None
    """The cursor that the phone was told last."""
    # an empty SimpleQueue of gevent takes 2.4 kB, which is a tenth of a stream
    _news: list[Told | End] = field(default_factory=list["Told | End"])
    _has_news: threading.Event = field(default_factory=threading.Event)

    def tell(self, cursor: str, since: float | None) -> None:
        self.told = cursor
        self.put(Told(cursor, since))

    def put(self, news: Told | End) -> None:
        self._news.append(news)
        self._has_news.set()

    def next(self, seconds: float) -> Told | End | None:
        """Wait for what comes next; None if nothing came. Only the stream itself calls it."""
        if not self._news:
            self._has_news.clear()
            if not self._news:  # what came since has set it again
                self._has_news.wait(seconds)
        return self._news.pop(0) if self._news else None


@dataclass(eq=False)
class Elsewhere:
    """A stream of another process, which the phone opened after one of those here: it counts among the phone's
    streams. So the process with a phone's oldest stream knows all of them."""

    device_id: str
    id: str


_lock = threading.Lock()
_open: defaultdict[str, list[Subscription | Elsewhere]] = defaultdict(list)
"""By person, the oldest first."""
_bus: "Bus | None" = None


def use_redis(url: str | None, stand: Stand) -> None:
    """Reach the streams of all processes from now on; with None only those of this process."""
    global _bus
    _bus = None
    if url:
        from .live_redis import Bus  # 6 MB that a single process saves

        _bus = Bus(url, _hear, lambda everybody: _look(stand, everybody))


def publish(person_id: str, cursor: str, *, device_id: str | None = None) -> None:
    """Tell every open stream of this person, or of one device. Call it after commit."""
    _tell(person_id, cursor, device_id, time.time())
    _send("moved", person_id, cursor, device_id)


def subscribe(person_id: str, device_id: str, couple_id: str | None) -> Subscription:
    """Open a stream; call `disconnect` when it ends. If a phone has too many, the oldest one ends."""
    subscription = Subscription(person_id, device_id, couple_id)
    with _lock:
        _open[person_id].append(subscription)
    _end_oldest(person_id, device_id)
    if _bus:
        _bus.listen()
    _send("opened", person_id, device_id, subscription.id)
    return subscription


def disconnect(
    person_id: str,
    *,
    device_id: str | None = None,
    subscription: Subscription | None = None,
) -> None:
    """Close a person's streams: all of them, those of one device, or one."""
    if subscription is not None:
        _end(subscription, End.OVER)
        return
    _end_all(person_id, device_id)
    _send("over", person_id, device_id)


def _send(*news: str | None) -> None:
    if _bus:
        _bus.send(news)


def open_streams() -> int:
    """How many streams are open in this process."""
    with _lock:
        return sum(isinstance(one, Subscription) for some in _open.values() for one in some)


def _hear(news: "News", since: float | None) -> None:
    """What another process said, and when it did. A newer version may say what this one does not know."""
    match news:
        case ["moved", str(person_id), str(cursor), device_id] if _CURSOR.fullmatch(cursor):
            _tell(person_id, cursor, device_id, since)
        case ["over", str(person_id), device_id]:
            _end_all(person_id, device_id)
        case ["opened", str(person_id), str(device_id), str(stream_id)]:
            _note_elsewhere(person_id, Elsewhere(device_id, stream_id))
        case ["closed", str(person_id), str(stream_id)]:
            _forget_elsewhere(person_id, {stream_id})
        case _:
            return


def _tell(person_id: str, cursor: str, device_id: str | None, since: float | None) -> None:
    for subscription in _of(person_id):
        if device_id in (None, subscription.device_id):
            subscription.tell(cursor, since)


def _end_all(person_id: str, device_id: str | None) -> None:
    for subscription in _of(person_id):
        if device_id in (None, subscription.device_id):
            _end(subscription, End.OVER)


def _end_oldest(person_id: str, device_id: str) -> None:
    with _lock:
        of_phone = [each for each in _open.get(person_id, ()) if each.device_id == device_id]
    oldest = of_phone[:-STREAMS_PER_PHONE]
    for each in oldest:
        if isinstance(each, Subscription):
            _end(each, End.REPLACED)
    _forget_elsewhere(person_id, {each.id for each in oldest})


def _end(subscription: Subscription, why: End) -> None:
    with _lock:
        of_person = _open.get(subscription.person_id, [])
        if subscription not in of_person:  # Another greenlet has already ended it.
            return
        of_person.remove(subscription)
        _tidy(subscription.person_id)
    subscription.put(why)
    _send("closed", subscription.person_id, subscription.id)


def _note_elsewhere(person_id: str, stream: Elsewhere) -> None:
    with _lock:
        of_person = _open.get(person_id, [])
        if all(each.device_id != stream.device_id for each in of_person):
            return
        of_person.append(stream)
    _end_oldest(person_id, stream.device_id)


def _forget_elsewhere(person_id: str, ids: set[str]) -> None:
    with _lock:
        if person_id in _open:
            _open[person_id] = [
                each
                for each in _open[person_id]
                if isinstance(each, Subscription) or each.id not in ids
            ]


def _tidy(person_id: str) -> None:
    """Forget the streams elsewhere of phones without one here. Holds `_lock`."""
    here = {each.device_id for each in _open[person_id] if isinstance(each, Subscription)}
    _open[person_id] = [each for each in _open[person_id] if each.device_id in here]
    if not here:
        del _open[person_id]


def _look(stand: Stand, everybody: bool) -> None:
    """Tell each stream here whose feed has moved unheard, or `everybody`, where the feed stands. Streams of phones that
    were removed end, and those of a couple that has parted: the phone connects again. Raises what `stand` raises.
    """
    with _lock:
        streams = [one for some in _open.values() for one in some if isinstance(one, Subscription)]
    if not streams:
        return
    places = stand(sorted({stream.device_id for stream in streams}))
    told = 0
    for stream in streams:
        place = places.get(stream.device_id)
        if place is None or stream.couple_id not in (None, place.couple_id):
            _end(stream, End.OVER)
            continue
        stream.couple_id = place.couple_id
        if everybody or place.cursor != stream.told:
            if not everybody:
                measures.FOUND_BY_LOOKING.inc()
            stream.tell(place.cursor, None)
            told += 1
            if told % _TOLD_AT_ONCE == 0:
                time.sleep(_BREAK_SECONDS)


def _of(person_id: str) -> list[Subscription]:
    with _lock:
        return [each for each in _open.get(person_id, ()) if isinstance(each, Subscription)]
