"""Reflections."""

from peewee import *


def up(migrator, db):
    class Reflection(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField(index=True)
        edit = IntegerField()
        sealed_by = TextField()
        words = TextField(null=True)
        received = BigIntegerField()
        class Meta:
            database = db
            table_name = 'reflection'
            primary_key = CompositeKey('space_id', 'id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
            ]
    db.create_tables([Reflection])
