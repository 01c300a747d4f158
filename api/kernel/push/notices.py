"""Notices: what is to be pushed, queued in the transaction that causes it.

A notice that is not welcome now is not queued, and is not sent later either.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ParamSpec

from ...config import settings
from .. import clock, preferences, silence
from ..db import columns, for_update
from ..ids import new_id
from ..notice_kinds import NoticeKind
from ..preferences import Choices
from ..schedule.recurrence import local_of
from ..statements import Statement, any_of
from . import payload, subscriptions, topics
from .messages import Message
from .models import Notice, NoticeDay, PushSubscription

A_DAY = 2
"""The most notices a day to one person, of all kinds together that are counted."""

P = ParamSpec("P")
_Row = Mapping[str, Any]
"""A row of `Notice`."""


@dataclass(frozen=True, eq=False)
class _Draft:
    """A message with the phones that it can reach, its person's choices, and when it is sent at the earliest."""

    message: Message
    phones: Sequence[PushSubscription]
    choices: Choices
    at: int

    @property
    def passes_quiet_hours(self) -> bool:
        kind, let_through = self.message.kind, self.message.let_through
        return kind.passes_quiet_hours or let_through or self.choices.lets_through(kind)


def _alone(make: Callable[P, Message]) -> Callable[P, None]:
    """A function with the typed parameters of `make`, so that they are written down once."""

    def queue_it(*args: P.args, **kwargs: P.kwargs) -> None:
        queue_all([make(*args, **kwargs)])

    return queue_it


queue = _alone(Message)
"""Queue one message; it takes what `Message` takes. Call it inside a transaction."""


def queue_all(messages: Iterable[Message]) -> None:
    """Push these messages, those that are welcome at their time. Call it inside a transaction.

    Not welcome: the kind is switched off, the person is silenced or in quiet hours (and the kind does not pass),
    they had their notices for the day, or it is no longer useful. The database is asked once for all of them: so
    one of a hundred costs 0.08 ms on SQLite, and one alone 0.3.
    """
    now = clock.now()
    drafts = _welcome(_reachable(messages, now))
    rows = _newest([row for draft in _within_their_days(drafts) for row in _rows(draft, now)])
    _DROP_OLDER.run_all([row[name] for name in _OLDER] for row in rows)
    _INSERT.run_all([row[name] for name in columns(Notice)] for row in rows)


def _reachable(messages: Iterable[Message], now: int) -> list[_Draft]:
    """What is still useful, and has a phone to go to."""
    useful = [message for message in messages if message.due_at(now) + message.ttl_ms > now]
    phones: defaultdict[str, list[PushSubscription]] = defaultdict(list)
    for phone in subscriptions.reachable_of({message.person_id for message in useful}):
        phones[phone.person_id].append(phone)
    if not phones:
        return []
    choices = preferences.of_many(phones)
    drafts: list[_Draft] = []
    for message in useful:
        its = [one for one in phones[message.person_id] if one.device_id != message.but_device]
        if its:
            at = max(message.due_at(now), now)
            drafts.append(_Draft(message, its, choices[message.person_id], at))
    return drafts


def _welcome(drafts: Sequence[_Draft]) -> list[_Draft]:
    until = silence.silenced_of({draft.message.person_id for draft in drafts})

    def is_welcome(draft: _Draft) -> bool:
        message, choices = draft.message, draft.choices
        kind = message.kind
        if kind.switch is not None and not choices.wants(kind.switch):
            return False
        if not kind.passes_pause and until.get(message.person_id, 0) > draft.at:
            return False
        return draft.passes_quiet_hours or not choices.is_quiet(draft.at)

    return [draft for draft in drafts if is_welcome(draft)]


def _within_their_days(drafts: Sequence[_Draft]) -> list[_Draft]:
    """The drafts within the limits of their people's local days, which are counted, and those that do not count."""
    days = {draft: _day(draft) for draft in drafts if draft.message.kind.counted}
    if not days:
        return list(drafts)
    named = sorted({*days.values()})  # two workers lock them in one order
    _BEGIN_DAY.run_all(named)
    told = _DAYS.all(NoticeDay, [person_id for person_id, _ in named])
    before = {(row.person_id, row.day): row.count for row in told}
    counts = {day: before[day] for day in named}
    going: list[_Draft] = []
    for draft in drafts:
        day = days.get(draft)
        if day is None or counts[day] < A_DAY:
            going.append(draft)
        if day is not None:
            counts[day] = min(A_DAY, counts[day] + 1)
    _SET_DAY.run_all((count, *day) for day, count in counts.items() if count != before[day])
    return going


def _day(draft: _Draft) -> tuple[str, str]:
    return draft.message.person_id, local_of(draft.at, draft.choices.zone)[:10]


_BEGIN_DAY = Statement(
    lambda person_id, day: NoticeDay.insert(
        person_id=person_id, day=day, count=0
    ).on_conflict_ignore()
)
_DAYS = Statement(
    lambda person_ids: for_update(
        NoticeDay.select()
        .where(any_of(NoticeDay.person_id, person_ids))
        .order_by(NoticeDay.person_id, NoticeDay.day)
    )
)
_SET_DAY = Statement(
    lambda count, person_id, day: NoticeDay.update(count=count).where(
        (NoticeDay.person_id == person_id) & (NoticeDay.day == day)
    )
)


def _rows(draft: _Draft, now: int) -> Iterable[_Row]:
    """A row for each phone."""
    message, due = draft.message, draft.message.due_at(now)
    for phone in draft.phones:
        notice_id = new_id()
        yield {
            "id": notice_id,
            "person_id": message.person_id,
            "subscription_id": phone.id,
            "space_id": message.space_id,
            "kind": message.kind.name,
            "record_kind": message.record_kind,
            "record_id": message.record_id,
            "payload": _payload(notice_id, message, draft.choices.language),
            "topic": topics.opaque(phone.id, message.topic),
            "urgency": message.urgency,
            "passes_quiet_hours": draft.passes_quiet_hours,
            "passes_pause": message.kind.passes_pause,
            "due": due,
            "expires": due + message.ttl_ms,
            "next_try": due,
            "tries": 0,
        }


def _payload(notice_id: str, message: Message, language: str) -> str:
    return payload.build(
        notice_id,
        kind=message.kind.name,
        space_id=message.space_id,
        record_kind=message.record_kind,
        record_id=message.record_id,
        title=message.title,
        body=message.body,
        address=settings().origin + message.navigate,
        silent=message.silent,
        language=language,
        extra=message.extra,
    )


_INSERT = Statement(
    lambda *values: Notice.insert(dict(zip(columns(Notice), values, strict=True))),
    names=[*columns(Notice)],
)


def _newest(rows: Sequence[_Row]) -> list[_Row]:
    """As a push service does: of one topic only the newest waits."""
    last = {_topic(row): row for row in rows}
    return [
        row for row in rows if row is last[_topic(row)] or row["due"] > last[_topic(row)]["due"]
    ]


def _topic(row: _Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in _TOPIC)


_TOPIC = ("person_id", "subscription_id", "kind", "topic")
_OLDER = (*_TOPIC, "due")
_DROP_OLDER = Statement(
    lambda person_id, subscription_id, kind, topic, due: Notice.delete().where(
        (Notice.person_id == person_id)
        & (Notice.subscription_id == subscription_id)
        & (Notice.kind == kind)
        & (Notice.topic == topic)
        & (Notice.due <= due)
    )
)


def drop_queued(person_id: str, space_id: str) -> None:
    """A pause has begun: delete the couple's notices for this person that are due and still queued, except those that
    pass. Whether a later one is welcome is decided at its time: the pause may be over by then."""
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


def obeying(kinds: Collection[NoticeKind]) -> Callable[[str, Choices], None]:
    """For `PreferencesActions.saved`: what is queued obeys new choices too. Otherwise a notice that waits, as for a
    push service that is away, would come after the person has switched it off, or in quiet hours that it may not
    pass."""

    def obey(person_id: str, choices: Choices) -> None:
        off = [one.name for one in kinds if one.switch and not choices.wants(one.switch)]
        held = [one.name for one in kinds if one.lets_through and not choices.lets_through(one)]
        _DROP_KINDS.run(person_id, off)
        _HOLD_KINDS.run(person_id, held)

    return obey


def _of_kinds(person_id: Any, names: Any) -> Any:
    return (Notice.person_id == person_id) & any_of(Notice.kind, names)


_DROP_KINDS = Statement(lambda person_id, names: Notice.delete().where(_of_kinds(person_id, names)))
_HOLD_KINDS = Statement(
    lambda person_id, names: Notice.update(passes_quiet_hours=False).where(
        _of_kinds(person_id, names)
    )
)


def keep_quiet(person_id: str, record_kind: str, record_id: str) -> None:
    """Stop the queued notices about one record from passing this person's quiet hours."""
    Notice.update(passes_quiet_hours=False).where(
        (Notice.person_id == person_id)
        & (Notice.record_kind == record_kind)
        & (Notice.record_id == record_id)
    ).execute()
