"""Wobbling, answering and keeping a card in tests."""

from typing import Any

from api.client.phone import Phone
from api.client.records import Draft, Request
from api.client.transport import ApiProblem
from api.kernel import clock
from api.kernel.ids import new_id
from tests.kernel.everything import everything

TWO_HOURS = 2 * 3600
Couple = tuple[Phone, Phone]
KINDS = ("wobbles", "wobble_answers", "wobble_withdrawals", "wobble_answer_withdrawals")


def sealed_wobble(
    phone: Phone,
    *,
    helps: str | None = "Walk around the block.",
    ago: int = 0,
    seconds: int = TWO_HOURS,
    wobble_id: str | None = None,
) -> Request:
    """The request for a wobble that was tapped this many milliseconds ago."""
    signals = {"started_at": clock.to_text(clock.now() - ago), "duration_seconds": seconds}
    words = {} if helps is None else {"helps": helps}
    one = wobble_id or new_id()
    return phone.seal(Draft("wobbles", phone.space("us"), one, signals, words, {}))


def wobble(phone: Phone, **how: Any) -> str:
    """Wobble; the id."""
    return phone.send(sealed_wobble(phone, **how)).view["id"]


def sealed_answer(
    phone: Phone,
    wobble_id: str,
    answer: str,
    *,
    seconds: int = 3600,
    later_in: int = clock.HOUR,
    answer_id: str | None = None,
) -> Request:
    """The request for an answer. A yes holds for this many seconds; a later means in this many milliseconds."""
    started = clock.now()
    signals: dict[str, Any] = {
        "answer": answer,
        "later_at": clock.to_text(started + later_in) if answer == "later" else None,
        "started_at": clock.to_text(started),
        "duration_seconds": seconds if answer == "yes" else None,
    }
    words = {} if answer == "yes" else None
    one = f"{wobble_id}/{answer_id or new_id()}"
    return phone.seal(Draft("wobble_answers", phone.space("us"), one, signals, words, words))


def say(phone: Phone, wobble_id: str, answer: str, **how: Any) -> str:
    """Answer; the id."""
    return phone.send(sealed_answer(phone, wobble_id, answer, **how)).view["id"]


def withdrawal(phone: Phone, one: str) -> Request:
    """The request that withdraws a wobble (WOBBLE) or an answer (WOBBLE/ANSWER)."""
    path = f"/wobbles/{one.replace('/', '/answers/')}/withdrawal"
    return Request("wobble_withdrawals", path, {"space_id": phone.space("us")})


def withdraw(phone: Phone, one: str) -> None:
    request = withdrawal(phone, one)
    phone.api.call("PUT", request.path, request.body)


def sealed_card(phone: Phone, helps: str = "Walk around the block.", *, edit: int = 1) -> Request:
    """The request for a person's own card."""
    own = phone.person_id
    return phone.seal(Draft("wobble_cards", own, own, {}, words={"helps": helps}, edit=edit))


def code(phone: Phone, request: Any) -> str:
    """Why a request is refused; "" if it is not. A refused one changes nothing."""
    try:
        phone.api.call("PUT", request.path, request.body)
    except ApiProblem as problem:
        return problem.code
    return ""


def seen(phone: Phone) -> dict[str, Any]:
    """What a phone has of wobbles, by kind and id."""
    phone.changes()
    known = phone.store.records.values()
    return {f"{one.kind} {one.id}": one.view for one in known if one.kind in KINDS}


def traces(*words: str) -> list[str]:
    """The stored rows that have one of these texts."""
    rows = [repr(row) for found in everything().values() for row in found]
    return [row for row in rows if any(word in row for word in words)]
