"""The first tables: people, phones, records, feeds, pushes, and the practices."""

from peewee import *


def up(migrator, db):
    class Space(Model):
        id = TextField(primary_key=True)
        epoch_id = TextField()
        epoch_number = IntegerField()
        ended = BigIntegerField(null=True)
        class Meta:
            database = db
            table_name = 'space'
    db.create_tables([Space])

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

    class Member(Model):
        space_id = TextField()
        person_id = TextField()
        class Meta:
            database = db
            table_name = 'member'
            constraints = [SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'), SQL('FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE')]
            primary_key = CompositeKey('space_id', 'person_id')
            indexes = ((('person_id',), False),)
    db.create_tables([Member])

    class Device(Model):
        id = TextField(primary_key=True)
        person_id = TextField()
        key = TextField()
        signature = TextField(null=True)
        added_day = IntegerField()
        class Meta:
            database = db
            table_name = 'device'
            constraints = [SQL('FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE')]
            indexes = ((('person_id',), False),)
    db.create_tables([Device])

    class Session(Model):
        token_hash = TextField(primary_key=True)
        device_id = TextField()
        expires = BigIntegerField()
        class Meta:
            database = db
            table_name = 'session'
            constraints = [SQL('FOREIGN KEY (device_id) REFERENCES device (id) ON DELETE CASCADE')]
            indexes = ((('device_id',), False),)
    db.create_tables([Session])

    class Epoch(Model):
        space_id = TextField()
        id = TextField()
        number = IntegerField()
        class Meta:
            database = db
            table_name = 'epoch'
            constraints = [SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE')]
            primary_key = CompositeKey('space_id', 'id')
            indexes = ((('space_id', 'number'), True),)
    db.create_tables([Epoch])

    class Wrap(Model):
        space_id = TextField()
        epoch_id = TextField()
        device_id = TextField()
        by_device = TextField()
        wrap = TextField()
        class Meta:
            database = db
            table_name = 'wrap'
            constraints = [SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE'), SQL('FOREIGN KEY (device_id) REFERENCES device (id) ON DELETE CASCADE')]
            primary_key = CompositeKey('space_id', 'epoch_id', 'device_id')
            indexes = ((('device_id',), False), (('by_device',), False))
    db.create_tables([Wrap])

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
            constraints = [SQL('FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE')]
            indexes = ((('person_id', 'purpose'), False), (('taker_device_id',), False))
    db.create_tables([Handover])

    class Reader(Model):
        person_id = TextField(primary_key=True)
        n = BigIntegerField(default=0)
        generation = TextField()
        class Meta:
            database = db
            table_name = 'reader'
    db.create_tables([Reader])

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
            constraints = [SQL('FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE'), SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE')]
            primary_key = CompositeKey('person_id', 'space_id', 'kind', 'record_id')
            indexes = ((('person_id', 'n'), True),)
    db.create_tables([Feed])

    class Edit(Model):
        space_id = TextField()
        kind = TextField()
        record_id = TextField()
        edit = IntegerField()
        digest = TextField()
        class Meta:
            database = db
            table_name = 'edit'
            constraints = [SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE')]
            primary_key = CompositeKey('space_id', 'kind', 'record_id', 'edit')
    db.create_tables([Edit])

    class Tombstone(Model):
        space_id = TextField()
        kind = TextField()
        record_id = TextField()
        day = IntegerField()
        class Meta:
            database = db
            table_name = 'tombstone'
            constraints = [SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE')]
            primary_key = CompositeKey('space_id', 'kind', 'record_id')
    db.create_tables([Tombstone])

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
            constraints = [SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE')]
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
            constraints = [SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE')]
            primary_key = CompositeKey('space_id', 'id')
            indexes = ((('author_id', 'at'), False),)
    db.create_tables([CheckIn])

    class CheckInReminder(Model):
        space_id = TextField(primary_key=True)
        ignored = IntegerField()
        class Meta:
            database = db
            table_name = 'check_in_reminder'
    db.create_tables([CheckInReminder])

    class Pause(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        edit = IntegerField()
        sealed_by = TextField()
        words = TextField(null=True)
        received = BigIntegerField()
        started_at = BigIntegerField()
        duration_seconds = IntegerField()
        headline = TextField(null=True)
        since = BigIntegerField()
        until = BigIntegerField()
        ended = BigIntegerField(null=True)
        class Meta:
            database = db
            table_name = 'pause'
            constraints = [SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE')]
            primary_key = CompositeKey('space_id', 'id')
            indexes = ((('author_id', 'until'), False),)
    db.create_tables([Pause])

    class PauseEnd(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        then = TextField()
        talk_at = BigIntegerField(null=True)
        at = BigIntegerField()
        digest = TextField()
        class Meta:
            database = db
            table_name = 'pause_end'
            primary_key = CompositeKey('space_id', 'id')
            indexes = ((('author_id',), False),)
    db.create_tables([PauseEnd])

    class Ritual(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        edit = IntegerField()
        sealed_by = TextField()
        words = TextField(null=True)
        received = BigIntegerField()
        kind = TextField()
        recurrence = TextField()
        lead_minutes = TextField()
        headline = TextField(null=True)
        schedule_edit = IntegerField()
        ended = BigIntegerField(null=True)
        ended_by = TextField(null=True)
        class Meta:
            database = db
            table_name = 'ritual'
            constraints = [SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE')]
            primary_key = CompositeKey('space_id', 'id')
    db.create_tables([Ritual])

    class RitualAcceptance(Model):
        space_id = TextField()
        ritual_id = TextField()
        person_id = TextField()
        class Meta:
            database = db
            table_name = 'ritual_acceptance'
            primary_key = CompositeKey('space_id', 'ritual_id', 'person_id')
    db.create_tables([RitualAcceptance])

    class RitualOccurrence(Model):
        space_id = TextField()
        ritual_id = TextField()
        original = TextField()
        edit = IntegerField()
        state = TextField()
        moved_to = TextField(null=True)
        class Meta:
            database = db
            table_name = 'ritual_occurrence'
            primary_key = CompositeKey('space_id', 'ritual_id', 'original')
    db.create_tables([RitualOccurrence])

    class RitualAnswer(Model):
        space_id = TextField()
        id = TextField()
        ritual_id = TextField()
        original = TextField()
        author_id = TextField()
        class Meta:
            database = db
            table_name = 'ritual_answer'
            primary_key = CompositeKey('space_id', 'id')
            indexes = ((('space_id', 'ritual_id', 'original'), False),)
    db.create_tables([RitualAnswer])

    class CalendarLink(Model):
        person_id = TextField()
        id = TextField()
        space_id = TextField()
        token_hash = TextField(unique=True)
        added_day = IntegerField()
        class Meta:
            database = db
            table_name = 'calendar_link'
            primary_key = CompositeKey('person_id', 'id')
    db.create_tables([CalendarLink])

    class Profile(Model):
        space_id = TextField()
        id = TextField()
        author_id = TextField()
        edit = IntegerField()
        sealed_by = TextField()
        words = TextField(null=True)
        received = BigIntegerField()
        class Meta:
            database = db
            table_name = 'profile'
            constraints = [SQL('FOREIGN KEY (space_id) REFERENCES space (id) ON DELETE CASCADE')]
            primary_key = CompositeKey('space_id', 'id')
    db.create_tables([Profile])
