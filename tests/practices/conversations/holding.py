"""Holding a conversation in tests."""

from typing import Any

from api.client.phone import Audience, Phone
from api.client.records import Draft, Record, Request
from api.client.sealing import Words
from api.client.transport import Answer
from api.kernel import clock
from api.kernel.ids import new_id
from tests.kernel.asking import sent

KINDS = (
    "conversations",
    "conversation_joins",
    "conversation_steps",
    "conversation_breaks",
    "conversation_ends",
    "conversation_takeaways",
    "conversation_forgettings",
)
WORDS: dict[str, Words | None] = {
    "turn": {"text": "I was afraid of the evening."},
    "reflection": {"heard": "You were afraid.", "sense": "It was late.", "more": ""},
    "heard": None,
    "not_yet": {"text": "It was not the hour."},
}


def sealed_proposal(
    phone: Phone, *, ago: int = 0, audience: Audience = "us", **chosen: Any
) -> Request:
    """The request for a conversation that was proposed this many milliseconds ago."""
    signals: dict[str, Any] = {
        "started_at": clock.to_text(clock.now() - ago),
        "mode": "written",
        "keeps": True,
        "turn_seconds": 180,
        "speaks_first": "author",
        **chosen,
    }
    words = {"line": "The evenings"}
    return phone.seal(Draft("conversations", phone.space(audience), new_id(), signals, words))


def propose(phone: Phone, **chosen: Any) -> str:
    """Propose a conversation: its id."""
    return str(phone.send(sealed_proposal(phone, **chosen)).view["id"])


def begun(author: Phone, other: Phone, **chosen: Any) -> str:
    """A conversation that the other has joined: its id."""
    conversation_id = propose(author, **chosen)
    assert say(other, conversation_id, "join").status == 201
    return conversation_id


def say(phone: Phone, conversation_id: str, noun: str, **body: Any) -> Answer:
    """PUT a noun without words: join, break, end, forgetting."""
    body = {"space_id": phone.space("us"), **body}
    return phone.api.request("PUT", f"/conversations/{conversation_id}/{noun}", body)


def away(phone: Phone, conversation_id: str, edit: int = 1, *, away: bool = True) -> Answer:
    return say(phone, conversation_id, "break", edit=edit, away=away)


def sealed_step(
    phone: Phone, conversation_id: str, number: int, says: str, words: Words | None = None
) -> Request:
    one = f"{conversation_id}/{number}"
    words = WORDS[says] if words is None else words
    return phone.seal(Draft("conversation_steps", phone.space("us"), one, {"says": says}, words))


def step(phone: Phone, conversation_id: str, number: int, says: str) -> Answer:
    return sent(phone, sealed_step(phone, conversation_id, number, says))


def take(pair: tuple[Phone, Phone], conversation_id: str, *says: str, after: int = 0) -> None:
    """Take these steps in turn, the first of the pair beginning."""
    for number, one in enumerate(says, after + 1):
        answer = step(pair[(number + 1) % 2], conversation_id, number, one)
        assert answer.status == 201, answer.json


def sealed_takeaway(phone: Phone, conversation_id: str, edit: int = 1) -> Request:
    one = f"{conversation_id}/{phone.person_id}"
    words = {"text": "Evenings need a plan."}
    return phone.seal(Draft("conversation_takeaways", phone.space("us"), one, {}, words, edit=edit))


def seen(phone: Phone) -> dict[tuple[str, str], Record]:
    """What a phone has of conversations, by kind and id."""
    phone.changes()
    assert not phone.store.refused
    records = phone.store.records.values()
    return {(one.kind, one.id): one for one in records if one.kind in KINDS}


def steps_seen(phone: Phone) -> list[str]:
    """What the steps say that a phone has, in order."""
    steps = [one.view for (kind, _), one in seen(phone).items() if kind == "conversation_steps"]
    return [one["says"] for one in sorted(steps, key=lambda view: view["number"])]


def is_over(phone: Phone, conversation_id: str) -> bool:
    view = seen(phone)["conversations", conversation_id].view
    return clock.from_text(view["ends_at"]) <= clock.now()
