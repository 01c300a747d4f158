"""Leavings of newcomers, which an older phone of the same person may take back."""

from peewee import *


def up(migrator, db):
    class Leaving(Model):
        couple_id = TextField(primary_key=True)
        person_id = TextField()
        number = IntegerField()
        until = BigIntegerField()
        pauses = TextField()
        plans = TextField()
        class Meta:
            database = db
            table_name = 'leaving'
            constraints = [
                SQL('FOREIGN KEY (couple_id) REFERENCES space (id) ON DELETE CASCADE'),
                SQL('FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE'),
            ]
            indexes = ((('person_id',), False),)
    class KeptView(Model):
        person_id = TextField()
        kind = TextField()
        space_id = TextField()
        record_id = TextField()
        n = BigIntegerField()
        body = TextField()
        class Meta:
            database = db
            table_name = 'kept_view'
            primary_key = CompositeKey('person_id', 'space_id', 'kind', 'record_id')
            constraints = [
                SQL('FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE'),
                SQL('FOREIGN KEY (space_id) REFERENCES leaving (couple_id) ON DELETE CASCADE'),
            ]
            indexes = ((('space_id',), False),)
    db.create_tables([Leaving])
    db.create_tables([KeptView])  # PostgreSQL looks for the table it refers to
    migrator.migrate(migrator.add_column('space', 'leavings', IntegerField(default=0)))
