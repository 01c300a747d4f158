"""Who offers a handover, sealed under its secret."""

from peewee import *


def up(migrator, db):
    migrator.migrate(migrator.add_column('handover', 'invitation', TextField(null=True)))
