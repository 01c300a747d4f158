"""Proposals that somebody declined, and which ritual a proposal is to replace."""

from peewee import *


def up(migrator, db):
    class RitualRefusal(Model):
        space_id = TextField()
        ritual_id = TextField()
        person_id = TextField()
        at = BigIntegerField()
        edit = IntegerField()
        class Meta:
            database = db
            table_name = 'ritual_refusal'
            primary_key = CompositeKey('space_id', 'ritual_id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
            ]
    db.create_tables([RitualRefusal])
    migrator.migrate(migrator.add_column('ritual', 'replaces', TextField(null=True)))
