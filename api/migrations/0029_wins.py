"""Wins and appreciations."""

from peewee import *


def up(migrator, db):
    class Win(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        edit = IntegerField()
        sealed_by = TextField()
        words = TextField(null=True)
        received = BigIntegerField()
        class Meta:
            database = db
            table_name = 'win'
            primary_key = CompositeKey('space_id', 'id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
            ]
    class Appreciation(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        at = BigIntegerField()
        edit = IntegerField()
        words = TextField(null=True)
        class Meta:
            database = db
            table_name = 'appreciation'
            primary_key = CompositeKey('space_id', 'id', 'author_id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
            ]
    db.create_tables([Win, Appreciation])
