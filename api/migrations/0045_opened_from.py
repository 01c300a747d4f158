"""No conversation tells from what it was opened: that of an ask told for years that there was one.

The columns stay empty, since a process of the version before still writes them.
"""

import json

from peewee import *

NAMES = ('opened_from', 'opened_from_id')


def up(migrator, db):
    migrator.migrate(migrator.drop_not_null('conversation', 'opened_from'))
    db.execute_sql('UPDATE conversation SET opened_from = NULL, opened_from_id = NULL')
    for table in ('feed', 'kept_view'):
        _forget_in(db, table)


def _forget_in(db, table):
    """Take it out of the views, which keep their numbers."""
    rows = db.execute_sql(
        f'SELECT person_id, space_id, record_id, body FROM {table}'
        " WHERE kind = 'conversations' AND body IS NOT NULL"
    )
    for person_id, space_id, record_id, body in rows.fetchall():
        view = {name: value for name, value in json.loads(body).items() if name not in NAMES}
        db.execute_sql(
            f'UPDATE {table} SET body = {db.param} WHERE person_id = {db.param}'
            f' AND space_id = {db.param} AND record_id = {db.param} AND kind = {db.param}',
            (json.dumps(view, separators=(',', ':')), person_id, space_id, record_id, 'conversations'),
        )
