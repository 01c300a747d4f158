"""Rituals whose reminders come in a person's quiet hours, too."""

from peewee import *


def up(migrator, db):
    class RitualQuietHours(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        edit = IntegerField()
        sealed_by = TextField()
        words = TextField(null=True)
        received = BigIntegerField()
        reminds = BooleanField()
        ritual_edit = IntegerField()
        class Meta:
            database = db
            table_name = 'ritual_quiet_hours'
            primary_key = CompositeKey('space_id', 'id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
            ]
    db.create_tables([RitualQuietHours])
