"""Signs by which an installation tells what is wrong with it; with which push key a phone subscribed."""

from peewee import *


def up(migrator, db):
    class Sign(Model):
        process = TextField(primary_key=True)
        at = BigIntegerField()
        problems = TextField()
        class Meta:
            database = db
            table_name = 'setup_sign'
    db.create_tables([Sign])
    migrator.migrate(migrator.add_column('push_subscription', 'server_key', TextField(default='')))
