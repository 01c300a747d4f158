"""Patterns, what both say to them, and when they were in one."""

from peewee import *


def up(migrator, db):
    in_space = [SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE')]

    class Pattern(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        edit = IntegerField()
        sealed_by = TextField()
        words = TextField(null=True)
        received = BigIntegerField()
        terms_edit = IntegerField()
        ended = BigIntegerField(null=True)
        replaces = TextField(null=True)
        headline = TextField(null=True)
        class Meta:
            database = db
            table_name = 'pattern'
            primary_key = CompositeKey('space_id', 'id')
            constraints = in_space
            indexes = ((('author_id',), False),)

    class PatternAcceptance(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        at = BigIntegerField()
        class Meta:
            database = db
            table_name = 'pattern_acceptance'
            primary_key = CompositeKey('space_id', 'id', 'author_id')
            constraints = in_space
            indexes = ((('author_id',), False),)

    class PatternRefusal(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        at = BigIntegerField()
        edit = IntegerField()
        class Meta:
            database = db
            table_name = 'pattern_refusal'
            primary_key = CompositeKey('space_id', 'id')
            constraints = in_space
            indexes = ((('author_id',), False),)

    class PatternEnd(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        at = BigIntegerField()
        class Meta:
            database = db
            table_name = 'pattern_end'
            primary_key = CompositeKey('space_id', 'id')
            constraints = in_space
            indexes = ((('author_id',), False),)

    class PatternMoment(Model):
        space_id = TextField()
        id = TextField()
        at = BigIntegerField()
        class Meta:
            database = db
            table_name = 'pattern_moment'
            primary_key = CompositeKey('space_id', 'id', 'at')
            constraints = in_space
    db.create_tables([Pattern, PatternAcceptance, PatternRefusal, PatternEnd, PatternMoment])
