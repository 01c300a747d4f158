"""What phones wrote that came by the recovery phrase, in their first three days."""

from peewee import *


def up(migrator, db):
    class NewcomerWrite(Model):
        device_id = TextField()
        space_id = TextField()
        kind = TextField()
        record_id = TextField()
        class Meta:
            database = db
            table_name = 'newcomer_write'
            primary_key = CompositeKey('device_id', 'space_id', 'kind', 'record_id')
            constraints = [
                SQL('FOREIGN KEY (device_id) REFERENCES device (id) ON DELETE CASCADE'),
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
            ]
    db.create_tables([NewcomerWrite])
