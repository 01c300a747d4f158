"""Tables of asks. Instants are milliseconds since the epoch."""

from peewee import BigIntegerField, TextField

from ...kernel.quiet_requests import AnswerRow, RequestRow, WithdrawalRow


class Ask(RequestRow):
    area = TextField()
    wants_at = BigIntegerField(null=True)

    class Meta:
        table_name = "ask"
        indexes = ((("space_id", "author_id", "area"), False), (("author_id",), False))


class AskAnswer(AnswerRow):
    class Meta:
        table_name = "ask_answer"


class AskWithdrawal(WithdrawalRow):
    class Meta:
        table_name = "ask_withdrawal"
