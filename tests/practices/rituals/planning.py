"""Planning rituals in tests."""

from typing import Any

from api.client.phone import Phone
from api.client.records import Draft, Request
from api.kernel.clock import from_text
from api.kernel.ids import new_id

FRIDAY = "2040-03-02T19:00"
NEXT_FRIDAY = "2040-03-09T19:00"
SEVEN = from_text("2040-03-02T18:00:00.000Z")
"""Friday at 19:00 in Berlin."""

WEEKLY: dict[str, Any] = {
    "frequency": "weekly",
    "interval": 1,
    "weekdays": ["fr"],
    "nth": None,
    "starts": FRIDAY,
    "zone": "Europe/Berlin",
    "duration_minutes": 120,
}
DAILY: dict[str, Any] = {**WEEKLY, "frequency": "daily", "weekdays": None}


def sealed_ritual(
    phone: Phone,
    *,
    ritual_id: str | None = None,
    edit: int = 1,
    kind: str = "date_night",
    recurrence: dict[str, Any] = WEEKLY,
    leads: tuple[int, ...] = (60,),
    title: str = "Us",
    audience: Any = None,
    replaces: str | None = None,
) -> Request:
    """The request for a ritual, by default on Fridays at 19:00 in Berlin."""
    signals: dict[str, Any] = {
        "kind": kind,
        "recurrence": recurrence,
        "lead_minutes": list(leads),
    }
    space = phone.space(audience or ("us" if phone.couple_id else "me"))
    words = {"title": title, "place": "", "note": ""}
    headline = {"title": title}
    request = phone.seal(
        Draft("rituals", space, ritual_id or new_id(), signals, words, headline, edit=edit)
    )
    if replaces is not None:
        request.body["replaces"] = replaces
    return request


def propose(phone: Phone, **how: Any) -> dict[str, Any]:
    """Save a ritual; what the server shows of it."""
    return phone.send(sealed_ritual(phone, **how)).view


def space_of(phone: Phone) -> str:
    return phone.couple_id or phone.person_id


def accept(phone: Phone, ritual_id: str, edit: int = 1) -> dict[str, Any]:
    body = {"space_id": space_of(phone), "edit": edit}
    return phone.api.call("PUT", f"/rituals/{ritual_id}/acceptance", body)


def decline(phone: Phone, ritual_id: str, edit: int = 1) -> dict[str, Any]:
    body = {"space_id": space_of(phone), "edit": edit}
    return phone.api.call("PUT", f"/rituals/{ritual_id}/refusal", body)


def agreed(first: Phone, second: Phone, **how: Any) -> str:
    """The id of a ritual both have accepted."""
    ritual_id: str = propose(first, **how)["id"]
    accept(second, ritual_id)
    return ritual_id


def views(phone: Phone) -> dict[str, dict[str, Any]]:
    """What is new for a phone, by kind."""
    return {record.kind: record.view for record in phone.changes()}


def state(phone: Phone, ritual_id: str) -> str:
    return phone.api.call("GET", f"/rituals/{ritual_id}")["state"]


def end(phone: Phone, ritual_id: str) -> dict[str, Any]:
    return phone.api.call("PUT", f"/rituals/{ritual_id}/end", {"space_id": space_of(phone)})


def occurrence_path(ritual_id: str, original: str = FRIDAY) -> str:
    return f"/rituals/{ritual_id}/occurrences/{original}"


def occurrence_body(
    phone: Phone, new_state: str, moved_to: str | None = None, edit: int = 1
) -> dict[str, Any]:
    return {
        "space_id": space_of(phone),
        "edit": edit,
        "state": new_state,
        "moved_to": moved_to,
    }


def change(
    phone: Phone, ritual_id: str, new_state: str, original: str = FRIDAY, **how: Any
) -> dict[str, Any]:
    """Move, skip, keep or put back one time."""
    body = occurrence_body(phone, new_state, **how)
    return phone.api.call("PUT", occurrence_path(ritual_id, original), body)


def answer_path(ritual_id: str, original: str = FRIDAY, answer_id: str | None = None) -> str:
    return f"{occurrence_path(ritual_id, original)}/answers/{answer_id or new_id()}"


def said(phone: Phone, what: str) -> dict[str, Any]:
    """The body of an answer."""
    return {"space_id": space_of(phone), "answer": what}


def answer(phone: Phone, ritual_id: str, what: str, original: str = FRIDAY) -> dict[str, Any]:
    """Answer a reminder."""
    return phone.api.call("PUT", answer_path(ritual_id, original), said(phone, what))
