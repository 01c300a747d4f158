"""One loud push per kind of thing and hour on each phone, however often the thing happens.

What follows within the hour is silent, and many become one that waits for the end of the hour. What
touches who may be oneself (a new phone, new words, a seat) is never dropped and never silent: the
first is loud at once, and what came after is told in one more loud push when the hour ends. Decided
when a push is about to go, since what was taken back before that has disturbed nobody.
"""

from collections.abc import Iterable

from peewee import BigIntegerField, CompositeKey, IntegerField, TextField

from .. import clock
from ..db import Model, skip_locked
from . import payload
from .models import Notice

MOST = 12
"""Pushes of one kind to one phone in an hour, silent ones included."""

_AS_WISHED = ("ritual", "check_in_reminder")  # at times that the person has chosen or accepted
_OF_ONESELF = ("new_device", "recovery", "seat", "left")


class NoticeHour(Model):
    """What one phone got of one kind in the hour from `since` on; `loud_id` was loud, at `loud_at`.
    Kept for as long as it decides something."""

    person_id = TextField()
    subscription_id = TextField()
    kind = TextField()
    since = BigIntegerField(default=0)
    count = IntegerField(default=0)
    loud_at = BigIntegerField(default=0)
    loud_id = TextField(default="")

    class Meta:
        table_name = "notice_hour"
        primary_key = CompositeKey("person_id", "subscription_id", "kind")
        indexes = ((("since",), False),)


def allowed(notices: Iterable[Notice], now: int) -> list[Notice]:
    """Those that may go now, some of them silenced; the others wait. Call it inside a transaction."""
    # always in the same order, so that two workers never wait for each other
    in_order = sorted(notices, key=lambda notice: (*_address(notice), notice.id))
    newest = {_address(notice): notice for notice in in_order}
    going: list[Notice] = []
    for notice in in_order:
        if notice.kind in _OF_ONESELF and newest[_address(notice)] is not notice:
            notice.delete_instance()
        elif notice.kind in _AS_WISHED or _may_go(notice, now):
            going.append(notice)
    return going


def _may_go(notice: Notice, now: int) -> bool:
    hour = _hour(notice, now)
    if hour is None:  # another worker decides about the same kind at this moment
        return False
    quiet = payload.is_silent(notice.payload)
    lately = hour.loud_at > now - clock.HOUR and hour.loud_id != notice.id
    if notice.kind in _OF_ONESELF and lately:
        return _wait(notice, hour.loud_at + clock.HOUR)
    if hour.count >= MOST:
        return _wait(notice, hour.since + clock.HOUR)
    hour.count += 1
    if not quiet and lately:
        _silence(notice)
    elif not quiet:
        hour.loud_at, hour.loud_id = now, notice.id
    hour.save()
    return True


def _hour(notice: Notice, now: int) -> NoticeHour | None:
    """Locked until commit; None while somebody else holds it."""
    person_id, subscription_id, kind = _address(notice)
    NoticeHour.insert(
        person_id=person_id, subscription_id=subscription_id, kind=kind
    ).on_conflict_ignore().execute()
    mine = (
        (NoticeHour.person_id == person_id)
        & (NoticeHour.subscription_id == subscription_id)
        & (NoticeHour.kind == kind)
    )
    hour = skip_locked(NoticeHour.select().where(mine)).get_or_none()
    if hour is not None and hour.since <= now - clock.HOUR:
        hour.since, hour.count = now, 0
    return hour


def _wait(notice: Notice, until: int) -> bool:
    """Of those that wait for the end of an hour only the newest stays."""
    Notice.delete().where(
        (Notice.person_id == notice.person_id)
        & (Notice.subscription_id == notice.subscription_id)
        & (Notice.kind == notice.kind)
        & (Notice.next_try == until)
        & (Notice.id < notice.id)
    ).execute()
    Notice.update(next_try=until).where(Notice.id == notice.id).execute()
    return False


def _silence(notice: Notice) -> None:
    notice.payload = payload.silenced(notice.payload)
    Notice.update(payload=notice.payload).where(Notice.id == notice.id).execute()


def _address(notice: Notice) -> tuple[str, str, str]:
    return notice.person_id, notice.subscription_id, notice.kind
