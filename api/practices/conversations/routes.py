"""/conversations/{id}, its steps and nouns, and /own-conversations/{id}"""

from typing import Any

from flask_smorest import Blueprint

from ...kernel import nouns
from ...kernel.errors import invalid
from ...kernel.http import always, operation
from ...kernel.identity.access import caller
from ...kernel.records import Write
from ...kernel.resources import Resource, Texts
from . import ends, proposals, steps
from .kinds import (
    BREAKS,
    CONVERSATIONS,
    ENDS,
    FORGETTINGS,
    JOINS,
    OWN_CONVERSATIONS,
    STEPS,
    TAKEAWAYS,
)
from .models import OwnConversation


def _refuse_shared(write: Write[OwnConversation]) -> None:
    if write.row.space_id != write.caller.person_id:
        raise invalid(space_id="A conversation on one phone belongs to the owner of the phone.")


RESOURCE = Resource(
    OWN_CONVERSATIONS,
    "own_conversation",
    Texts(
        put="Save a conversation on one phone between two, after every step.",
        get="Read one of your conversations on one phone.",
        delete="Delete it.",
    ),
    check=_refuse_shared,
)
blueprint = Blueprint("conversations", __name__, description=CONVERSATIONS.about)
RESOURCE.add_to(blueprint)


@operation(
    blueprint,
    "PUT",
    CONVERSATIONS.path,
    "put_conversation",
    newcomer="may",
    body=CONVERSATIONS.body,
    answer=CONVERSATIONS.view,
    statuses=(200, 201),
    problems=(
        "old_key",
        "id_taken",
        "gone",
        "stale_edit",
        "already_ended",
        "paused",
        "open_conversation",
        "resting",
        "full_today",
        "full",
    ),
    edited=True,
)
def put(body: dict[str, Any], conversation_id: str) -> Any:
    """Propose a conversation in turns. Your partner can join it for two hours.

    409, checked in this order: `already_ended`: its two hours are over; `paused`: your partner has a pause;
    `open_conversation`: there is one already; `resting`: nobody joined your last one, less than twelve hours ago.
    Nothing shows whether your partner has seen a proposal.
    """
    return proposals.propose(conversation_id, body, caller())


@operation(
    blueprint,
    "GET",
    CONVERSATIONS.path,
    "get_conversation",
    answer=CONVERSATIONS.view,
    edited=True,
)
def get(conversation_id: str) -> Any:
    """Read a conversation of the two of you."""
    return proposals.read(conversation_id, caller())


@operation(
    blueprint,
    "PUT",
    JOINS.path,
    "join_conversation",
    newcomer="may",
    body=JOINS.body,
    answer=JOINS.view,
    statuses=(200, 201),
    problems=("gone", "already_ended", "paused", "full_today", "full"),
)
def join(body: dict[str, Any], conversation_id: str) -> Any:
    """Join the conversation that your partner proposes. It begins at once. Idempotent.

    409 `already_ended`: it was withdrawn, or its two hours are over; `paused`: one of you has a pause.
    """
    return nouns.say(
        JOINS,
        conversation_id,
        body,
        caller(),
        check=proposals.check_join,
        after=proposals.join,
    )


@operation(
    blueprint,
    "PUT",
    STEPS.path,
    "put_conversation_step",
    newcomer="may",
    body=STEPS.body,
    answer=STEPS.view,
    statuses=(200, 201),
    problems=(
        "old_key",
        "gone",
        "already_ended",
        "not_your_turn",
        "paused",
        "full_today",
        "full",
    ),
    edited=True,
)
def take_step(body: dict[str, Any], conversation_id: str, number: int) -> Any:
    """Take the next step. The numbers count from 1, and the odd ones are those of who speaks first.

    409, checked in this order: `already_ended`; `not_your_turn`: it has not begun, the number is not the next one, or
    the next step is your partner's or another one; `paused`: one of you has a pause or a break.
    """
    return steps.take(conversation_id, number, body, caller())


@operation(blueprint, "GET", STEPS.path, "get_conversation_step", answer=STEPS.view, edited=True)
def get_step(conversation_id: str, number: int) -> Any:
    """Read a step of a conversation of the two of you."""
    return steps.read(conversation_id, number, caller())


@operation(
    blueprint,
    "PUT",
    BREAKS.path,
    "put_conversation_break",
    newcomer="may",
    body=BREAKS.body,
    answer=BREAKS.view,
    statuses=(200, 201),
    problems=("gone", "stale_edit", "already_ended"),
    protects=always,
)
def take_break(body: dict[str, Any], conversation_id: str) -> Any:
    """Say that you have a break from a conversation, or that you are back.

    While one of you has a break, neither takes a step. Nobody can end the other's break, and either can end the
    conversation. 409 `already_ended`: it has not begun, or it is over.
    """
    return nouns.say(
        BREAKS,
        conversation_id,
        body,
        caller(),
        check=ends.check_break,
        after=ends.go_on,
    )


@operation(
    blueprint,
    "PUT",
    ENDS.path,
    "end_conversation",
    newcomer="may",
    body=ENDS.body,
    answer=ENDS.view,
    statuses=(200, 201),
    problems=("gone", "already_ended"),
    protects=always,
)
def end(body: dict[str, Any], conversation_id: str) -> Any:
    """End a conversation at once, or withdraw or decline one that has not begun. Idempotent; needs no reason.

    If it was not to be kept, all that was written in it is deleted for both. 409 `already_ended`: it ended by itself.
    """
    return nouns.say(ENDS, conversation_id, body, caller(), check=ends.check_end, after=ends.end)


@operation(
    blueprint,
    "PUT",
    TAKEAWAYS.path,
    "put_conversation_takeaway",
    newcomer="own",
    body=TAKEAWAYS.body,
    answer=TAKEAWAYS.view,
    statuses=(200, 201),
    problems=(
        "old_key",
        "gone",
        "stale_edit",
        "already_ended",
        "not_your_turn",
        "too_soon",
        "full_today",
        "full",
    ),
)
def take_away(body: dict[str, Any], conversation_id: str) -> Any:
    """Say the one thing that you take away from a conversation that is over. Your partner sees it.

    409 `not_your_turn`: it is not over yet; `already_ended`: it never began.
    """
    return nouns.say(TAKEAWAYS, conversation_id, body, caller(), check=ends.check_takeaway)


@operation(
    blueprint,
    "PUT",
    FORGETTINGS.path,
    "forget_conversation",
    newcomer="never",
    body=FORGETTINGS.body,
    answer=FORGETTINGS.view,
    statuses=(200, 201),
    problems=("gone", "already_ended"),
    protects=always,
)
def forget(body: dict[str, Any], conversation_id: str) -> Any:
    """Take back your yes to keep what was written. It is deleted for both: at once, or at the end.

    Idempotent for a day; then nothing tells any more who took it back. 409 `already_ended`: nobody keeps it.
    """
    return nouns.say(
        FORGETTINGS,
        conversation_id,
        body,
        caller(),
        check=ends.check_forget,
        after=ends.forget,
    )


def delete_again() -> None:
    """After a restore: end what is open, and delete again what was deleted or forgotten since the backup."""
    RESOURCE.delete_again()
    ends.end_all_again()
