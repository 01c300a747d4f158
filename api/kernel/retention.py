"""What the server forgets by itself, and when. The worker sweeps now and then."""

from collections.abc import Callable
from typing import Any

from peewee import Expression

from . import audiences, clock, feed, removals
from .db import Model, transaction
from .identity import access, devices, newcomers
from .identity.models import (
    Device,
    Handover,
    Leaving,
    Line,
    SeatLost,
    SeatRest,
    Session,
    SignUpCode,
    Turn,
)
from .push.hours import NoticeHour
from .push.models import Notice, NoticeDay
from .removals import Removed
from .tombstones import Tombstone

TOMBSTONE_DAYS = 90
NOTICES = 7 * clock.DAY
HANDOVER_AFTER_EXPIRY = clock.DAY

# A sweep holds the write lock of SQLite for no more rows than this.
_AT_ONCE = 500
_TOMBSTONES_AT_ONCE = 50


def sweep() -> int:
    """Forget a little of what is due to be forgotten; returns how many rows went, 0 when none is left."""
    return sum(step() for step in _STEPS)


def _tombstones() -> int:
    """What was deleted so long ago is forgotten, in the feeds too."""
    old = Tombstone.day < clock.now() // clock.DAY - TOMBSTONE_DAYS
    rows = list(Tombstone.select().where(old).order_by(Tombstone.day).limit(_TOMBSTONES_AT_ONCE))
    for row in rows:
        with transaction():
            feed.prune(row.space_id, row.kind, row.record_id)
            row.delete_instance()
    return len(rows)


def _notices() -> int:
    """Those that nobody tries to send: a claim deletes what is over too. By the time of the next try, which has an
    index."""
    now = clock.now()
    over = (Notice.expires <= now) | (Notice.due < now - NOTICES)
    return _delete(Notice, Notice.next_try, (Notice.next_try <= now) & over, Notice.id)


def _notice_days() -> int:
    """Counts of days that are over in every zone."""
    before = clock.to_text(clock.now() - 3 * clock.DAY)[:10]
    return _delete(NoticeDay, NoticeDay.day, NoticeDay.day < before, NoticeDay.person_id)


def _notice_hours() -> int:
    """What no longer decides anything."""
    over = NoticeHour.since < clock.now() - 2 * clock.HOUR
    return _delete(NoticeHour, NoticeHour.since, over, NoticeHour.person_id)


def _newcomer_writes() -> int:
    with transaction():
        return newcomers.forget_writes()


def _sessions() -> int:
    return _delete(Session, Session.expires, Session.expires < clock.now(), Session.token_hash)


def _seats_lost() -> int:
    """As long as a phone of before could still be signed in and come back."""
    return _delete(
        SeatLost, SeatLost.at, SeatLost.at < clock.now() - access.LIFETIME, SeatLost.person_id
    )


def _seat_rests() -> int:
    today = clock.now() // clock.DAY
    return _delete(
        SeatRest,
        SeatRest.until,
        (SeatRest.until < clock.now()) & (SeatRest.day < today),
        SeatRest.couple_id,
    )


def _leavings() -> int:
    """What nobody can take back any more, with all that was kept for it."""
    return _delete(Leaving, Leaving.until, Leaving.until <= clock.now(), Leaving.couple_id)


def _removed() -> int:
    """What no restore may bring back, as long as a phone from before it could still come back."""
    if removals.restored_at() > clock.now() - access.LIFETIME:
        return 0
    return _delete(Removed, Removed.hash, Removed.day >= 0, Removed.hash)


def _turns() -> int:
    """Tries of recovery words, a day after all is quiet."""
    return _delete(Turn, Turn.until, Turn.until < clock.now(), Turn.line)


def _lines() -> int:
    return _delete(Line, Line.until, Line.until < clock.now(), Line.number)


def _sign_up_codes() -> int:
    return _delete(
        SignUpCode, SignUpCode.expires, SignUpCode.expires <= clock.now(), SignUpCode.hash
    )


def _handovers() -> int:
    """Codes that have lapsed, and phones that waited for one in vain."""
    lapsed = Handover.expires < clock.now() - HANDOVER_AFTER_EXPIRY
    waiting_for = Handover.select().where(lapsed & (Handover.purpose == "device"))
    for handover in waiting_for.order_by(Handover.expires).limit(_AT_ONCE):
        device_id = handover.taker_device_id
        waiting = (Device.id == device_id) & Device.signature.is_null()
        if device_id and Device.get_or_none(waiting) is not None:
            devices.remove(handover.person_id, device_id)
    return _delete(Handover, Handover.expires, lapsed, Handover.id)


def _delete(model: type[Model], by: Any, chosen: Expression, key: Any) -> int:
    """Some of the chosen rows, in the order of the column `by`, whose index then serves whatever PostgreSQL expects.
    Looks before it locks, since mostly there is nothing to do."""
    some = model.select(key).where(chosen).order_by(by).limit(_AT_ONCE)
    keys = [getattr(row, key.name) for row in some]
    if not keys:
        return 0
    with transaction():
        return model.delete().where(key.in_(keys) & chosen).execute()


_STEPS: tuple[Callable[[], int], ...] = (
    _tombstones,
    _notices,
    _notice_days,
    _notice_hours,
    _newcomer_writes,
    _sessions,
    _seats_lost,
    _seat_rests,
    _leavings,
    _removed,
    _handovers,
    _sign_up_codes,
    _turns,
    _lines,
    audiences.sweep,
)
