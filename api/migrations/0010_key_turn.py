"""How often each person started a root in each space on a day, and which of theirs answers another's."""

from peewee import *


def up(migrator, db):
    class KeyTurn(Model):
        space_id = TextField()
        person_id = TextField()
        day = IntegerField()
        started = IntegerField()
        after_loss = IntegerField()
        owed = BooleanField()
        epoch_id = TextField(null=True)
        answers = BooleanField()
        free = BooleanField()
        class Meta:
            database = db
            table_name = 'key_turn'
            primary_key = CompositeKey('space_id', 'person_id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
                SQL('FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE'),
            ]
            indexes = ((('person_id',), False),)
    db.create_tables([KeyTurn])
