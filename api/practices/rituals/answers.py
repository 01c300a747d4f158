"""Answer a reminder: snooze, on my way, not tonight."""

from typing import Any

from ...kernel import clock, quotas, records, repeats
from ...kernel.db import transaction
from ...kernel.errors import Problem
from ...kernel.schedule import lead_times, occurrences, timetable
from ...kernel.spaces import Caller
from . import on_my_way, reminders
from .kinds import RITUALS
from .models import Ritual, RitualAnswer
from .rules import RITUAL_TIMES, is_in_force


def save(
    caller: Caller, ritual_id: str, original: str, answer_id: str, body: dict[str, Any]
) -> Any:
    """Apply an answer. Idempotent. Only *on my way* is stored as a record, and names its author."""
    row = RitualAnswer(
        space_id=body["space_id"],
        id=answer_id,
        ritual_id=ritual_id,
        original=original,
        author_id=caller.person_id,
    )
    with transaction():
        ritual = records.locked(RITUALS, body["space_id"], ritual_id, caller)
        repeated = _is_repeat(caller, answer_id)
        if not repeated:
            _refuse(ritual, row, body["answer"])
            quotas.take(caller, ritual.space_id, new=False)
            repeats.remember(caller.person_id, on_my_way.KIND, answer_id, 1)
            _ANSWERS[body["answer"]](caller, ritual, row)
    return on_my_way.view(row, body["answer"]), 200 if repeated else 201


def _is_repeat(caller: Caller, answer_id: str) -> bool:
    """Whether this is a repeated request. Repeats are remembered in the caller's own space, so the
    partner cannot see them."""
    said = repeats.Edit.get_or_none(
        repeats.Edit.space_id == caller.person_id,
        repeats.Edit.kind == on_my_way.KIND,
        repeats.Edit.record_id == answer_id,
    )
    if said is not None and said.digest != repeats.request_digest():
        raise Problem("id_taken")
    return said is not None


def _refuse(ritual: Ritual, row: RitualAnswer, answer: str) -> None:
    occurrences.refuse_unknown(RITUAL_TIMES, ritual, row.original)
    if ritual.ended is not None:
        raise Problem("already_ended")
    _refuse_changed(ritual, row.original, answer)
    taken = (RitualAnswer.space_id == row.space_id) & (RitualAnswer.id == row.id)
    if answer == "on_my_way" and RitualAnswer.select().where(taken).exists():
        raise Problem("id_taken")


def _refuse_changed(ritual: Ritual, original: str, answer: str) -> None:
    """The reminder that offers the answer may be older than the last change of its time."""
    change = timetable.find_change(RITUAL_TIMES, ritual, original)
    if change is None:
        return
    if change.state == "skipped" and answer != "not_tonight":
        raise Problem("skipped")
    time = timetable.time_of(RITUAL_TIMES, ritual, original)
    if time and change.moved_to is not None and timetable.is_far_off(time, clock.now()):
        raise Problem("moved")


def _snooze(caller: Caller, ritual: Ritual, row: RitualAnswer) -> None:
    lead_times.snooze(RITUAL_TIMES, ritual, row.original, caller.person_id)


def _on_my_way(caller: Caller, ritual: Ritual, row: RitualAnswer) -> None:
    said_before = RitualAnswer.select().where(
        (RitualAnswer.space_id == ritual.space_id)
        & (RitualAnswer.ritual_id == ritual.id)
        & (RitualAnswer.original == row.original)
        & (RitualAnswer.author_id == caller.person_id)
    )
    first = not said_before.exists()
    row.save(force_insert=True)
    if first and is_in_force(ritual):
        time = timetable.time_of(RITUAL_TIMES, ritual, row.original)
        reminders.tell_on_my_way(ritual, row, time, caller.partners(ritual.space_id))
    on_my_way.publish(row)


def _not_tonight(_caller: Caller, ritual: Ritual, row: RitualAnswer) -> None:
    occurrences.skip(RITUAL_TIMES, ritual, row.original)


_ANSWERS = {"snooze": _snooze, "on_my_way": _on_my_way, "not_tonight": _not_tonight}
