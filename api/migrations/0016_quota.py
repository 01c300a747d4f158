"""How much each author has written into each space."""

from peewee import *


def up(migrator, db):
    class Quota(Model):
        space_id = TextField()
        person_id = TextField()
        day = IntegerField()
        writes = IntegerField()
        bytes = BigIntegerField()
        kept_records = IntegerField()
        kept_bytes = BigIntegerField()
        counted = BigIntegerField()
        class Meta:
            database = db
            table_name = 'quota'
            primary_key = CompositeKey('space_id', 'person_id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
                SQL('FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE'),
            ]
    db.create_tables([Quota])
