"""Wobbles, what is said to them, and the cards of what helps."""

from peewee import *


def up(migrator, db):
    in_a_space = SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE')

    class Wobble(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        edit = IntegerField()
        sealed_by = TextField()
        words = TextField(null=True)
        received = BigIntegerField()
        started_at = BigIntegerField()
        duration_seconds = IntegerField()
        headline = TextField(null=True)
        since = BigIntegerField()
        ends_at = BigIntegerField()
        again_at = BigIntegerField()
        class Meta:
            database = db
            table_name = 'wobble'
            primary_key = CompositeKey('space_id', 'id')
            constraints = [in_a_space]
            indexes = ((('space_id', 'author_id'), False), (('author_id',), False))
    class WobbleAnswer(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        edit = IntegerField()
        sealed_by = TextField()
        words = TextField(null=True)
        received = BigIntegerField()
        request_id = TextField()
        answer = TextField()
        later_at = BigIntegerField(null=True)
        started_at = BigIntegerField()
        duration_seconds = IntegerField(null=True)
        headline = TextField(null=True)
        since = BigIntegerField()
        class Meta:
            database = db
            table_name = 'wobble_answer'
            primary_key = CompositeKey('space_id', 'id')
            constraints = [in_a_space]
            indexes = ((('space_id', 'request_id'), False), (('author_id',), False))
    class WobbleWithdrawal(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        at = BigIntegerField()
        request_id = TextField()
        class Meta:
            database = db
            table_name = 'wobble_withdrawal'
            primary_key = CompositeKey('space_id', 'id', 'author_id')
            constraints = [in_a_space]
            indexes = ((('space_id', 'request_id'), False), (('author_id',), False))
    class WobbleCard(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        edit = IntegerField()
        sealed_by = TextField()
        words = TextField(null=True)
        received = BigIntegerField()
        class Meta:
            database = db
            table_name = 'wobble_card'
            primary_key = CompositeKey('space_id', 'id')
            constraints = [in_a_space]
            indexes = ((('author_id',), False),)
    db.create_tables([Wobble, WobbleAnswer, WobbleWithdrawal, WobbleCard])
