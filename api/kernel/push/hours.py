"""One loud push per kind and hour on each phone, however often the thing happens.

Later pushes within the hour are silent, and many are merged into one that waits for the end of the hour.
Warnings about the account (a new phone, new words, a seat) are never dropped or silent: the first is loud at
once, and later ones are told in one more loud push when the hour ends. Rituals ring at the times that both have
accepted; since either partner may move a time, that is limited per hour too. All this is decided just before
sending, since what was withdrawn before that has disturbed nobody.
"""

from collections.abc import Iterable

from peewee import BigIntegerField, CompositeKey, Expression, IntegerField, TextField

from .. import clock
from ..db import Model, skip_locked
from ..identity.warnings import WARNINGS
from . import payload
from .models import Notice

MOST = 12
"""Pushes of one kind to one phone in an hour, silent ones included."""

RITUAL_LOUD = 6
"""Loud pushes of one ritual in an hour: three lead times, each snoozed once."""

_AS_WISHED = ("check_in_reminder",)  # They come at the time that the person has chosen.
_OF_ONESELF = {kind.name for kind in WARNINGS}


class NoticeHour(Model):
    """The pushes of one kind to one phone in the hour from `since`; the one with `loud_id` was loud, at `loud_at`.
    Deleted once it decides nothing any more."""

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
    """The notices that may be sent now, some of them silenced; the others wait. Call it inside a transaction."""
    # Sorted, so that two workers never deadlock.
    in_order = sorted(notices, key=lambda notice: (*_address(notice), notice.id))
    newest = {_address(notice): notice for notice in in_order}
    going: list[Notice] = []
    for notice in in_order:
        if is_of_oneself(notice) and newest[_address(notice)] is not notice:
            notice.delete_instance()
        elif notice.kind in _AS_WISHED or _may_go(notice, now):
            going.append(notice)
    return going


def may_sound(notice: Notice) -> bool:
    """Whether a notice is loud in quiet hours: a warning about the account, or what the person lets through.
    That passes no pause. What passes both is a pause itself, and is silent then."""
    return is_of_oneself(notice) or (notice.passes_quiet_hours and not notice.passes_pause)


def is_of_oneself(notice: Notice) -> bool:
    """Whether it is a warning about the account: that is loud at any hour."""
    return notice.kind in _OF_ONESELF


def _may_go(notice: Notice, now: int) -> bool:
    hour = _hour(notice, now)
    if hour is None:  # Another worker is deciding about the same kind right now.
        return False
    quiet = payload.is_silent(notice.payload)
    lately = hour.loud_at > now - clock.HOUR and hour.loud_id != notice.id
    if is_of_oneself(notice) and lately:
        return _wait(notice, hour.loud_at + clock.HOUR)
    if hour.count >= MOST:
        return _wait(notice, hour.since + clock.HOUR)
    hour.count += 1
    if not quiet and lately and hour.count > _loud_anyway(notice):
        silence(notice)
    elif not quiet:
        hour.loud_at, hour.loud_id = now, notice.id
    hour.save()
    return True


def _hour(notice: Notice, now: int) -> NoticeHour | None:
    """Locked until commit; None while somebody else holds it."""
    person_id, subscription_id, kind = _counted_as(notice)
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
    """Keep only the newest of the notices that wait for the end of an hour."""
    Notice.delete().where(
        (Notice.person_id == notice.person_id)
        & (Notice.subscription_id == notice.subscription_id)
        & _of_one_kind(notice)
        & (Notice.next_try == until)
        & (Notice.id < notice.id)
    ).execute()
    Notice.update(next_try=until).where(Notice.id == notice.id).execute()
    return False


def silence(notice: Notice) -> None:
    """Make a notice silent. Call it inside a transaction."""
    notice.payload = payload.silenced(notice.payload)
    Notice.update(payload=notice.payload).where(Notice.id == notice.id).execute()


def _address(notice: Notice) -> tuple[str, str, str]:
    return notice.person_id, notice.subscription_id, notice.kind


def _counted_as(notice: Notice) -> tuple[str, str, str]:
    """Each ritual is counted separately, since several may follow each other."""
    person_id, subscription_id, kind = _address(notice)
    return person_id, subscription_id, f"{kind}/{notice.record_id}" if _is_ritual(notice) else kind


def _of_one_kind(notice: Notice) -> Expression:
    same = Notice.kind == notice.kind
    return same & (Notice.record_id == notice.record_id) if _is_ritual(notice) else same


def _loud_anyway(notice: Notice) -> int:
    return RITUAL_LOUD if _is_ritual(notice) else 0


def _is_ritual(notice: Notice) -> bool:
    return notice.record_kind == "rituals"
