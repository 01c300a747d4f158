"""Sign-up codes, and how many accounts an offer has let in."""

from peewee import *


def up(migrator, db):
    class SignUpCode(Model):
        hash = TextField(primary_key=True)
        places = IntegerField()
        expires = BigIntegerField()
        class Meta:
            database = db
            table_name = 'sign_up_code'
    db.create_tables([SignUpCode])
    db.execute_sql('ALTER TABLE handover ADD COLUMN let_in INTEGER NOT NULL DEFAULT 0')
