"""Notices: what is to be pushed, queued in the transaction that causes it.

A notice that is not welcome now is not queued at all, and nothing makes up for it later.
"""

from collections.abc import Mapping
from typing import Any

from ...config import settings
from .. import clock, preferences, silence
from ..ids import new_id
from ..preferences import Choices
from ..recurrence import local_of
from . import payload, subscriptions, topics
from .models import Notice, NoticeDay

# kind: the switch that turns it off. What touches who may be oneself is always told.
SWITCHES: Mapping[str, str | None] = {
    "pause": "pauses",
    "pause_end": "pauses",
    "ritual": "rituals",
    "ask": "asks",
    "ask_answer": "asks",
    "ask_end": "asks",
    "check_in": "check_in_arrived",
    "check_in_reminder": "check_in_reminder",
    "new_device": None,
    "recovery": None,
    "seat": None,
    "left": None,
}

# All other kinds together: at most so many a day to one person (safety rule 5).
_UNLIMITED = ("pause", "pause_end", "ritual", "ask_end", "new_device", "recovery", "seat", "left")
A_DAY = 2


def queue(
    person_id: str,
    kind: str,
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
    passes_quiet_hours: bool = False,
    passes_pause: bool = False,
    extra: Mapping[str, Any],
) -> None:
    """Push to every phone of a person, unless that is not welcome at the time.

    Not welcome: the kind is switched off, the person is silenced or in quiet hours (and the notice
    does not pass), they had their notices for the day, or it is no longer useful. `due` is when it
    is to be sent (now), `ttl_ms` how long it is useful from then. `urgency` is very-low, low, normal
    or high (RFC 8030 §5.3); of the same kind and `topic` only the newest is kept. `navigate` is
    a path of the app. `title` and `body` must be neutral. Call it inside a transaction.
    """
    now = clock.now()
    due = now if due is None else due
    if due + ttl_ms <= now:
        return
    phones = subscriptions.reachable([person_id])
    if not phones:
        return
    choices = preferences.of(person_id)
    at = max(due, now)
    if not _is_welcome(person_id, kind, choices, at, passes_quiet_hours, passes_pause):
        return
    if not _count(person_id, kind, choices, at):
        return
    about = {"kind": kind, "space_id": space_id, "record_kind": record_kind, "record_id": record_id}
    shown = {"title": title, "body": body, "address": settings().origin + navigate}
    for phone in phones:
        notice_id = new_id()
        its_topic = topics.opaque(phone.id, topic)
        _drop_older(phone.id, kind, its_topic, due)
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
            passes_pause=passes_pause,
            due=due,
            expires=due + ttl_ms,
            next_try=due,
            **about,
        ).execute()


def _drop_older(subscription_id: str, kind: str, topic: str, due: int) -> None:
    """Here too the newest of a topic takes the place of those that wait, as with a push service."""
    Notice.delete().where(
        (Notice.subscription_id == subscription_id)
        & (Notice.kind == kind)
        & (Notice.topic == topic)
        & (Notice.due <= due)
    ).execute()


def drop_queued(person_id: str, space_id: str) -> None:
    """A pause has begun: what the couple had queued for this person vanishes, unless it passes."""
    Notice.delete().where(
        (Notice.person_id == person_id)
        & (Notice.space_id == space_id)
        & (Notice.passes_pause == False)  # noqa: E712 - an SQL expression
        & (Notice.due <= clock.now())
    ).execute()


def drop_space(space_id: str, person_id: str | None = None) -> None:
    """Whatever a space has queued, for anyone or for one person, vanishes."""
    chosen = Notice.space_id == space_id
    if person_id is not None:
        chosen &= Notice.person_id == person_id
    Notice.delete().where(chosen).execute()


def drop(record_kind: str, record_id: str, person_id: str | None = None) -> int:
    """What is queued about one record vanishes, for everyone or for one person; returns how many."""
    chosen = (Notice.record_kind == record_kind) & (Notice.record_id == record_id)
    if person_id is not None:
        chosen &= Notice.person_id == person_id
    return Notice.delete().where(chosen).execute()


def keep_quiet(person_id: str, record_kind: str, record_id: str) -> None:
    """What is queued about one record passes this person's quiet hours no more."""
    Notice.update(passes_quiet_hours=False).where(
        (Notice.person_id == person_id)
        & (Notice.record_kind == record_kind)
        & (Notice.record_id == record_id)
    ).execute()


def _is_welcome(
    person_id: str,
    kind: str,
    choices: Choices,
    at: int,
    passes_quiet_hours: bool,
    passes_pause: bool,
) -> bool:
    switch = SWITCHES[kind]
    if switch is not None and not choices.notices[switch]:
        return False
    if not passes_pause and silence.silenced_until(person_id) > at:
        return False
    return passes_quiet_hours or not choices.is_quiet(at)


def _count(person_id: str, kind: str, choices: Choices, at: int) -> bool:
    """Whether the day, in the person's own zone, has room for it; if so it is taken."""
    if kind in _UNLIMITED:
        return True
    day = local_of(at, choices.zone)[:10]
    NoticeDay.insert(person_id=person_id, day=day).on_conflict_ignore().execute()
    taken = NoticeDay.update(count=NoticeDay.count + 1).where(
        (NoticeDay.person_id == person_id) & (NoticeDay.day == day) & (NoticeDay.count < A_DAY)
    )
    return taken.execute() == 1
