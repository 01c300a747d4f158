"""Claiming notices that are due, and recording the outcome of each attempt.

A worker claims a batch under a lease: no other worker takes them until it ends, and any may afterwards, so
that a crash loses nothing. A notice that arrives twice has the same tag, so the phone shows it once.
"""

import random
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from .. import clock, preferences, silence, spaces
from ..db import skip_locked, transaction
from ..preferences import Choices
from ..statements import Statement, any_of
from . import gathering, hours, payload, subscriptions
from .models import Notice, PushSubscription

LEASE = 45 * clock.SECOND
"""The lease: longer than any attempt takes."""

_LONGEST_WAIT = 10 * clock.MINUTE


@dataclass(frozen=True)
class Delivery:
    """One notice on its way to one phone."""

    notice_id: str
    person_id: str
    subscription_id: str
    endpoint: str
    p256dh: str
    auth: str
    server_key: str
    payload: str
    topic: str
    urgency: str
    due: int
    expires: int
    tries: int


@dataclass(frozen=True)
class Outcome:
    """The outcome of an attempt.

    delivered: the push service accepted it. gone: the subscription does not exist any more. refused: the
    subscription is refused and should be renewed. bad_message: this message is dropped, whether the message or
    this server is at fault; only several in a row count against the subscription. too_large: the short form may
    fit. later: retry, after `wait` milliseconds if the push service named a time.
    """

    delivery: Delivery
    verdict: Literal["delivered", "gone", "refused", "bad_message", "too_large", "later"]
    wait: int | None = None


def claim(limit: int, in_hand: Collection[str] = ()) -> list[Delivery]:
    """Claim up to `limit` notices that are due. Deletes those that are not welcome any more, silences or delays
    those beyond the hourly limits, and merges several that are late.

    `in_hand`: ids of the notices that this worker is sending. It must not send them twice, though their lease may
    have ended, since the machine slept or its clock was set.
    """
    now, mine = clock.now(), list(in_hand)
    if _FIRST_DUE.row(now, mine) is None:
        return []
    with transaction():
        notices = gathering.ready(_TO_SEND.all(Notice, now, mine, limit), now)
        notices += gathering.ready(gathering.others(notices, now, LEASE, mine), now)
        welcome = _Welcome(notices, now)
        wanted = [notice for notice in notices if welcome.wants(notice)]
        _delete({notice.id for notice in notices} - {notice.id for notice in wanted})
        for notice in wanted:
            if welcome.rests(notice.person_id) and not hours.may_sound(notice):
                hours.silence(notice)
        going = hours.allowed(gathering.gathered(wanted, now), now)
        _LEND.run(now + LEASE, [notice.id for notice in going])
        return [_delivery(notice, welcome.phones[_address(notice)]) for notice in going]


# Ordered as in `reminders`: by time, then by what the notices are about, and never in the order of writing.
_FIRST_DUE = Statement(
    lambda now, in_hand: (
        Notice.select(Notice.id)
        .where((Notice.next_try <= now) & ~any_of(Notice.id, in_hand))
        .order_by(Notice.next_try)
        .limit(1)
    )
)
_TO_SEND = Statement(
    lambda now, in_hand, most: skip_locked(
        Notice.select()
        .where((Notice.next_try <= now) & ~any_of(Notice.id, in_hand))
        .order_by(
            Notice.next_try,
            Notice.kind,
            Notice.record_id,
            Notice.person_id,
            Notice.subscription_id,
        )
        .limit(most)
    )
)
_LEND = Statement(lambda until, ids: Notice.update(next_try=until).where(any_of(Notice.id, ids)))


def settle(outcomes: Sequence[Outcome]) -> bool:
    """Record the outcome of each attempt; True once that is done."""
    with transaction():
        # Rows that a leaving or a pause is deleting right now are skipped, not waited for.
        ids = [outcome.delivery.notice_id for outcome in outcomes]
        mine = {notice_id for (notice_id,) in _STILL_THERE.run(ids).fetchall()}
        ours = [outcome for outcome in outcomes if outcome.delivery.notice_id in mine]
        _delete(outcome.delivery.notice_id for outcome in ours if not _try_again(outcome))
    for outcome in outcomes:
        phone = outcome.delivery
        if outcome.verdict == "gone":
            subscriptions.gone(phone.person_id, phone.subscription_id, phone.endpoint)
        elif outcome.verdict in ("refused", "bad_message"):
            at_once = outcome.verdict == "refused"
            subscriptions.refused(phone.person_id, phone.subscription_id, phone.endpoint, at_once)
    delivered = [outcome.delivery for outcome in outcomes if outcome.verdict == "delivered"]
    subscriptions.reached([(one.person_id, one.subscription_id) for one in delivered])
    return True


_STILL_THERE = Statement(
    lambda ids: skip_locked(Notice.select(Notice.id).where(any_of(Notice.id, ids)))
)


def _try_again(outcome: Outcome) -> bool:
    """Whether the notice stays, changed as the next attempt needs it."""
    delivery = outcome.delivery
    if outcome.verdict == "too_large":
        short = payload.short_form(delivery.payload)
        if short is not None:
            _change(delivery, payload=short, next_try=clock.now())
        return short is not None
    if outcome.verdict == "later":
        next_try = clock.now() + _wait(outcome)
        _change(delivery, tries=delivery.tries + 1, next_try=next_try)
        return next_try + clock.SECOND <= delivery.expires
    return False


def _wait(outcome: Outcome) -> int:
    """The delay before a retry: as the push service asked, else 1 s, 2 s, 4 s … with 50 % jitter."""
    if outcome.wait is not None:
        return max(outcome.wait, clock.SECOND)
    doubled = min(clock.SECOND << min(outcome.delivery.tries, 20), _LONGEST_WAIT)
    return round(doubled * random.uniform(0.5, 1.5))  # noqa: S311 - no secret


class _Welcome:
    """What decides whether notices are still welcome, read at once for a batch."""

    def __init__(self, notices: Sequence[Notice], now: int) -> None:
        self._now = now
        people = {notice.person_id for notice in notices}
        places = {notice.space_id for notice in notices}
        self.phones: dict[tuple[str, str], PushSubscription] = {
            (row.person_id, row.id): row for row in subscriptions.reachable_of(people)
        }
        self._choices: dict[str, Choices] = preferences.of_many(people)
        self._silenced_until = silence.silenced_of(people)
        self._members = {*spaces.members_of(places)}

    def wants(self, notice: Notice) -> bool:
        return (
            notice.expires >= self._now + clock.SECOND
            and _address(notice) in self.phones
            and (notice.space_id, notice.person_id) in self._members
            and (notice.passes_pause or not self._is_silenced(notice.person_id))
            and (notice.passes_quiet_hours or not self._is_quiet(notice.person_id))
        )

    def rests(self, person_id: str) -> bool:
        """Whether a notice that passes must be silent, since quiet hours or a pause have begun meanwhile."""
        return self._is_silenced(person_id) or self._is_quiet(person_id)

    def _is_silenced(self, person_id: str) -> bool:
        return self._silenced_until[person_id] > self._now

    def _is_quiet(self, person_id: str) -> bool:
        return self._choices[person_id].is_quiet(self._now)


def _address(notice: Notice) -> tuple[str, str]:
    return notice.person_id, notice.subscription_id


def _delivery(notice: Notice, phone: PushSubscription) -> Delivery:
    return Delivery(
        notice_id=notice.id,
        person_id=notice.person_id,
        subscription_id=notice.subscription_id,
        endpoint=phone.endpoint,
        p256dh=phone.p256dh,
        auth=phone.auth,
        server_key=phone.server_key,
        payload=notice.payload,
        topic=notice.topic,
        urgency=notice.urgency,
        due=notice.due,
        expires=notice.expires,
        tries=notice.tries,
    )


def _change(delivery: Delivery, **values: object) -> None:
    Notice.update(**values).where(Notice.id == delivery.notice_id).execute()


def _delete(ids: Iterable[str]) -> None:
    if gone := list(ids):
        _DELETE.run(gone)


_DELETE = Statement(lambda ids: Notice.delete().where(any_of(Notice.id, ids)))
