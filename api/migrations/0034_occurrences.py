"""A changed time of a ritual has the ritual's id as its own, as every changed time of a schedule."""

from peewee import *


def up(migrator, db):
    db.execute_sql('ALTER TABLE ritual_occurrence RENAME COLUMN ritual_id TO id')
