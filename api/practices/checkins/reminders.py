"""The daily reminder to check in, and the notice that the partner has checked in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ...kernel import clock, preferences, reminders, silence
from ...kernel.preferences import Choices
from ...kernel.push import notices
from ...kernel.push.messages import Message
from ...kernel.reminders import Due
from ...kernel.schedule.recurrence import instant_of, local_of, next_daily
from ...kernel.statements import Statement, any_of
from .models import CheckIn, CheckInReminder
from .notices import ARRIVED, REMINDER, REMINDER_SWITCH

DAILY = "check_in_reminder"
"""The kind of the daily reminder; each person has at most one, under the key `daily`."""
KEY = "daily"

EVERY_DAY, EVERY_SECOND_DAY, EVERY_WEEK = 1, 2, 7
IGNORED_UNTIL_QUIETER = 3

USEFUL = 2 * clock.HOUR
ARRIVAL_USEFUL = 4 * clock.HOUR
# Wait until the author can no longer undo the check-in before the partner is told.
UNDO = 10 * clock.SECOND


def plan_daily(person_id: str, choices: Choices) -> None:
    """Plan the daily reminder anew, as the person has just chosen it."""
    if choices.check_in_reminder_at is None or not choices.wants(REMINDER_SWITCH):
        reminders.unplan(person_id, DAILY, KEY, person_id)
        return
    at = next_daily(choices.check_in_reminder_at, choices.zone, clock.now())
    reminders.plan(person_id, person_id, DAILY, KEY, at)


def remind(dues: Sequence[Due]) -> None:
    """Remind each person, unless the day has a check-in, and plan the next reminders."""
    chosen = preferences.of_many([due.person_id for due in dues])
    wanted = [due for due in dues if _is_wanted(chosen[due.person_id])]
    ignored = _ignored_by([due.person_id for due in wanted])
    told = _unless_skipped(wanted, chosen)
    for due in told:
        ignored[due.person_id] += 1
    _REMEMBER.run_all((due.person_id, ignored[due.person_id]) for due in told)
    notices.queue_all(_message(due.person_id, days_between(ignored[due.person_id])) for due in told)
    reminders.plan_all(
        _next(due, chosen[due.person_id], days_between(ignored[due.person_id])) for due in wanted
    )


def days_between(ignored: int) -> int:
    """The interval in days: daily, after three ignored reminders every second day, after six
    weekly."""
    if ignored < IGNORED_UNTIL_QUIETER:
        return EVERY_DAY
    return EVERY_SECOND_DAY if ignored < 2 * IGNORED_UNTIL_QUIETER else EVERY_WEEK


def start_afresh(person_id: str) -> None:
    """After a check-in, remind daily again."""
    if _ignored(person_id) == 0:
        return
    _REMEMBER.run(person_id, 0)
    choices = preferences.of(person_id)
    if choices.check_in_reminder_at is not None and choices.wants(REMINDER_SWITCH):
        at = next_daily(choices.check_in_reminder_at, choices.zone, clock.now())
        reminders.plan(person_id, person_id, DAILY, KEY, at)


def tell_arrival(check_in: CheckIn, partners: list[str]) -> None:
    """Queue a silent push to the partner, unless the check-in is old. Preferences decide whether it
    is sent."""
    now = clock.now()
    for person_id in partners:
        if check_in.shown_at < now - ARRIVAL_USEFUL:
            continue
        notices.queue(
            person_id,
            ARRIVED,
            space_id=check_in.space_id,
            record_kind="check_ins",
            record_id=check_in.id,
            navigate="/",
            ttl_ms=ARRIVAL_USEFUL,
            urgency="low",
            topic=f"check_in/{check_in.author_id}",
            silent=True,
            due=now + UNDO,
            extra={},
        )


def _is_wanted(choices: Choices) -> bool:
    return choices.check_in_reminder_at is not None and choices.wants(REMINDER_SWITCH)


def _unless_skipped(dues: Sequence[Due], chosen: Mapping[str, Choices]) -> list[Due]:
    """Without those that are late, in quiet hours, in a pause, or whose day has a check-in. They do not count as
    ignored."""
    now = clock.now()
    silenced = silence.silenced_of([due.person_id for due in dues])
    awake = [
        due
        for due in dues
        if not due.is_late
        and not chosen[due.person_id].is_quiet(now)
        and silenced.get(due.person_id, 0) <= now
    ]
    written = _have_checked_in(awake, chosen)
    return [due for due in awake if due.person_id not in written]


def _message(person_id: str, days: int) -> Message:
    """The reminder. `every_days` lets the phone say when the next one comes."""
    return Message(
        person_id,
        REMINDER,
        space_id=person_id,
        record_kind="check_ins",
        record_id=person_id,
        navigate="/",
        ttl_ms=USEFUL,
        urgency="normal",
        topic=DAILY,
        extra={"every_days": days},
    )


def _next(due: Due, choices: Choices, days: int) -> Due:
    # Half a day of slack, so that a change to or from summer time does not shift the count of days.
    after = due.due + (days - 1) * clock.DAY + clock.HOUR * 12
    at = next_daily(str(choices.check_in_reminder_at), choices.zone, max(after, clock.now()))
    return replace(due, due=at)


def _have_checked_in(dues: Sequence[Due], chosen: Mapping[str, Choices]) -> set[str]:
    """Who of them checked in on the local day of their reminder."""
    days = {due.person_id: _day(due.due, chosen[due.person_id].zone) for due in dues}
    if not days:
        return set()
    earliest, latest = (
        min(day.start for day in days.values()),
        max(day.stop for day in days.values()),
    )
    written = _WRITTEN.run([*days], earliest, latest).fetchall()
    return {person_id for person_id, shown_at in written if shown_at in days[person_id]}


def _day(instant: int, zone: str) -> range:
    """The instants of the local day of an instant."""
    day = date.fromisoformat(local_of(instant, zone)[:10])
    return range(
        instant_of(f"{day}T00:00", zone), instant_of(f"{day + timedelta(days=1)}T00:00", zone)
    )


_WRITTEN = Statement(
    lambda people, earliest, latest: CheckIn.select(CheckIn.author_id, CheckIn.shown_at).where(
        any_of(CheckIn.author_id, people)
        & (CheckIn.shown_at >= earliest)
        & (CheckIn.shown_at < latest)
    )
)


def _ignored(person_id: str) -> int:
    return _ignored_by([person_id])[person_id]


def _ignored_by(person_ids: Sequence[str]) -> dict[str, int]:
    return {**dict.fromkeys(person_ids, 0), **dict(_IGNORED.run(person_ids).fetchall())}


_IGNORED = Statement(
    lambda person_ids: CheckInReminder.select(
        CheckInReminder.space_id, CheckInReminder.ignored
    ).where(any_of(CheckInReminder.space_id, person_ids))
)
_REMEMBER = Statement(
    lambda person_id, ignored: CheckInReminder.insert(
        space_id=person_id, ignored=ignored
    ).on_conflict(conflict_target=[CheckInReminder.space_id], update={"ignored": ignored})
)
