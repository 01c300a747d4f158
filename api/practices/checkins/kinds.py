"""The kind of a check-in."""

from marshmallow import Schema

from ...kernel.fields import Instant
from ...kernel.kinds import RecordKind
from .models import CheckIn


class CheckInSignals(Schema):
    at = Instant(
        required=True,
        metadata={"description": "When it was made by the phone's clock, even if that was ahead."},
    )


class CheckInDerived(Schema):
    shown_at = Instant(
        required=True,
        metadata={
            "description": "The earlier of `at` and the time of receipt: sort by it and display it."
        },
    )


CHECK_INS = RecordKind(
    name="check_ins",
    title="CheckIn",
    practice="checkins",
    path="/check-ins/<id7:check_in_id>",
    about=(
        "How a person is. Words: mood (1 to 5), and perhaps energy, closeness, feelings and a note."
    ),
    model=CheckIn,
    signals=CheckInSignals,
    derived=CheckInDerived,
)
