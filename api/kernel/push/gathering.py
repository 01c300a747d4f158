"""After an outage many reminders are late at once: merge those of one space into one push for each phone.

The push names their times and opens their list. A single late reminder stays as it is, with its actions.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from peewee import Expression

from ...config import settings
from .. import clock
from ..reminders import Reminder
from . import payload, topics
from .models import Notice

LATE = 5 * clock.MINUTE
"""How long after its time a reminder is late."""

_PATH = "/time"
_MOST_TIMES = 6
_GATHERED = "rituals"


def ready(notices: Iterable[Notice], now: int) -> list[Notice]:
    """The batch without late notices of people who have more of them due: those are sent together."""
    known = list(notices)
    people = {notice.person_id for notice in known if _is_late(notice, now)}
    due = Reminder.person_id.in_(people) & (Reminder.next_try <= now)
    busy = {row.person_id for row in Reminder.select(Reminder.person_id).where(due)}
    return [one for one in known if one.person_id not in busy or not _is_late(one, now)]


def others(notices: Iterable[Notice], now: int, lease: int) -> Expression:
    """The other late, unclaimed notices of the same phones."""
    known = [notice for notice in notices if _is_late(notice, now)]
    phones = {notice.subscription_id for notice in known}
    return (
        Notice.person_id.in_({notice.person_id for notice in known})
        & Notice.subscription_id.in_(phones)
        & Notice.id.not_in([notice.id for notice in known])
        & (Notice.record_kind == _GATHERED)
        & (Notice.due < now - LATE)
        & ((Notice.next_try <= now) | (Notice.next_try > now + lease))
    )


def gathered(notices: Sequence[Notice], now: int) -> list[Notice]:
    """The batch, with several late notices of one phone and space merged. Call it inside a transaction."""
    late: dict[tuple[str, str, str], list[Notice]] = {}
    for notice in notices:
        if _is_late(notice, now):
            late.setdefault(_address(notice), []).append(notice)
    going = [notice for notice in notices if not _is_late(notice, now)]
    return going + [_as_one(several) for several in late.values()]


def _is_late(notice: Notice, now: int) -> bool:
    return notice.record_kind == _GATHERED and notice.due < now - LATE


def _address(notice: Notice) -> tuple[str, str, str]:
    return notice.person_id, notice.subscription_id, notice.space_id


def _as_one(several: Sequence[Notice]) -> Notice:
    """Merge notices into one. It is about no single ritual, so a change of one ritual does not delete it."""
    if len(several) == 1:
        return several[0]
    kept, *merged = sorted(several, key=lambda notice: notice.id)
    Notice.delete().where(Notice.id.in_([notice.id for notice in merged])).execute()
    kept.record_id = kept.person_id
    kept.payload = _payload(kept, [orjson.loads(notice.payload) for notice in several])
    kept.topic = topics.opaque(kept.subscription_id, _GATHERED)
    kept.passes_quiet_hours = all(notice.passes_quiet_hours for notice in several)
    kept.expires = max(notice.expires for notice in several)
    kept.save()
    return kept


def _payload(kept: Notice, told: Sequence[dict[str, Any]]) -> str:
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
        address=settings().origin + _PATH,
        silent=all(one["silent"] for one in shown),
        language=shown[0]["lang"],
        extra={"at": times[-1][0] or None},
    )


def _list(times: Iterable[str]) -> str:
    """`19:00, 20:30.`; only the first few of many."""
    known = list(times)
    return ", ".join(known[:_MOST_TIMES]) + (" …" if len(known) > _MOST_TIMES else ".")
