"""The schema of a check-in."""

from ...kernel.fields import Instant
from ...kernel.records import RecordSchema


class CheckInSchema(RecordSchema):
    """words: mood (1-5), energy?, closeness?, feelings?, note?. Sealed with the signal `at`.

    `at` is the phone's clock, even if that was ahead. `shown_at` is the earlier of `at` and the
    time of receipt: sort by it and display it.
    """

    at = Instant(required=True)
    shown_at = Instant(dump_only=True)
