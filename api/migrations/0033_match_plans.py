"""The plan to look for a match has the area alone as its key, so that matches of one instant are found in the order
of areas."""

from peewee import *


def up(migrator, db):
    db.execute_sql(
        "UPDATE reminder SET key = substr(key, length(thing) + 2), thing = substr(key, length(thing) + 2)"
        " WHERE kind = 'readiness_match'"
    )
