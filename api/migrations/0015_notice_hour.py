"""Which phone got a loud push of which kind within the last hour; how often a seat was begun on a day."""

from peewee import *


def up(migrator, db):
    class NoticeHour(Model):
        person_id = TextField()
        subscription_id = TextField()
        kind = TextField()
        since = BigIntegerField()
        count = IntegerField()
        loud_at = BigIntegerField()
        loud_id = TextField()
        class Meta:
            database = db
            table_name = 'notice_hour'
            primary_key = CompositeKey('person_id', 'subscription_id', 'kind')
            indexes = ((('since',), False),)
    db.create_tables([NoticeHour])
    for name in ('day', 'begun'):
        migrator.migrate(migrator.add_column('seat_rest', name, IntegerField(default=0)))
