"""Tables of push. A row of `notice` is one push that still has to be sent to one phone."""

from peewee import BigIntegerField, BooleanField, CompositeKey, IntegerField, TextField

from ..db import Model


class PushSubscription(Model):
    """Where one phone can be reached. `renew`: the push service refused the subscription, so the phone
    should subscribe again; `refusals` counts messages that were refused in a row. `server_key`
    is the key that the phone subscribed with, or "" if it was not recorded."""

    person_id = TextField()
    id = TextField()
    device_id = TextField()
    endpoint = TextField(unique=True)
    p256dh = TextField()
    auth = TextField()
    renew = BooleanField(default=False)
    refusals = IntegerField(default=0)
    server_key = TextField(default="")

    class Meta:
        primary_key = CompositeKey("person_id", "id")
        indexes = ((("device_id",), True),)


class Notice(Model):
    """A push on its way to one phone; its `id` is the tag under which the phone shows it.

    It is not sent before `due` nor after `expires`. A worker that takes it moves `next_try` to the
    end of its lease, so that no other worker takes it meanwhile and a crash loses nothing. The row is
    deleted once a push service has accepted the push.
    """

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
        indexes = (
            (("next_try", "kind", "record_id", "person_id", "subscription_id"), False),
            (("person_id",), False),
            (("space_id",), False),
            (("record_id",), False),
        )


class NoticeDay(Model):
    """How many notices a person got on a day of theirs, of those that are limited to a few a day."""

    person_id = TextField()
    day = TextField()
    count = IntegerField(default=0)

    class Meta:
        primary_key = CompositeKey("person_id", "day")
        indexes = ((("day",), False),)
