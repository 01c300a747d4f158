"""Tables of wobbles, and of the cards. Instants are milliseconds since the epoch."""

from ...kernel.quiet_requests import AnswerRow, RequestRow, WithdrawalRow
from ...kernel.records import Record


class Wobble(RequestRow):
    class Meta:
        table_name = "wobble"
        indexes = ((("space_id", "author_id"), False), (("author_id",), False))


class WobbleAnswer(AnswerRow):
    class Meta:
        table_name = "wobble_answer"


class WobbleWithdrawal(WithdrawalRow):
    class Meta:
        table_name = "wobble_withdrawal"


class WobbleCard(Record):
    """A person has at most one, in their own space and with their id."""

    class Meta:
        table_name = "wobble_card"
