"""/check-ins/{id}"""

from collections.abc import Mapping
from typing import Any

from ...kernel import clock
from ...kernel.records import Write
from ...kernel.resources import Resource, Texts
from . import reminders
from .kinds import CHECK_INS
from .models import CheckIn


def _columns(body: Mapping[str, Any], before: CheckIn | None) -> Mapping[str, Any]:
    at = clock.from_text(body["at"])
    received = before.received if before else clock.now()
    return {"at": at, "received": received, "shown_at": min(at, received)}


def _shown(row: CheckIn) -> Mapping[str, Any]:
    return {"at": clock.to_text(row.at), "shown_at": clock.to_text(row.shown_at)}


def _tell(write: Write[CheckIn]) -> None:
    if write.before is None:
        reminders.start_afresh(write.row.author_id)
        reminders.tell_arrival(write.row, write.caller.partners(write.row.space_id))


RESOURCE = Resource(
    CHECK_INS,
    "check_in",
    Texts(
        put="Save a check-in, or add details to one of yours.",
        get="Read one of your check-ins, or one that your partner shared.",
        delete="Undo your check-in. Your partner may have seen it already.",
    ),
    columns=_columns,
    shown=_shown,
    after=_tell,
)
