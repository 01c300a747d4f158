"""A readiness stands for a while before it can match, a match leaves a trace, and ends are full quarters of an hour.

What stands is kept: its end goes up to the next quarter, and the worker looks at which of them match.
"""

from peewee import *

QUARTER = 15 * 60 * 1000
STOOD = 10 * 60 * 1000


def up(migrator, db):
    class ReadinessMatch(Model):
        space_id = TextField()
        area = TextField()
        matched_at = BigIntegerField()
        until = BigIntegerField()
        class Meta:
            database = db
            table_name = 'readiness_match'
            primary_key = CompositeKey('space_id', 'area')
    db.create_tables([ReadinessMatch])
    migrator.migrate(
        migrator.add_column('readiness', 'ready_since', BigIntegerField(default=0)),
        migrator.add_column('readiness', 'counted_from', BigIntegerField(default=0)),
        migrator.add_column('readiness', 'count', IntegerField(default=0)),
    )
    up_to = f"= ({{0}} + {QUARTER - 1}) / {QUARTER} * {QUARTER}"
    db.execute_sql(f"UPDATE readiness SET until {up_to.format('until')}")
    db.execute_sql("UPDATE readiness SET ready_since = started_at WHERE state = 'ready'")
    db.execute_sql(
        f"UPDATE reminder SET due {up_to.format('due')}, next_try {up_to.format('next_try')}"
        " WHERE kind = 'readiness_end'"
    )
    db.execute_sql(
        "INSERT INTO reminder (person_id, kind, key, thing, space_id, due, next_try)"
        " SELECT person_id, 'readiness_match', person_id || '/' || area, person_id, space_id,"
        f" started_at + {STOOD}, started_at + {STOOD} FROM readiness WHERE state = 'ready'"
    )
