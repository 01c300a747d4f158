"""A check-in has a time by which everybody sorts it: no later than its receipt, whatever the phone's clock said."""

from peewee import *


def up(migrator, db):
    migrator.migrate(
        migrator.drop_index('check_in', 'checkin_author_id_at'),
        migrator.add_column('check_in', 'shown_at', BigIntegerField(default=0)),
    )
    db.execute_sql(
        "UPDATE check_in SET shown_at = CASE WHEN at < received THEN at ELSE received END"
    )
    migrator.migrate(migrator.add_index('check_in', ('author_id', 'shown_at'), False))
