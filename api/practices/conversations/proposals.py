"""Propose a conversation, join it, and read it."""

from collections.abc import Mapping
from typing import Any

from ...kernel import clock, column_values, records, removals, silence
from ...kernel.db import transaction
from ...kernel.errors import Problem, invalid
from ...kernel.nouns import Write as NounWrite
from ...kernel.push import notices
from ...kernel.records import Write
from ...kernel.spaces import Caller
from . import ends, pauses
from .kinds import CONVERSATIONS, CONVERSATIONS_KEPT, publish
from .models import Conversation, ConversationJoin
from .notices import JOINED, PROPOSED

STANDS = 2 * clock.HOUR
"""How long it can be joined."""
REST = 12 * clock.HOUR
"""How long after one that nobody joined its author proposes none."""
_USEFUL = 30 * clock.MINUTE


def propose(conversation_id: str, body: Mapping[str, Any], caller: Caller) -> Any:
    """Save a proposal and tell the partner: its view, the status and the headers. A refused one leaves nothing
    stored."""
    with transaction():
        saved = records.save(
            CONVERSATIONS,
            conversation_id,
            body,
            caller,
            columns=lambda _before: _columns(body),
            check=_refuse,
            after=_begin,
        )
    return records.answer(saved, records.view_of(CONVERSATIONS, saved.row))


def read(conversation_id: str, caller: Caller) -> Any:
    row = records.find(CONVERSATIONS, conversation_id, caller)
    return records.view_of(CONVERSATIONS, row), 200, records.etag(row)


def check_join(write: NounWrite[Conversation, ConversationJoin]) -> None:
    """Refuse a yes that comes too late, or while either has a pause (docs/decisions/0010)."""
    if write.record.is_over:
        raise Problem("already_ended")
    pauses.refuse(write.record, write.caller)


def join(write: NounWrite[Conversation, ConversationJoin]) -> None:
    """Begin it for both, and tell its author."""
    row = write.record
    row.joined = clock.now()
    CONVERSATIONS_KEPT.cancel(row.space_id, row.id)
    ends.touch(row)
    notices.drop(row.space_id, CONVERSATIONS.name, row.id)
    notices.queue(row.author_id, JOINED, ttl_ms=_USEFUL, **_about(row))
    publish(row)


def _begin(write: Write[Conversation]) -> None:
    row = write.row
    CONVERSATIONS_KEPT.plan(row.space_id, row.id, row.ends_at)
    for partner_id in write.caller.partners(row.space_id):
        notices.queue(partner_id, PROPOSED, ttl_ms=row.ends_at - clock.now(), **_about(row))
    publish(row)


def _about(row: Conversation) -> dict[str, Any]:
    """What the two kinds of notices have in common."""
    return {
        "space_id": row.space_id,
        "record_kind": CONVERSATIONS.name,
        "record_id": row.id,
        "navigate": f"/conversations/{row.id}",
        "urgency": "normal",
        "topic": f"conversation/{row.id}",
        "extra": {},
    }


def _columns(body: Mapping[str, Any]) -> dict[str, Any]:
    signals = column_values.signals_of(CONVERSATIONS, body)
    since = min(signals["started_at"], clock.now())
    return {**signals, "since": since, "ends_at": since + STANDS}


def _refuse(write: Write[Conversation]) -> None:
    row, caller = write.row, write.caller
    if row.space_id != caller.couple_id or caller.partner_id is None:
        raise invalid(space_id="A conversation on two phones is between the two of you.")
    # after a restore the server does not know whether an older one was ended
    if row.is_over or row.since < removals.restored_at():
        raise Problem("already_ended")
    if silence.silenced_until(caller.partner_id) > clock.now():
        raise Problem("paused")
    _refuse_another(row)


def _refuse_another(row: Conversation) -> None:
    """One at a time; and after one that nobody joined its author waits, whatever the reason was."""
    lately = Conversation.select().where(
        (Conversation.space_id == row.space_id) & (Conversation.ends_at > clock.now() - REST)
    )
    before = list(lately)
    if any(not one.is_over for one in before):
        raise Problem("open_conversation")
    if any(one.author_id == row.author_id and one.joined is None for one in before):
        raise Problem("resting")
