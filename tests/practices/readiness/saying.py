"""Saying in tests what one is ready for."""

from datetime import UTC, datetime, timedelta
from typing import Any

from api.client.phone import Phone
from api.client.readiness import ready_words
from api.client.records import Draft, Record, Request
from api.kernel import clock
from api.kernel.clock import HOUR
from api.kernel.rounds.times import STANDS
from tests.moving_clock import MovingClock
from tests.practices.working import act

FOUR_HOURS = 4 * 3600
RULES = {"talk": "always", "money": "always", "touch": "mutual", "intimacy": "mutual"}
"""The rules that hold until a person chooses others."""


def sealed_readiness(
    phone: Phone,
    area: str,
    state: str,
    seconds: int = FOUR_HOURS,
    *,
    ago: int = 0,
    reveal: str | None = None,
    energy: int | None = 3,
) -> Request:
    """The request for readiness that was set this many milliseconds ago."""
    ends = state != "not_now"
    rule, started = reveal or RULES[area], clock.now() - ago
    signals: dict[str, Any] = {
        "state": state,
        "reveal": rule,
        "started_at": clock.to_text(started),
        "duration_seconds": seconds if ends else None,
    }
    length = timedelta(seconds=seconds)
    words = ready_words(energy, rule, datetime.fromtimestamp(started / 1000, UTC), length)
    return phone.seal(
        Draft(
            "readiness",
            phone.space("us"),
            f"{phone.person_id}/{area}",
            signals,
            words if ends else None,
        )
    )


def say(phone: Phone, area: str, state: str, *length: int, **how: Any) -> dict[str, Any]:
    """Say it; what the server shows its author."""
    return phone.send(sealed_readiness(phone, area, state, *length, **how)).view


def energy(record: Record) -> Any:
    """The energy in the sealed words."""
    assert record.words
    return record.words["energy"]


def path_of(phone: Phone, area: str) -> str:
    return f"/readiness/{phone.person_id}/{area}"


def seen(phone: Phone, of: Phone) -> dict[str, dict[str, Any]]:
    """What a phone has of somebody's readiness, by area."""
    phone.changes()
    return {
        record.id.partition("/")[2]: record.view
        for record in phone.store.records.values()
        if record.kind == "readiness" and record.view["author_id"] == of.person_id
    }


def stand(moving: MovingClock) -> None:
    """Moves on until current readiness is old enough to match, and runs the worker."""
    moving.forward(milliseconds=2 * STANDS)
    act()


def traces(phone: Phone) -> dict[str, int]:
    """The areas in which both were ready, and until when that shows."""
    phone.changes()
    return {
        record.id: clock.from_text(record.view["until"])
        for record in phone.store.records.values()
        if record.kind == "readiness_matches"
    }


def in_hours(view: dict[str, Any]) -> int:
    """How many hours until its end, rounded."""
    return round((clock.from_text(view["until"]) - clock.now()) / HOUR)
