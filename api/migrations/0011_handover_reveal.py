"""What the offering phone of a handover reveals once its code was taken."""

from peewee import *


def up(migrator, db):
    migrator.migrate(migrator.add_column('handover', 'reveal', TextField(null=True)))
