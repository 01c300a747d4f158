"""Asks, what is said to them, and what is taken back."""

from peewee import *


def up(migrator, db):
    class Ask(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        edit = IntegerField()
        sealed_by = TextField()
        words = TextField(null=True)
        received = BigIntegerField()
        area = TextField()
        wants_at = BigIntegerField(null=True)
        started_at = BigIntegerField()
        duration_seconds = IntegerField()
        headline = TextField(null=True)
        since = BigIntegerField()
        ends_at = BigIntegerField()
        again_at = BigIntegerField()
        class Meta:
            database = db
            table_name = 'ask'
            constraints = [SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE')]
            primary_key = CompositeKey('space_id', 'id')
            indexes = ((('space_id', 'author_id', 'area'), False),)
    db.create_tables([Ask])

    class AskAnswer(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        edit = IntegerField()
        sealed_by = TextField()
        words = TextField(null=True)
        received = BigIntegerField()
        ask_id = TextField()
        answer = TextField()
        later_at = BigIntegerField(null=True)
        started_at = BigIntegerField()
        duration_seconds = IntegerField(null=True)
        headline = TextField(null=True)
        since = BigIntegerField()
        class Meta:
            database = db
            table_name = 'ask_answer'
            constraints = [SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE')]
            primary_key = CompositeKey('space_id', 'id')
            indexes = ((('space_id', 'ask_id'), False),)
    db.create_tables([AskAnswer])

    class AskWithdrawal(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        ask_id = TextField()
        at = BigIntegerField()
        class Meta:
            database = db
            table_name = 'ask_withdrawal'
            primary_key = CompositeKey('space_id', 'id', 'author_id')
            indexes = ((('space_id', 'ask_id'), False),)
    db.create_tables([AskWithdrawal])

    migrator.migrate(migrator.add_column('preferences', 'asks', BooleanField(default=True)))
