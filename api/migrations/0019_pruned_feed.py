"""Up to where deletions are forgotten in a person's feed."""

from peewee import *


def up(migrator, db):
    migrator.migrate(migrator.add_column('reader', 'pruned', BigIntegerField(default=0)))
