"""The end of a ritual has a table of its own, as every noun."""

from peewee import *


def up(migrator, db):
    class RitualEnd(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        at = BigIntegerField()
        class Meta:
            database = db
            table_name = 'ritual_end'
            primary_key = CompositeKey('space_id', 'id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
            ]
    db.create_tables([RitualEnd])
    db.execute_sql(
        "INSERT INTO ritual_end (space_id, id, author_id, at)"
        " SELECT space_id, id, ended_by, ended FROM ritual"
        " WHERE ended IS NOT NULL AND ended_by IS NOT NULL AND space_id IN (SELECT id FROM space)"
    )
    migrator.migrate(migrator.drop_column('ritual', 'ended_by'))
