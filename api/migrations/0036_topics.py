"""Topics, and who is ready to open them."""

from peewee import *


def up(migrator, db):
    class Topic(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        edit = IntegerField()
        sealed_by = TextField()
        words = TextField(null=True)
        received = BigIntegerField()
        round = IntegerField(default=1)
        revealed_day = IntegerField(null=True)
        revealed_until = BigIntegerField(default=0)
        revisit_on = TextField(null=True)
        class Meta:
            database = db
            table_name = 'topic'
            primary_key = CompositeKey('space_id', 'id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
            ]
    class TopicReadiness(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        round = IntegerField()
        given = BooleanField()
        words = TextField(null=True)
        said_at = BigIntegerField()
        until = BigIntegerField()
        digest = TextField()
        since = BigIntegerField(default=0)
        counted_from = BigIntegerField(default=0)
        count = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'topic_readiness'
            primary_key = CompositeKey('space_id', 'id', 'author_id')
            constraints = [
                SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'),
            ]
    db.create_tables([Topic, TopicReadiness])
