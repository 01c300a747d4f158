"""/rituals/{id} and what hangs on it"""

from typing import Any

from ...kernel.http import StrictBlueprint, always, operation
from ...kernel.identity.access import caller
from . import actions, answers, ends, occurrences, quiet_hours, refusals
from .schemas import (
    RitualAcceptanceSchema,
    RitualAnswerSchema,
    RitualEndSchema,
    RitualOccurrenceSchema,
    RitualQuietHoursSchema,
    RitualRefusalSchema,
    RitualSchema,
)

blueprint = StrictBlueprint("rituals", __name__)
PATH = "/rituals/<id7:ritual_id>"
OCCURRENCE = PATH + "/occurrences/<string:original>"


@operation(
    blueprint,
    "PUT",
    PATH,
    "put_ritual",
    newcomer="own",
    body=RitualSchema(),
    answer=RitualSchema(),
    statuses=(200, 201),
    problems=("old_key", "id_taken", "already_ended", "stale_edit", "full_today", "full"),
)
def put(body: dict[str, Any], ritual_id: str) -> Any:
    """Propose a ritual, or change one of the couple's.

    Where its recurrence or its lead times change, everybody has to accept it again; whoever changes
    them has accepted by doing so. Words alone keep what was accepted. A change that is to leave the
    accepted one standing until both accept it is a new ritual that `replaces` it.
    """
    return actions.save(caller(), ritual_id, body)


@operation(blueprint, "GET", PATH, "get_ritual", answer=RitualSchema())
def get(ritual_id: str) -> Any:
    """Read a ritual of the couple's or of one's own."""
    return actions.read(caller(), ritual_id)


@operation(
    blueprint,
    "PUT",
    PATH + "/acceptance",
    "accept_ritual",
    newcomer="may",
    body=RitualAcceptanceSchema(),
    answer=RitualAcceptanceSchema(),
    statuses=(200, 201),
    problems=("already_ended", "stale_edit", "declined"),
)
def accept(body: dict[str, Any], ritual_id: str) -> Any:
    """Say yes to a ritual. Once everybody has, it reminds everybody.

    What it `replaces` steps back then. 412 `stale_edit`: its schedule is no longer the one of that edit.
    409 `declined`: one has declined that schedule, on another phone perhaps.
    """
    return actions.accept(caller(), ritual_id, body)


@operation(
    blueprint,
    "PUT",
    PATH + "/refusal",
    "decline_ritual",
    newcomer="own",
    body=RitualRefusalSchema(),
    answer=RitualRefusalSchema(),
    statuses=(200, 201),
    problems=("already_ended", "stale_edit"),
)
def decline(body: dict[str, Any], ritual_id: str) -> Any:
    """Decline a proposal. Nothing ends: what it `replaces` stands, and other times can be proposed.

    Both see who declined, and no push goes out. A yes of one's own is withdrawn, whichever came first.
    412 `stale_edit`: its schedule is no longer the one of that edit.
    """
    return refusals.save(caller(), ritual_id, body)


@operation(
    blueprint,
    "PUT",
    OCCURRENCE,
    "put_occurrence",
    newcomer="may",
    body=RitualOccurrenceSchema(),
    answer=RitualOccurrenceSchema(),
    statuses=(200, 201),
    problems=("already_ended", "stale_edit", "full_today", "full"),
)
def put_occurrence(body: dict[str, Any], ritual_id: str, original: str) -> Any:
    """Move, skip, mark kept or put back one time, named by its clock time in the schedule.

    `edit` is one more than the one last seen, 1 for a time as planned: the first to arrive stands,
    the second gets 412 `stale_edit`. 404 also for a clock time that the schedule does not have.
    """
    return occurrences.save(caller(), ritual_id, original, body)


@operation(
    blueprint,
    "PUT",
    OCCURRENCE + "/answers/<id7:answer_id>",
    "answer_reminder",
    newcomer="may",
    body=RitualAnswerSchema(),
    answer=RitualAnswerSchema(),
    statuses=(200, 201),
    problems=("id_taken", "already_ended", "full_today", "full"),
)
def answer(body: dict[str, Any], ritual_id: str, original: str, answer_id: str) -> Any:
    """Answer a reminder, once.

    `snooze` reminds oneself again in 15 minutes, unseen by the partner. `on_my_way` is shown to
    both. `not_tonight` skips this time; no view says who it was.
    """
    return answers.save(caller(), ritual_id, original, answer_id, body)


@operation(
    blueprint,
    "PUT",
    PATH + "/quiet-hours",
    "put_ritual_quiet_hours",
    newcomer="may",
    body=RitualQuietHoursSchema(),
    answer=RitualQuietHoursSchema(),
    statuses=(200, 201),
    problems=("stale_edit",),
)
def put_quiet_hours(body: dict[str, Any], ritual_id: str) -> Any:
    """Let a ritual's reminders through one's own quiet hours, or no longer. Nobody else sees it.

    `space_id` is one's own. 412 `stale_edit` also where the ritual's schedule is no longer the one of
    `ritual_edit`.
    """
    return quiet_hours.save(caller(), ritual_id, body)


@operation(
    blueprint,
    "PUT",
    PATH + "/end",
    "end_ritual",
    protects=always,
    newcomer="own",
    body=RitualEndSchema(),
    answer=RitualEndSchema(),
    statuses=(200, 201),
    problems=("not_ready",),
)
def end(body: dict[str, Any], ritual_id: str) -> Any:
    """End a ritual for both, at once; no reason is asked. It cannot be begun again."""
    return ends.save(caller(), ritual_id, body)
