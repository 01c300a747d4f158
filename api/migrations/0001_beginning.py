# Generated from a schema diff on 2026-11-23 05:52.
from peewee import *

# TODO: generation: default <function Reader.<lambda> at 0x7f02d22cab60> must be added by hand

def up(migrator, db):
    class CheckIn(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        edit = IntegerField()
        sealed_by = TextField()
        words = TextField(null=True)
        received = BigIntegerField()
        at = BigIntegerField()
        class Meta:
            database = db
            table_name = 'check_in'
            primary_key = CompositeKey('space_id', 'id')
    db.create_tables([CheckIn])

    class Device(Model):
        id = TextField(primary_key=True)
        person_id = TextField()
        key = TextField()
        signature = TextField(null=True)
        added_day = IntegerField()
        class Meta:
            database = db
            table_name = 'device'
            indexes = ((('person_id',), False),)
    db.create_tables([Device])

    class Edit(Model):
        space_id = TextField()
        kind = TextField()
        record_id = TextField()
        edit = IntegerField()
        digest = TextField()
        class Meta:
            database = db
            table_name = 'edit'
            primary_key = CompositeKey('space_id', 'kind', 'record_id', 'edit')
    db.create_tables([Edit])

    class Epoch(Model):
        space_id = TextField()
        id = TextField()
        number = IntegerField()
        class Meta:
            database = db
            table_name = 'epoch'
            primary_key = CompositeKey('space_id', 'id')
            indexes = ((('space_id', 'number'), True),)
    db.create_tables([Epoch])

    class Feed(Model):
        person_id = TextField()
        kind = TextField()
        space_id = TextField()
        record_id = TextField()
        n = BigIntegerField()
        body = TextField(null=True)
        class Meta:
            database = db
            table_name = 'feed'
            primary_key = CompositeKey('person_id', 'space_id', 'kind', 'record_id')
            indexes = ((('person_id', 'n'), True),)
    db.create_tables([Feed])

    class Handover(Model):
        id = TextField(primary_key=True)
        purpose = TextField()
        person_id = TextField()
        device_id = TextField()
        offer = TextField()
        offer_digest = TextField()
        expires = BigIntegerField()
        taking = TextField(null=True)
        taking_digest = TextField(null=True)
        taker_person_id = TextField(null=True)
        taker_device_id = TextField(null=True)
        offerer_confirmation = TextField(null=True)
        offerer_confirmation_digest = TextField(null=True)
        taker_confirmed = BigIntegerField(null=True)
        done = BigIntegerField(null=True)
        class Meta:
            database = db
            table_name = 'handover'
            indexes = ((('person_id', 'purpose'), False), (('taker_device_id',), False))
    db.create_tables([Handover])

    class Member(Model):
        space_id = TextField()
        person_id = TextField()
        class Meta:
            database = db
            table_name = 'member'
            primary_key = CompositeKey('space_id', 'person_id')
            indexes = ((('person_id',), False),)
    db.create_tables([Member])

    class Notice(Model):
        id = TextField(primary_key=True)
        person_id = TextField()
        subscription_id = TextField()
        space_id = TextField()
        kind = TextField()
        record_kind = TextField()
        record_id = TextField()
        payload = TextField()
        topic = TextField()
        urgency = TextField()
        passes_quiet_hours = BooleanField()
        passes_pause = BooleanField()
        due = BigIntegerField()
        expires = BigIntegerField()
        next_try = BigIntegerField()
        tries = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'notice'
            indexes = ((('next_try',), False), (('person_id',), False), (('space_id',), False), (('record_id',), False))
    db.create_tables([Notice])

    class NoticeDay(Model):
        person_id = TextField()
        day = TextField()
        count = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'notice_day'
            primary_key = CompositeKey('person_id', 'day')
            indexes = ((('day',), False),)
    db.create_tables([NoticeDay])

    class Person(Model):
        id = TextField(primary_key=True)
        signing_key = TextField()
        signing_key_sealed = TextField()
        couple_id = TextField(null=True)
        zone = TextField()
        paused_until = BigIntegerField(default=0)
        start_digest = TextField()
        started = BigIntegerField()
        class Meta:
            database = db
            table_name = 'person'
    db.create_tables([Person])

    class Preferences(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        edit = IntegerField()
        sealed_by = TextField()
        words = TextField(null=True)
        received = BigIntegerField()
        language = TextField()
        quiet_from = TextField(null=True)
        quiet_until = TextField(null=True)
        pauses = BooleanField()
        rituals = BooleanField()
        check_in_arrived = BooleanField()
        check_in_reminder = BooleanField()
        check_in_reminder_at = TextField(null=True)
        class Meta:
            database = db
            table_name = 'preferences'
            primary_key = CompositeKey('space_id', 'id')
    db.create_tables([Preferences])

    class PushSubscription(Model):
        person_id = TextField()
        id = TextField()
        device_id = TextField()
        endpoint = TextField(unique=True)
        p256dh = TextField()
        auth = TextField()
        renew = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'push_subscription'
            primary_key = CompositeKey('person_id', 'id')
            indexes = ((('device_id',), True),)
    db.create_tables([PushSubscription])

    class Reader(Model):
        person_id = TextField(primary_key=True)
        n = BigIntegerField(default=0)
        generation = TextField()
        class Meta:
            database = db
            table_name = 'reader'
    db.create_tables([Reader])

    class Reminder(Model):
        person_id = TextField()
        kind = TextField()
        key = TextField()
        thing = TextField()
        space_id = TextField()
        due = BigIntegerField()
        next_try = BigIntegerField()
        class Meta:
            database = db
            table_name = 'reminder'
            primary_key = CompositeKey('person_id', 'kind', 'key')
            indexes = ((('next_try',), False), (('thing', 'kind'), False), (('space_id',), False))
    db.create_tables([Reminder])

    class Session(Model):
        token_hash = TextField(primary_key=True)
        device_id = TextField()
        expires = BigIntegerField()
        class Meta:
            database = db
            table_name = 'session'
            indexes = ((('device_id',), False),)
    db.create_tables([Session])

    class Space(Model):
        id = TextField(primary_key=True)
        epoch_id = TextField()
        epoch_number = IntegerField()
        ended = BigIntegerField(null=True)
        class Meta:
            database = db
            table_name = 'space'
    db.create_tables([Space])

    class Tombstone(Model):
        space_id = TextField()
        kind = TextField()
        record_id = TextField()
        day = IntegerField()
        class Meta:
            database = db
            table_name = 'tombstone'
            primary_key = CompositeKey('space_id', 'kind', 'record_id')
    db.create_tables([Tombstone])

    class Wrap(Model):
        space_id = TextField()
        epoch_id = TextField()
        device_id = TextField()
        wrap = TextField()
        class Meta:
            database = db
            table_name = 'wrap'
            primary_key = CompositeKey('space_id', 'epoch_id', 'device_id')
            indexes = ((('device_id',), False),)
    db.create_tables([Wrap])


def down(migrator, db):
    migrator.migrate(migrator.drop_table('wrap'))
    migrator.migrate(migrator.drop_table('tombstone'))
    migrator.migrate(migrator.drop_table('space'))
    migrator.migrate(migrator.drop_table('session'))
    migrator.migrate(migrator.drop_table('reminder'))
    migrator.migrate(migrator.drop_table('reader'))
    migrator.migrate(migrator.drop_table('push_subscription'))
    migrator.migrate(migrator.drop_table('preferences'))
    migrator.migrate(migrator.drop_table('person'))
    migrator.migrate(migrator.drop_table('notice_day'))
    migrator.migrate(migrator.drop_table('notice'))
    migrator.migrate(migrator.drop_table('member'))
    migrator.migrate(migrator.drop_table('handover'))
    migrator.migrate(migrator.drop_table('feed'))
    migrator.migrate(migrator.drop_table('epoch'))
    migrator.migrate(migrator.drop_table('edit'))
    migrator.migrate(migrator.drop_table('device'))
    migrator.migrate(migrator.drop_table('check_in'))
