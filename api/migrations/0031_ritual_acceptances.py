"""An acceptance of a ritual has an author and a time, as every noun. What was accepted before has the time of the
ritual's latest edit."""

import json
from datetime import UTC, datetime

from peewee import *


def up(migrator, db):
    class RitualAcceptance(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        at = BigIntegerField()
        class Meta:
            database = db
            table_name = 'ritual_acceptance'
            primary_key = CompositeKey('space_id', 'id', 'author_id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
            ]
    db.execute_sql('ALTER TABLE ritual_acceptance RENAME TO earlier_acceptance')
    db.create_tables([RitualAcceptance])
    db.execute_sql(
        "INSERT INTO ritual_acceptance (space_id, id, author_id, at)"
        " SELECT yes.space_id, yes.ritual_id, yes.person_id, ritual.received"
        " FROM earlier_acceptance yes"
        " JOIN ritual ON ritual.space_id = yes.space_id AND ritual.id = yes.ritual_id"
        " WHERE yes.space_id IN (SELECT id FROM space)"
    )
    db.execute_sql('DROP TABLE earlier_acceptance')
    _tell_times(db)


def _tell_times(db):
    """Add the time to the views in the feeds, which keep their numbers."""
    said = db.execute_sql('SELECT DISTINCT space_id, id, at FROM ritual_acceptance')
    last = {(space_id, ritual_id): _text(at) for space_id, ritual_id, at in said.fetchall()}
    for table in ('feed', 'kept_view'):
        rows = db.execute_sql(
            f'SELECT person_id, space_id, record_id, body FROM {table}'
            " WHERE kind = 'ritual_acceptances' AND body IS NOT NULL"
        )
        for person_id, space_id, ritual_id, body in rows.fetchall():
            view = {**json.loads(body), 'at': last.get((space_id, ritual_id))}
            db.execute_sql(
                f'UPDATE {table} SET body = {db.param} WHERE person_id = {db.param}'
                f' AND space_id = {db.param} AND record_id = {db.param}'
                " AND kind = 'ritual_acceptances'",
                (json.dumps(view, separators=(',', ':')), person_id, space_id, ritual_id),
            )


def _text(at):
    moment = datetime.fromtimestamp(at / 1000, UTC)
    return moment.strftime('%Y-%m-%dT%H:%M:%S.') + f'{at % 1000:03d}Z'
