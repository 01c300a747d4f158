"""The kind of a check-in."""

from marshmallow import Schema

from ...kernel.fields import Instant
from ...kernel.kinds import RecordKind
from .models import CheckIn


class Signals(Schema):
    """`at` is the phone's clock, even if that was ahead."""

    at = Instant(required=True)


class Derived(Schema):
    """`shown_at` is the earlier of `at` and the time of receipt: sort by it and display it."""

    shown_at = Instant(required=True)


CHECK_INS = RecordKind(
    name="check_ins",
    title="CheckIn",
    practice="checkins",
    path="/check-ins/<id7:check_in_id>",
    model=CheckIn,
    signals=Signals,
    derived=Derived,
)
"""words: mood (1-5), energy?, closeness?, feelings?, note?"""
