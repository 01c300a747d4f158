"""The shape of a check-in."""

from ...kernel.fields import Instant
from ...kernel.records import RecordSchema


class CheckInSchema(RecordSchema):
    """words: mood (1-5), energy?, closeness?, feelings?, note?. Sealed with the signal `at`.

    `at` is what the clock of the phone said, also where that was ahead. By `shown_at`, the earlier of `at` and the
    receipt, everybody sorts and shows it.
    """

    at = Instant(required=True)
    shown_at = Instant(dump_only=True)
