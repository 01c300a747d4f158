"""Which version a person's recovery words have, and whose turn it is to try some."""

from peewee import *


def up(migrator, db):
    migrator.migrate(
        migrator.add_column('recovery', 'version', IntegerField(default=1)),
        migrator.drop_index('recovery', 'recovery_lookup'),
        migrator.add_index('recovery', ('proof_hash',), False),
    )

    class Line(Model):
        number = IntegerField(primary_key=True)
        failures = IntegerField()
        last = BigIntegerField()
        until = BigIntegerField()
        class Meta:
            database = db
            table_name = 'line'
            indexes = ((('until',), False),)
    db.create_tables([Line])

    class Turn(Model):
        line = IntegerField()
        network = TextField()
        failures = IntegerField()
        due = BigIntegerField()
        until = BigIntegerField()
        class Meta:
            database = db
            table_name = 'turn'
            primary_key = CompositeKey('line', 'network')
            indexes = ((('until',), False), (('due',), False))
    db.create_tables([Turn])
