"""The daily reminder to check in, and the notice that the partner has checked in."""

from datetime import date, timedelta

from ...kernel import clock, preferences, reminders, silence
from ...kernel.preferences import Choices
from ...kernel.push import notices
from ...kernel.reminders import Due
from ...kernel.schedule.recurrence import instant_of, local_of, next_daily
from ...kernel.statements import Statement
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


def remind(due: Due) -> None:
    """Remind the person, unless the day has a check-in, and plan the next reminder."""
    choices = preferences.of(due.person_id)
    if choices.check_in_reminder_at is None or not choices.wants(REMINDER_SWITCH):
        return
    ignored = _ignored(due.person_id)
    if not _is_skipped(due, choices):
        ignored += 1
        _remember(due.person_id, ignored)
        _tell(due.person_id, days_between(ignored))
    # Half a day of slack, so that a change to or from summer time does not shift the count of days.
    after = due.due + (days_between(ignored) - 1) * clock.DAY + clock.HOUR * 12
    at = next_daily(choices.check_in_reminder_at, choices.zone, max(after, clock.now()))
    reminders.plan(due.person_id, due.space_id, DAILY, KEY, at)


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
    _remember(person_id, 0)
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


def _is_skipped(due: Due, choices: Choices) -> bool:
    """Whether to skip this reminder: late, in quiet hours, in a pause, or the day has a check-in. A
    skipped reminder does not count as ignored."""
    now = clock.now()
    resting = choices.is_quiet(now) or silence.silenced_until(due.person_id) > now
    return due.is_late or resting or _has_check_in(due.person_id, due.due, choices.zone)


def _tell(person_id: str, days: int) -> None:
    """Queue the reminder. `every_days` lets the phone say when the next one comes."""
    notices.queue(
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


def _has_check_in(person_id: str, instant: int, zone: str) -> bool:
    """Whether the person checked in on the local day of an instant."""
    day = date.fromisoformat(local_of(instant, zone)[:10])
    begin = instant_of(f"{day}T00:00", zone)
    end = instant_of(f"{day + timedelta(days=1)}T00:00", zone)
    own = (CheckIn.author_id == person_id) & (CheckIn.shown_at >= begin)
    return CheckIn.select().where(own & (CheckIn.shown_at < end)).exists()


def _ignored(person_id: str) -> int:
    row = _IGNORED.row(person_id)
    return row[0] if row else 0


_IGNORED = Statement(
    lambda person_id: CheckInReminder.select(CheckInReminder.ignored).where(
        CheckInReminder.space_id == person_id
    )
)


def _remember(person_id: str, ignored: int) -> None:
    CheckInReminder.insert(space_id=person_id, ignored=ignored).on_conflict(
        conflict_target=[CheckInReminder.space_id], update={"ignored": ignored}
    ).execute()
