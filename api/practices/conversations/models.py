"""Tables of conversations. Instants are milliseconds since the epoch."""

from peewee import BigIntegerField, BooleanField, CompositeKey, IntegerField, TextField

from ...kernel import clock
from ...kernel.nouns import NounRow, SealedNounRow
from ...kernel.records import Record


class Conversation(Record):
    """`since` is when it was proposed, `joined` when the other person agreed. `ends_at` is when it ended, or will if
    nobody touches it before. `forgotten`: somebody no longer wants to keep what was written. Nothing writes or reads
    `opened_from` and `opened_from_id`; a later version drops them, once no process writes them any more."""

    started_at = BigIntegerField()
    opened_from = TextField(null=True)
    opened_from_id = TextField(null=True)
    mode = TextField()
    keeps = BooleanField()
    turn_seconds = IntegerField()
    speaks_first = TextField()
    since = BigIntegerField()
    joined = BigIntegerField(null=True)
    ends_at = BigIntegerField()
    forgotten = BooleanField(default=False)

    @property
    def is_over(self) -> bool:
        return self.ends_at <= clock.now()

    @property
    def is_kept(self) -> bool:
        """Whether what was written outlives its end."""
        return self.keeps and not self.forgotten

    class Meta:
        table_name = "conversation"
        indexes = ((("space_id", "ends_at"), False), (("author_id",), False))


class ConversationStep(Record):
    """One step; `id` is CONVERSATION/NUMBER."""

    conversation_id = TextField()
    number = IntegerField()
    says = TextField()
    kept = BooleanField()

    class Meta:
        table_name = "conversation_step"
        indexes = ((("space_id", "conversation_id", "number"), False), (("author_id",), False))


class ConversationJoin(NounRow):
    class Meta:
        table_name = "conversation_join"
        primary_key = CompositeKey("space_id", "id")


class ConversationBreak(NounRow):
    edit = IntegerField()
    away = BooleanField()

    class Meta:
        table_name = "conversation_break"
        primary_key = CompositeKey("space_id", "id", "author_id")


class ConversationEnd(NounRow):
    class Meta:
        table_name = "conversation_end"
        primary_key = CompositeKey("space_id", "id")


class ConversationTakeaway(SealedNounRow):
    edit = IntegerField()

    class Meta:
        table_name = "conversation_takeaway"
        primary_key = CompositeKey("space_id", "id", "author_id")


class ConversationForgetting(NounRow):
    class Meta:
        table_name = "conversation_forgetting"
        primary_key = CompositeKey("space_id", "id")


class OwnConversation(Record):
    class Meta:
        table_name = "own_conversation"
