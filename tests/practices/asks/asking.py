"""Asking, answering and withdrawing in tests."""

from typing import Any

from api.client.phone import Phone
from api.client.records import Draft, Request
from api.kernel import clock
from api.kernel.ids import new_id
from tests.kernel.asking import sent

DAY = 24 * 3600
TWO_HOURS = 2 * 3600
KINDS = ("asks", "ask_answers", "ask_withdrawals", "ask_answer_withdrawals")


def sealed_ask(
    phone: Phone,
    area: str = "talk",
    seconds: int = DAY,
    *,
    ago: int = 0,
    started: int | None = None,
    wants_at: int | None = None,
    line: str | None = None,
    ask_id: str | None = None,
) -> Request:
    """The request for an ask that was written this many milliseconds ago."""
    words = {"line": line} if line else {}
    started = clock.now() - ago if started is None else started
    signals: dict[str, Any] = {
        "area": area,
        "wants_at": None if wants_at is None else clock.to_text(wants_at),
        "started_at": clock.to_text(started),
        "duration_seconds": seconds,
    }
    return phone.seal(
        Draft("asks", phone.space("us"), ask_id or new_id(), signals, words, words or None)
    )


def ask(phone: Phone, *what: Any, **how: Any) -> dict[str, Any]:
    """Ask; what the server shows of it."""
    return phone.send(sealed_ask(phone, *what, **how)).view


def sealed_answer(
    phone: Phone,
    ask_id: str,
    answer: str,
    seconds: int = TWO_HOURS,
    *,
    ago: int = 0,
    later_in: int = clock.HOUR,
    line: str | None = None,
    answer_id: str | None = None,
) -> Request:
    """The request for an answer. A yes holds for this many seconds; a later means in this many milliseconds."""
    started = clock.now() - ago
    words = {"line": line} if line else {} if answer == "yes" else None
    signals: dict[str, Any] = {
        "answer": answer,
        "later_at": clock.to_text(started + later_in) if answer == "later" else None,
        "started_at": clock.to_text(started),
        "duration_seconds": seconds if answer == "yes" else None,
    }
    one = f"{ask_id}/{answer_id or new_id()}"
    headline = words or None
    return phone.seal(Draft("ask_answers", phone.space("us"), one, signals, words, headline))


def say(phone: Phone, ask_id: str, answer: str, *length: int, **how: Any) -> dict[str, Any]:
    """Answer; what the server shows of it."""
    return phone.send(sealed_answer(phone, ask_id, answer, *length, **how)).view


def withdrawal(phone: Phone, one: str) -> Request:
    """The request that withdraws an ask (ASK) or an answer (ASK/ANSWER)."""
    path = f"/asks/{one.replace('/', '/answers/')}/withdrawal"
    return Request("ask_withdrawals", path, {"space_id": phone.space("us")})


def withdraw(phone: Phone, one: str) -> dict[str, Any]:
    """Withdraw it; returns what the server then shows."""
    return sent(phone, withdrawal(phone, one)).json


def seen(phone: Phone) -> dict[tuple[str, str], dict[str, Any]]:
    """What a phone has of asks, answers and withdrawals, by kind and id."""
    phone.changes()
    records = phone.store.records.values()
    assert not phone.store.refused
    return {(one.kind, one.id): one.view for one in records if one.kind in KINDS}


def kinds_seen(phone: Phone) -> list[str]:
    return sorted(kind for kind, _ in seen(phone))
