"""That a person's seat in a couple has passed, for their phones of before."""

from peewee import *


def up(migrator, db):
    class SeatLost(Model):
        person_id = TextField()
        couple_id = TextField()
        at = BigIntegerField()
        class Meta:
            database = db
            table_name = 'seat_lost'
            constraints = [SQL('FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE')]
            primary_key = CompositeKey('person_id', 'couple_id')
    db.create_tables([SeatLost])
