"""The switches of notices become one JSON map, so that a new one needs no column."""

import json

from peewee import *

SWITCHES = ('pauses', 'rituals', 'asks', 'check_in_arrived', 'check_in_reminder')


def up(migrator, db):
    migrator.migrate(migrator.add_column('preferences', 'switches', TextField(default='{}')))
    rows = db.execute_sql(f"SELECT space_id, id, {', '.join(SWITCHES)} FROM preferences").fetchall()
    for space_id, record_id, *values in rows:
        kept = {name: bool(value) for name, value in zip(SWITCHES, values)}
        db.execute_sql(
            'UPDATE preferences SET switches = {0} WHERE space_id = {0} AND id = {0}'.format(db.param),
            (json.dumps(kept), space_id, record_id),
        )
    migrator.migrate(*(migrator.drop_column('preferences', name) for name in SWITCHES))
