"""What each of two is open to, for a while."""

from peewee import *


def up(migrator, db):
    class Readiness(Model):
        space_id = TextField()
        person_id = TextField()
        area = TextField()
        state = TextField()
        reveal = TextField()
        words = TextField(null=True)
        started_at = BigIntegerField()
        duration_seconds = IntegerField(null=True)
        until = BigIntegerField()
        digest = TextField()
        class Meta:
            database = db
            table_name = 'readiness'
            primary_key = CompositeKey('space_id', 'person_id', 'area')
    db.create_tables([Readiness])
