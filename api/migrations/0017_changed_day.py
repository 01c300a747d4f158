"""On which day one time of a ritual was changed, for calendars."""

from peewee import *


def up(migrator, db):
    changed_day = IntegerField(default=0)
    migrator.migrate(migrator.add_column('ritual_occurrence', 'changed_day', changed_day))
