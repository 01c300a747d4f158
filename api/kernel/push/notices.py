"""Notices: what is to be pushed, queued in the transaction that causes it.

A notice that is not welcome now is not queued, and is not sent later either.
"""

from collections.abc import Mapping
from typing import Any

from ...config import settings
from .. import clock, preferences, silence
from ..ids import new_id
from ..notice_kinds import NoticeKind
from ..preferences import Choices
from ..schedule.recurrence import local_of
from . import payload, subscriptions, topics
from .models import Notice, NoticeDay, PushSubscription

A_DAY = 2
"""The most notices a day to one person, of all kinds together that are counted."""


def queue(
    person_id: str,
    kind: NoticeKind,
    *,
    space_id: str,
    record_kind: str,
    record_id: str,
    navigate: str,
    title: str = "Reminder",
    body: str = "",
    ttl_ms: int,
    urgency: str,
    topic: str,
    silent: bool = False,
    due: int | None = None,
    let_through: bool = False,
    but_device: str | None = None,
    extra: Mapping[str, Any],
) -> None:
    """Push to every phone of a person but `but_device`, unless that is not welcome at the time.

    Not welcome: the kind is switched off, the person is silenced or in quiet hours (and the kind
    does not pass), they had their notices for the day, or it is no longer useful. The person has
    `let_through` quiet hours this one, although its kind does not pass. `due` is when it
    is to be sent (now), `ttl_ms` how long it is useful from then. `urgency` is very-low, low, normal
    or high (RFC 8030 §5.3); of the same kind and `topic` only the newest is kept. `navigate` is
    a path of the app. `title` and `body` must be neutral. Call it inside a transaction.
    """
    now = clock.now()
    due = now if due is None else due
    if due + ttl_ms <= now:
        return
    reachable = subscriptions.reachable(person_id)
    phones = [phone for phone in reachable if phone.device_id != but_device]
    if not phones:
        return
    choices = preferences.of(person_id)
    at = max(due, now)
    passes_quiet_hours = kind.passes_quiet_hours or let_through
    if not _is_welcome(person_id, kind, choices, at, passes_quiet_hours):
        return
    if not _count(person_id, kind, choices, at):
        return
    about = {
        "kind": kind.name,
        "space_id": space_id,
        "record_kind": record_kind,
        "record_id": record_id,
    }
    shown = {"title": title, "body": body, "address": settings().origin + navigate}
    for phone in phones:
        notice_id = new_id()
        its_topic = topics.opaque(phone.id, topic)
        _drop_older(phone, kind.name, its_topic, due)
        Notice.insert(
            id=notice_id,
            person_id=person_id,
            subscription_id=phone.id,
            payload=payload.build(
                notice_id, **about, **shown, silent=silent, language=choices.language, extra=extra
            ),
            topic=its_topic,
            urgency=urgency,
            passes_quiet_hours=passes_quiet_hours,
            passes_pause=kind.passes_pause,
            due=due,
            expires=due + ttl_ms,
            next_try=due,
            **about,
        ).execute()


def _drop_older(phone: PushSubscription, kind: str, topic: str, due: int) -> None:
    """Delete the waiting notices of the same topic, as a push service does."""
    Notice.delete().where(
        (Notice.person_id == phone.person_id)
        & (Notice.subscription_id == phone.id)
        & (Notice.kind == kind)
        & (Notice.topic == topic)
        & (Notice.due <= due)
    ).execute()


def drop_queued(person_id: str, space_id: str) -> None:
    """A pause has begun: delete the couple's queued notices for this person, except those that pass."""
    Notice.delete().where(
        (Notice.person_id == person_id)
        & (Notice.space_id == space_id)
        & (Notice.passes_pause == False)  # noqa: E712 - an SQL expression
        & (Notice.due <= clock.now())
    ).execute()


def drop_space(space_id: str, person_id: str | None = None) -> None:
    """Delete the queued notices of a space, for everyone or for one person."""
    chosen = Notice.space_id == space_id
    if person_id is not None:
        chosen &= Notice.person_id == person_id
    Notice.delete().where(chosen).execute()


def drop(space_id: str, record_kind: str, record_id: str, person_id: str | None = None) -> int:
    """Delete the queued notices about one record of a space, for everyone or for one person; returns
    their number."""
    chosen = (
        (Notice.space_id == space_id)
        & (Notice.record_kind == record_kind)
        & (Notice.record_id == record_id)
    )
    if person_id is not None:
        chosen &= Notice.person_id == person_id
    return Notice.delete().where(chosen).execute()


def keep_quiet(person_id: str, record_kind: str, record_id: str) -> None:
    """Stop the queued notices about one record from passing this person's quiet hours."""
    Notice.update(passes_quiet_hours=False).where(
        (Notice.person_id == person_id)
        & (Notice.record_kind == record_kind)
        & (Notice.record_id == record_id)
    ).execute()


def _is_welcome(
    person_id: str, kind: NoticeKind, choices: Choices, at: int, passes_quiet_hours: bool
) -> bool:
    if kind.switch is not None and not choices.wants(kind.switch):
        return False
    if not kind.passes_pause and silence.silenced_until(person_id) > at:
        return False
    return passes_quiet_hours or not choices.is_quiet(at)


def _count(person_id: str, kind: NoticeKind, choices: Choices, at: int) -> bool:
    """Count a notice against the person's limit for their local day; False if the limit is reached."""
    if not kind.counted:
        return True
    day = local_of(at, choices.zone)[:10]
    NoticeDay.insert(person_id=person_id, day=day).on_conflict_ignore().execute()
    taken = NoticeDay.update(count=NoticeDay.count + 1).where(
        (NoticeDay.person_id == person_id) & (NoticeDay.day == day) & (NoticeDay.count < A_DAY)
    )
    return taken.execute() == 1
