"""One loud push per kind and hour on each phone, however often the thing happens.

Later pushes within the hour are silent, and many are merged into one that waits for the end of the hour.
Warnings about the account (a new phone, new words, a seat) are never dropped or silent: the first is loud at
once, and later ones are told in one more loud push when the hour ends. What recurs rings at the times that both have
accepted; since either partner may move a time, that is limited per hour too. All this is decided just before
sending, since what was withdrawn before that has disturbed nobody.
"""

from collections.abc import Iterable

from peewee import BigIntegerField, CompositeKey, Expression, IntegerField, TextField

from .. import clock, notice_kinds
from ..db import Model, skip_locked
from ..identity.warnings import WARNINGS
from ..notice_kinds import Recurring
from . import payload
from .models import Notice

MOST = 12
"""Pushes of one kind to one phone in an hour, silent ones included."""

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
        elif _is_at_chosen_time(notice) or _may_go(notice, now):
            going.append(notice)
    return going


def may_sound(notice: Notice) -> bool:
    """Whether a notice is loud in quiet hours: a warning about the account, or what the person lets through.
    That passes no pause. What passes both is a pause itself, and is silent then."""
    return is_of_oneself(notice) or (notice.passes_quiet_hours and not notice.passes_pause)


def is_of_oneself(notice: Notice) -> bool:
    """Whether it is a warning about the account: that is loud at any hour."""
    return notice.kind in _OF_ONESELF


def recurring_of(notice: Notice) -> Recurring | None:
    """What its kind declares of reminders of records that come back; None for any other notice, such as an answer to
    a reminder."""
    kind = notice_kinds.find(notice.kind)
    found = kind and kind.recurring
    return found if found and found.record_kind == notice.record_kind else None


def _is_at_chosen_time(notice: Notice) -> bool:
    kind = notice_kinds.find(notice.kind)
    return kind is not None and kind.at_chosen_time


def _may_go(notice: Notice, now: int) -> bool:
    """Whether it may be sent now, perhaps silenced; otherwise it waits."""
    hour = _hour(notice, now)
    if hour is None:  # Another worker is deciding about the same kind right now.
        return False
    quiet = payload.is_silent(notice.payload)
    lately = hour.loud_at > now - clock.HOUR and hour.loud_id != notice.id
    if is_of_oneself(notice) and lately:
        _wait(notice, hour.loud_at + clock.HOUR)
        return False
    if hour.count >= MOST:
        _wait(notice, hour.since + clock.HOUR)
        return False
    hour.count += 1
    recurring = recurring_of(notice)
    if not quiet and lately and hour.count > (recurring.loud if recurring else 0):
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


def _wait(notice: Notice, until: int) -> None:
    """Let it wait for the end of the hour. Of those that wait for it only the newest is kept."""
    Notice.delete().where(
        (Notice.person_id == notice.person_id)
        & (Notice.subscription_id == notice.subscription_id)
        & _counted_together(notice)
        & (Notice.next_try == until)
        & (Notice.id < notice.id)
    ).execute()
    Notice.update(next_try=until).where(Notice.id == notice.id).execute()


def silence(notice: Notice) -> None:
    """Make a notice silent. Call it inside a transaction."""
    notice.payload = payload.silenced(notice.payload)
    Notice.update(payload=notice.payload).where(Notice.id == notice.id).execute()


def _address(notice: Notice) -> tuple[str, str, str]:
    return notice.person_id, notice.subscription_id, notice.kind


def _counted_as(notice: Notice) -> tuple[str, str, str]:
    """The key of the hour that counts it."""
    person_id, subscription_id, kind = _address(notice)
    name = f"{kind}/{notice.record_id}" if recurring_of(notice) else kind
    return person_id, subscription_id, name


def _counted_together(notice: Notice) -> Expression:
    """The notices of the same phone that count in the same hour."""
    alike = Notice.kind == notice.kind
    return alike & (Notice.record_id == notice.record_id) if recurring_of(notice) else alike
