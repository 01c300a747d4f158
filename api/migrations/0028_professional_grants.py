"""Which professional may read which practice of a space, and until when."""

from peewee import *


def up(migrator, db):
    class Grant(Model):
        space_id = TextField()
        person_id = TextField()
        practice = TextField()
        until = BigIntegerField()
        class Meta:
            database = db
            table_name = 'professional_grant'
            primary_key = CompositeKey('space_id', 'person_id', 'practice')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
                SQL('FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE'),
            ]
            indexes = ((('person_id', 'until'), False), (('until',), False))
    db.create_tables([Grant])
