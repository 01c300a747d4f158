"""Take a step. The two alternate strictly: a turn, a reflection, whether the speaker feels heard, and then either
another reflection or the other person's turn."""

from collections.abc import Mapping
from typing import Any

from ...kernel import audiences, records, repeats, spaces
from ...kernel.db import transaction
from ...kernel.errors import Problem, invalid
from ...kernel.records import Write
from ...kernel.spaces import Caller
from ...kernel.statements import by_id
from . import ends, pauses
from .kinds import CONVERSATIONS, STEPS, publish
from .models import Conversation, ConversationStep

NEXT: Mapping[str | None, tuple[str, ...]] = {
    None: ("turn",),
    "turn": ("reflection",),
    "reflection": ("heard", "not_yet"),
    "heard": ("turn",),
    "not_yet": ("reflection",),
}
"""What may follow what."""


def take(conversation_id: str, number: int, body: Mapping[str, Any], caller: Caller) -> Any:
    """Save the next step: its view, the status and the headers.

    Raises what `records.save` does and, in this order, `already_ended`, `not_your_turn` (it has not begun, this is not
    the next number, or the next step is the other's or another one) and `paused`.
    """
    with transaction():
        conversation = _locked(body["space_id"], conversation_id, caller)
        one = f"{conversation_id}/{number}"
        _refuse_taken(conversation, one)
        saved = records.save(
            STEPS,
            one,
            body,
            caller,
            columns=lambda _before: {
                "conversation_id": conversation_id,
                "number": number,
                "says": body["says"],
                "kept": conversation.is_kept,
            },
            check=lambda write: _refuse(conversation, write),
            after=lambda write: _publish(conversation, write.row),
        )
    return records.answer(saved, records.view_of(STEPS, saved.row))


def read(conversation_id: str, number: int, caller: Caller) -> Any:
    row = records.find(STEPS, f"{conversation_id}/{number}", caller)
    return records.view_of(STEPS, row), 200, records.etag(row)


def _locked(space_id: str, conversation_id: str, caller: Caller) -> Conversation:
    """The conversation, with its space locked until commit. Raises `not_found` and `gone`."""
    spaces.lock(caller, space_id)
    return records.get(CONVERSATIONS, space_id, conversation_id)


def _refuse_taken(conversation: Conversation, one: str) -> None:
    """Refuse a number that has been used for something else: by the other, or by another phone of the same person."""
    if by_id(ConversationStep, conversation.space_id, one) is None:
        return
    if not repeats.is_repeat(conversation.space_id, STEPS.name, one, 1):
        raise Problem("already_ended" if conversation.is_over else "not_your_turn")


def _refuse(conversation: Conversation, write: Write[ConversationStep]) -> None:
    row = write.row
    if conversation.is_over:
        raise Problem("already_ended")
    is_next = row.says in _may_follow(row)
    if conversation.joined is None or not is_next or not _is_theirs(conversation, row):
        raise Problem("not_your_turn")
    pauses.refuse(conversation, write.caller)
    _refuse_words(conversation, row)


def _may_follow(row: ConversationStep) -> tuple[str, ...]:
    """What its number may say after the one before it; nothing if that has not been taken."""
    if row.number == 1:
        return NEXT[None]
    before = by_id(ConversationStep, row.space_id, f"{row.conversation_id}/{row.number - 1}")
    return () if before is None else NEXT[before.says]


def _is_theirs(conversation: Conversation, row: ConversationStep) -> bool:
    """Whether its author may take a step of this number: the odd ones are those of who speaks first."""
    author_first = conversation.speaks_first == "author"
    speaks_first = author_first == (row.author_id == conversation.author_id)
    return speaks_first == (row.number % 2 == 1)


def _refuse_words(conversation: Conversation, row: ConversationStep) -> None:
    is_written = conversation.mode == "written"
    if is_written and row.says in ("turn", "reflection") and row.words is None:
        raise invalid(words="A written turn or reflection has words.")
    if not is_written and row.says == "turn" and row.words is not None:
        raise invalid(words="A spoken turn has no words.")


def _publish(conversation: Conversation, row: ConversationStep) -> None:
    ends.touch(conversation)
    publish(conversation)
    readers = audiences.readers(STEPS.name, row.space_id)
    records.publish(STEPS, row, readers, records.view_of(STEPS, row))
