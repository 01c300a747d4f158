"""Ids of people and phones that are gone, as hashes."""

from peewee import *


def up(migrator, db):
    class SpentId(Model):
        hash = TextField(primary_key=True)
        class Meta:
            database = db
            table_name = 'spent_id'
    db.create_tables([SpentId])
