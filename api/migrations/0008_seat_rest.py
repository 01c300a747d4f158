"""How long a seat rests after the phone of before has objected."""

from peewee import *


def up(migrator, db):
    class SeatRest(Model):
        couple_id = TextField(primary_key=True)
        until = BigIntegerField()
        class Meta:
            database = db
            table_name = 'seat_rest'
            constraints = [SQL('FOREIGN KEY (couple_id) REFERENCES space (id) ON DELETE CASCADE')]
    db.create_tables([SeatRest])
