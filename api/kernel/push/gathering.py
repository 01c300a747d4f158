"""After an outage many reminders are late at once: merge those of one space into one push for each phone.

The push names their times and opens their list. A single late reminder stays as it is, with its actions. Only the kinds
of notices that are `Recurring` are merged.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from ...config import settings
from .. import clock, notice_kinds
from ..db import skip_locked
from ..notice_kinds import Recurring
from ..reminders import Reminder
from ..statements import Statement, any_of
from . import payload, topics
from .hours import recurring_of
from .models import Notice

LATE = 5 * clock.MINUTE
"""How long after its time a reminder is late."""

_MOST_TIMES = 6


def ready(notices: Sequence[Notice], now: int) -> list[Notice]:
    """The batch without late notices of people who have more of them due: those are sent together."""
    people = {notice.person_id for notice in notices if _is_late(notice, now)}
    busy = {row[0] for row in _BUSY.run(list(people), now).fetchall()} if people else ()
    return [one for one in notices if one.person_id not in busy or not _is_late(one, now)]


_BUSY = Statement(
    lambda people, now: Reminder.select(Reminder.person_id).where(
        any_of(Reminder.person_id, people) & (Reminder.next_try <= now)
    )
)


def others(
    notices: Iterable[Notice], now: int, lease: int, in_hand: Sequence[str]
) -> Sequence[Notice]:
    """The other late, unclaimed notices of the same phones, locked. Not those that the worker has `in_hand`."""
    known = [notice for notice in notices if _is_late(notice, now)]
    if not known:
        return []
    return _OTHERS.all(
        Notice,
        list({notice.person_id for notice in known}),
        list({notice.subscription_id for notice in known}),
        [*in_hand, *(notice.id for notice in known)],
        now - LATE,
        now,
        now + lease,
        [one.record_kind for one in notice_kinds.all_recurring()],
    )


_OTHERS = Statement(
    lambda people, phones, known, late, now, lent, recurring: skip_locked(
        Notice.select().where(
            any_of(Notice.person_id, people)
            & any_of(Notice.subscription_id, phones)
            & ~any_of(Notice.id, known)
            & any_of(Notice.record_kind, recurring)
            & (Notice.due < late)
            & ((Notice.next_try <= now) | (Notice.next_try > lent))
        )
    )
)


def gathered(notices: Sequence[Notice], now: int) -> list[Notice]:
    """The batch, with several late notices of one phone, space and record kind merged. Call it inside a transaction."""
    late: dict[tuple[Recurring, str, str, str], list[Notice]] = {}
    going: list[Notice] = []
    for notice in notices:
        recurring = recurring_of(notice)
        if recurring is None or not _is_late(notice, now):
            going.append(notice)
            continue
        of_one = (recurring, notice.person_id, notice.subscription_id, notice.space_id)
        late.setdefault(of_one, []).append(notice)
    return going + [_as_one(recurring, several) for (recurring, *_), several in late.items()]


def _is_late(notice: Notice, now: int) -> bool:
    return recurring_of(notice) is not None and notice.due < now - LATE


def _as_one(recurring: Recurring, several: Sequence[Notice]) -> Notice:
    """Merge notices into one. It is about no single record, so a change of one does not delete it."""
    if len(several) == 1:
        return several[0]
    kept, *merged = sorted(several, key=lambda notice: notice.id)
    Notice.delete().where(Notice.id.in_([notice.id for notice in merged])).execute()
    kept.record_id = kept.person_id
    kept.payload = _payload(recurring, kept, [orjson.loads(notice.payload) for notice in several])
    kept.topic = topics.opaque(kept.subscription_id, kept.record_kind)
    kept.passes_quiet_hours = all(notice.passes_quiet_hours for notice in several)
    kept.expires = max(notice.expires for notice in several)
    kept.save()
    return kept


def _payload(recurring: Recurring, kept: Notice, told: Sequence[dict[str, Any]]) -> str:
    shown = [one["notification"] for one in told]
    times = sorted({(one["twofold"].get("at", ""), one["notification"]["body"]) for one in told})
    return payload.build(
        kept.id,
        kind=kept.kind,
        space_id=kept.space_id,
        record_kind=kept.record_kind,
        record_id=kept.record_id,
        title=shown[0]["title"],
        body=_list(text.removesuffix(".") for _, text in times),
        address=settings().origin + recurring.listed_at,
        silent=all(one["silent"] for one in shown),
        language=shown[0]["lang"],
        extra={"at": times[-1][0] or None},
    )


def _list(times: Iterable[str]) -> str:
    """`19:00, 20:30.`; only the first few of many."""
    known = list(times)
    return ", ".join(known[:_MOST_TIMES]) + (" …" if len(known) > _MOST_TIMES else ".")
