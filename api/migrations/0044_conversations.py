"""Conversations in turns, what is said in them, and those on one phone."""

from peewee import *


def up(migrator, db):
    class Conversation(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        edit = IntegerField()
        sealed_by = TextField()
        words = TextField(null=True)
        received = BigIntegerField()
        started_at = BigIntegerField()
        opened_from = TextField()
        opened_from_id = TextField(null=True)
        mode = TextField()
        keeps = BooleanField()
        turn_seconds = IntegerField()
        speaks_first = TextField()
        since = BigIntegerField()
        joined = BigIntegerField(null=True)
        ends_at = BigIntegerField()
        forgotten = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'conversation'
            primary_key = CompositeKey('space_id', 'id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
            ]
            indexes = ((('space_id', 'ends_at'), False), (('author_id',), False))
    class ConversationStep(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        edit = IntegerField()
        sealed_by = TextField()
        words = TextField(null=True)
        received = BigIntegerField()
        conversation_id = TextField()
        number = IntegerField()
        says = TextField()
        kept = BooleanField()
        class Meta:
            database = db
            table_name = 'conversation_step'
            primary_key = CompositeKey('space_id', 'id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
            ]
            indexes = ((('space_id', 'conversation_id', 'number'), False), (('author_id',), False))
    class ConversationJoin(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        at = BigIntegerField()
        class Meta:
            database = db
            table_name = 'conversation_join'
            primary_key = CompositeKey('space_id', 'id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
            ]
            indexes = ((('author_id',), False),)
    class ConversationBreak(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        at = BigIntegerField()
        edit = IntegerField()
        away = BooleanField()
        class Meta:
            database = db
            table_name = 'conversation_break'
            primary_key = CompositeKey('space_id', 'id', 'author_id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
            ]
            indexes = ((('author_id',), False),)
    class ConversationEnd(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        at = BigIntegerField()
        class Meta:
            database = db
            table_name = 'conversation_end'
            primary_key = CompositeKey('space_id', 'id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
            ]
            indexes = ((('author_id',), False),)
    class ConversationTakeaway(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        at = BigIntegerField()
        words = TextField(null=True)
        edit = IntegerField()
        class Meta:
            database = db
            table_name = 'conversation_takeaway'
            primary_key = CompositeKey('space_id', 'id', 'author_id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
            ]
            indexes = ((('author_id',), False),)
    class ConversationForgetting(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        at = BigIntegerField()
        class Meta:
            database = db
            table_name = 'conversation_forgetting'
            primary_key = CompositeKey('space_id', 'id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
            ]
            indexes = ((('author_id',), False),)
    class OwnConversation(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        edit = IntegerField()
        sealed_by = TextField()
        words = TextField(null=True)
        received = BigIntegerField()
        class Meta:
            database = db
            table_name = 'own_conversation'
            primary_key = CompositeKey('space_id', 'id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
            ]
            indexes = ((('author_id',), False),)
    db.create_tables([
        Conversation,
        ConversationStep,
        ConversationJoin,
        ConversationBreak,
        ConversationEnd,
        ConversationTakeaway,
        ConversationForgetting,
        OwnConversation,
    ])
