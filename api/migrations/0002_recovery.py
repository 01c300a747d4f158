"""The way back by phrase."""

from peewee import *


def up(migrator, db):
    class Recovery(Model):
        person_id = TextField(primary_key=True)
        id = TextField()
        lookup = TextField(unique=True)
        proof_hash = TextField()
        key = TextField()
        signature = TextField()
        sealed = TextField()
        digest = TextField()
        class Meta:
            database = db
            table_name = 'recovery'
            constraints = [SQL('FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE')]
    db.create_tables([Recovery])

    class RecoveryWrap(Model):
        person_id = TextField()
        space_id = TextField()
        epoch_id = TextField()
        wrap = TextField()
        class Meta:
            database = db
            table_name = 'recovery_wrap'
            constraints = [SQL('FOREIGN KEY (person_id) REFERENCES recovery (person_id) ON DELETE CASCADE'), SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE')]
            primary_key = CompositeKey('person_id', 'space_id', 'epoch_id')
            indexes = ((('space_id',), False),)
    db.create_tables([RecoveryWrap])

    migrator.migrate(migrator.add_column('device', 'recovered', BigIntegerField(null=True)))
