"""How many messages in a row a push service has refused for a phone."""

from peewee import *


def up(migrator, db):
    migrator.migrate(migrator.add_column('push_subscription', 'refusals', IntegerField(default=0)))
