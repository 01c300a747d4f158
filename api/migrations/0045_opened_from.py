"""No conversation tells from what it was opened: that of an ask told for years that there was one.

The columns stay empty, since a process of the version before still writes them.

Where a conversation was opened from was sealed with its line, so without that the line cannot be opened: a phone would
take it for changed by somebody else, and refuse all that is new of the conversation. So the line goes too.
"""

import json

from peewee import *

NAMES = ('opened_from', 'opened_from_id')


def up(migrator, db):
    migrator.migrate(migrator.drop_not_null('conversation', 'opened_from'))
    db.execute_sql(
        'UPDATE conversation SET opened_from = NULL, opened_from_id = NULL, words = NULL'
        ' WHERE opened_from IS NOT NULL'
    )
    for table in ('feed', 'kept_view'):
        _forget_in(db, table)


def _forget_in(db, table):
    """Take it out of the views, with the line. They keep their numbers."""
    rows = db.execute_sql(
        f'SELECT person_id, space_id, record_id, body FROM {table}'
        " WHERE kind = 'conversations' AND body IS NOT NULL"
    )
    for person_id, space_id, record_id, body in rows.fetchall():
        before = json.loads(body)
        view = {name: value for name, value in before.items() if name not in NAMES}
        if len(view) < len(before):
            view['words'] = None
        db.execute_sql(
            f'UPDATE {table} SET body = {db.param} WHERE person_id = {db.param}'
            f' AND space_id = {db.param} AND record_id = {db.param} AND kind = {db.param}',
            (json.dumps(view, separators=(',', ':')), person_id, space_id, record_id, 'conversations'),
        )
