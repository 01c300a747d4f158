"""Say an answer. Nothing of the partner's is read, so neither the response nor the work behind it tells anything."""

from collections.abc import Mapping
from typing import Any

from .. import clock, column_values, feed, quotas, records, repeats, spaces
from ..db import transaction
from ..errors import Problem
from ..sealing import refuse_seal
from ..spaces import Caller
from . import pace, plans, reveals, times
from .declared import A, Answer, Q, Round, id_of
from .pace import Pace


def say(
    asked: Round[Q, A], record_id: str, body: Mapping[str, Any], caller: Caller
) -> tuple[Mapping[str, Any], int]:
    """Store the caller's answer, or its withdrawal: their own view, and 201 if it is their first one, else 200.

    A request that was said before what is stored changes nothing. Withdrawing what is revealed ends it for both.
    Raises `not_found`, `gone` (the record was deleted), `stale_edit` (another round runs), `already_ended` (it is
    revealed), `often_ready`, `old_key`, `invalid`, `full_today`, `full`.
    """
    with transaction():
        space = spaces.lock(caller, body["space_id"])
        record = records.get(asked.of, space.id, record_id)
        before = own_row(asked, space.id, record_id, caller.person_id)
        row = before
        if row is None or row.digest != repeats.request_digest():
            reveals.end_if_over(asked, record)
            _refuse(asked, space, record, body, caller)
            if row is None or not _is_overtaken(asked, body, row):
                row = _replace(asked, record, body, before, caller)
        return asked.own_view(row), 201 if before is None else 200


def own_row(asked: Round[Any, A], space_id: str, record_id: str, person_id: str) -> A | None:
    """What this person has answered; reads no other row."""
    model = asked.model
    return model.get_or_none(
        (model.space_id == space_id) & (model.id == record_id) & (model.author_id == person_id)
    )


def _refuse(
    asked: Round[Q, Any], space: spaces.Space, record: Q, body: Mapping[str, Any], caller: Caller
) -> None:
    if body["round"] != record.round:
        raise Problem("stale_edit")
    if record.is_revealed and body[asked.given]:
        raise Problem("already_ended")
    refuse_seal(space, body, caller)


def _is_overtaken(asked: Round[Any, A], body: Mapping[str, Any], row: A) -> bool:
    """Whether the stored row is newer than this request."""
    withdraws = not body[asked.given]
    is_older = times.is_overtaken(_said_at(body), row.said_at, withdraws=withdraws)
    return body["round"] == row.round and is_older


def _replace(
    asked: Round[Q, A], record: Q, body: Mapping[str, Any], before: A | None, caller: Caller
) -> A:
    """Store the new row and show it to its author. Plans are written first, in the same lock order as in the worker."""
    row = _row(asked, record, body, before, caller)
    goes_on = before is not None and before.round == row.round and is_given(before)
    paced = pace.count(_pace_of(before), given=row.given, goes_on=goes_on)
    row.since, row.counted_from, row.count = paced.since, paced.counted_from, paced.count
    if row.given:
        quotas.take(caller, record.space_id, new=before is None)
    plans.of_answer(asked, row)
    if before is not None:
        before.delete_instance()
    row.save(force_insert=True)
    if record.is_revealed:
        reveals.start_again(asked, record)
    answer_id = id_of(row.id, row.author_id)
    feed.publish(asked.name, row.space_id, answer_id, {row.author_id: asked.own_view(row)})
    return row


def is_given(row: Any) -> bool:
    """Whether an answer stands now."""
    return row.given and row.until > clock.now()


def _row(
    asked: Round[Q, A], record: Q, body: Mapping[str, Any], before: A | None, caller: Caller
) -> A:
    """An answer that is over when it arrives is stored as withdrawn."""
    said_at = max(_said_at(body), before.said_at if before else 0)
    until = said_at + asked.lasts
    given = body[asked.given] and until > clock.now()
    return asked.model(
        space_id=record.space_id,
        id=record.id,
        author_id=caller.person_id,
        round=record.round,
        given=given,
        words=column_values.as_text(body.get("words")) if given else None,
        said_at=said_at,
        until=until,
        digest=repeats.request_digest(),
    )


def _pace_of(row: Answer | None) -> Pace:
    return Pace() if row is None else Pace(row.since, row.counted_from, row.count)


def _said_at(body: Mapping[str, Any]) -> int:
    return min(clock.from_text(body["said_at"]), clock.now())
