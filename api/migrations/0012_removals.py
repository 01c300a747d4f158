"""What was taken away before a restore, and whose keys must be renewed after it."""

from peewee import *


def up(migrator, db):
    class Removed(Model):
        hash = TextField(primary_key=True)
        day = IntegerField()
        class Meta:
            database = db
            table_name = 'removed'
    class Restored(Model):
        at = BigIntegerField(primary_key=True)
        class Meta:
            database = db
            table_name = 'restored'
    db.create_tables([Removed, Restored])
    migrator.migrate(migrator.add_column('space', 'key_due', BooleanField(default=False)))
