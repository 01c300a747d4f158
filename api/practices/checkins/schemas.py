"""The shape of a check-in."""

from ...kernel.fields import Instant
from ...kernel.records import RecordSchema


class CheckInSchema(RecordSchema):
    """words: mood (1-5), energy?, closeness?, feelings?, note?. Sealed with the signal `at`."""

    at = Instant(required=True)
