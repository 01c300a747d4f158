"""The tables of topics and of who is ready to open them."""

from peewee import CompositeKey, TextField

from ...kernel.rounds import Answer, Asking


class Topic(Asking):
    """`revisit_on` is a calendar day such as 2026-12-06."""

    revisit_on = TextField(null=True)

    class Meta:
        table_name = "topic"


class TopicReadiness(Answer):
    class Meta:
        table_name = "topic_readiness"
        primary_key = CompositeKey("space_id", "id", "author_id")
