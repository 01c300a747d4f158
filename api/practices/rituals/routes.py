"""/rituals/{id} and its acceptances, refusals, times, answers, quiet hours and end"""

from typing import Any

from ...kernel.accords.routes import Texts, blueprint_for
from ...kernel.http import operation
from ...kernel.identity.access import caller
from ...kernel.schedule import occurrences
from . import answers, quiet_hours
from .kinds import QUIET_HOURS, RITUALS
from .rules import RITUAL_ACCORD, RITUAL_TIMES
from .schemas import (
    RitualAnswerBodySchema,
    RitualAnswerSchema,
    RitualOccurrenceBodySchema,
    RitualOccurrenceSchema,
)

blueprint = blueprint_for(
    RITUAL_ACCORD,
    Texts(
        put="""Propose a ritual, or change one.

        If its kind, recurrence or lead times change, everybody has to accept it again; the author of the change has
        accepted it. A change of the words alone keeps the acceptances. To keep the accepted ritual active until
        both accept the change, save a new ritual that `replaces` it.
        """,
        get="Read a ritual of the couple's or one of yours.",
        accept="""Accept a ritual. Once everybody has accepted it, it reminds everybody.

        It then replaces the ritual in `replaces`. 412 `stale_edit`: the schedule has changed since that edit. 409
        `declined`: one of you has declined that schedule, perhaps you on another phone.
        """,
        decline="""Decline a proposal. The ritual in `replaces` stays active, and both can propose other times. If
        nobody does within 14 days, the proposal ends.

        Both see who declined, until then or until the ritual ends; there is no push. It withdraws your own yes,
        whichever came first. If your partner has declined already, their refusal is the answer. 412 `stale_edit`:
        the schedule has changed since that edit.
        """,
        end="""End a ritual for both, at once, without a reason. An ended ritual cannot be resumed.

        Idempotent for a day; then nothing tells any more who ended it, and it is 409 `already_ended`.
        """,
    ),
)
OCCURRENCE = RITUALS.path + "/occurrences/<string:original>"


@operation(
    blueprint,
    "PUT",
    OCCURRENCE,
    "put_occurrence",
    newcomer="may",
    body=RitualOccurrenceBodySchema(),
    answer=RitualOccurrenceSchema(),
    statuses=(200, 201),
    problems=("already_ended", "stale_edit", "full_today", "full"),
)
def put_occurrence(body: dict[str, Any], ritual_id: str, original: str) -> Any:
    """Move, skip, mark as kept or reset one time, named by its clock time in the schedule.

    `edit` is one more than the last one seen, 1 for an unchanged time. Of two changes with the same
    edit the first wins; the second gets 412 `stale_edit`. 404 also if the schedule does not have
    this clock time.
    """
    return occurrences.save(RITUAL_TIMES, ritual_id, original, body, caller())


@operation(
    blueprint,
    "PUT",
    OCCURRENCE + "/answers/<id7:answer_id>",
    "answer_reminder",
    newcomer="may",
    body=RitualAnswerBodySchema(),
    answer=RitualAnswerSchema(),
    statuses=(200, 201),
    problems=("id_taken", "already_ended", "moved", "skipped", "full_today", "full"),
)
def answer(body: dict[str, Any], ritual_id: str, original: str, answer_id: str) -> Any:
    """Answer a reminder. Idempotent.

    `snooze` reminds only you again in 15 minutes; your partner does not see it. Both see
    `on_my_way`. `not_tonight` skips this time, and no view says who did. 409 `moved`: the time was
    moved and starts more than three hours from now, so the reminder was of another time. 409
    `skipped`: it was skipped meanwhile, so nothing but `not_tonight` can be said.
    """
    return answers.save(caller(), ritual_id, original, answer_id, body)


@operation(
    blueprint,
    "PUT",
    QUIET_HOURS.path,
    "put_ritual_quiet_hours",
    newcomer="may",
    body=QUIET_HOURS.body,
    answer=QUIET_HOURS.view,
    statuses=(200, 201),
    problems=("stale_edit",),
    edited=True,
)
def put_quiet_hours(body: dict[str, Any], ritual_id: str) -> Any:
    """Let a ritual remind you in your quiet hours, or stop it. Nobody else sees it.

    `space_id` is your own space. 412 `stale_edit` also if the ritual's schedule has changed since
    `ritual_edit`.
    """
    return quiet_hours.save(caller(), ritual_id, body)
