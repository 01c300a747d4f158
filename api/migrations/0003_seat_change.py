"""A seat in a couple that passes to a new person."""

from peewee import *


def up(migrator, db):
    class SeatChange(Model):
        couple_id = TextField(primary_key=True)
        giver_id = TextField()
        old_id = TextField()
        new_id = TextField()
        due = BigIntegerField()
        done = BigIntegerField(null=True)
        class Meta:
            database = db
            table_name = 'seat_change'
            constraints = [SQL('FOREIGN KEY (couple_id) REFERENCES space (id) ON DELETE CASCADE'), SQL('FOREIGN KEY (giver_id) REFERENCES person (id) ON DELETE CASCADE'), SQL('FOREIGN KEY (old_id) REFERENCES person (id) ON DELETE CASCADE'), SQL('FOREIGN KEY (new_id) REFERENCES person (id) ON DELETE CASCADE')]
            indexes = ((('old_id',), False), (('new_id',), False))
    db.create_tables([SeatChange])
