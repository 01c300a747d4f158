"""What a write or a deletion of a topic does besides."""

from collections.abc import Mapping
from typing import Any

from ...kernel import rounds
from ...kernel.errors import invalid
from ...kernel.records import Write
from . import reminders
from .kinds import READY
from .models import Topic


def columns(body: Mapping[str, Any], _before: Topic | None) -> Mapping[str, Any]:
    return {"revisit_on": body["revisit_on"]}


def check(write: Write[Topic]) -> None:
    """A topic is between two people: alone there is nobody to be ready with."""
    if write.row.space_id != write.caller.couple_id:
        raise invalid(space_id="A topic is between the two of you.")


def after(write: Write[Topic]) -> None:
    """Plan the reminders. Whoever was ready was ready for other words, so an edit begins a new round."""
    reminders.plan(write.row)
    if write.before is not None:
        rounds.start_again(READY, write.row)


def removed(space_id: str, topic_id: str) -> None:
    """Let the worker delete the answers with the topic."""
    rounds.drop_record(READY, space_id, topic_id)


def pass_on(space_id: str, _person_id: str, _partner_id: str) -> None:
    """Nobody was ready with the new account, or ever has been."""
    rounds.pass_on(READY, space_id)


def void(space_id: str, _person_id: str, _partner_id: str) -> None:
    """Leaving ends every readiness."""
    rounds.void(READY, space_id)
