"""Tables of people and phones. No name, no address, no time of last use."""

from peewee import BigIntegerField, CompositeKey, IntegerField, TextField

from ..db import Model, belongs_to


class Person(Model):
    """`couple_id` is NULL while alone. `paused_until` silences (see `silence.py`)."""

    id = TextField(primary_key=True)
    signing_key = TextField()
    signing_key_sealed = TextField()
    couple_id = TextField(null=True)
    zone = TextField()
    paused_until = BigIntegerField(default=0)
    start_digest = TextField()
    started = BigIntegerField()


class Device(Model):
    """A phone. `signature` is NULL while it waits to be let in by another phone of the person.

    `recovered` is when it came by the recovery phrase, or the phone that let it in did; else NULL.
    """

    id = TextField(primary_key=True)
    person_id = TextField()
    key = TextField()
    signature = TextField(null=True)
    added_day = IntegerField()
    recovered = BigIntegerField(null=True)

    class Meta:
        constraints = (belongs_to("person_id", "person"),)
        indexes = ((("person_id",), False), (("recovered",), False))


class SignUpCode(Model):
    """A code that lets people create an account; see sign_up.py. `places` are the accounts that it
    still lets in. Who used it is not stored."""

    hash = TextField(primary_key=True)
    places = IntegerField()
    expires = BigIntegerField()

    class Meta:
        table_name = "sign_up_code"
        indexes = ((("expires",), False),)


class SpentId(Model):
    """The hash of a former id of a person, a phone or a recovery; see spent_ids.py."""

    hash = TextField(primary_key=True)


class Session(Model):
    """A session of one phone. Only the hash of the token is stored; `expires` is moved rarely, so that it does
    not tell when the phone was last used."""

    token_hash = TextField(primary_key=True)
    device_id = TextField()
    expires = BigIntegerField()

    class Meta:
        constraints = (belongs_to("device_id", "device"),)
        indexes = ((("device_id",), False), (("expires",), False))


class Epoch(Model):
    """A root key of a space, by number. The server has its name, never the key."""

    space_id = TextField()
    id = TextField()
    number = IntegerField()

    class Meta:
        primary_key = CompositeKey("space_id", "id")
        constraints = (belongs_to("space_id", "space"),)
        indexes = ((("space_id", "number"), True),)


class Wrap(Model):
    """A root sealed to one phone by another (or by itself), as JSON text.

    Deleted with either of the two phones: without the sealing phone's key nobody could open it.
    """

    space_id = TextField()
    epoch_id = TextField()
    device_id = TextField()
    by_device = TextField()
    wrap = TextField()

    class Meta:
        primary_key = CompositeKey("space_id", "epoch_id", "device_id")
        constraints = (belongs_to("space_id", "space"), belongs_to("device_id", "device"))
        indexes = ((("device_id",), False), (("by_device",), False))


class Recovery(Model):
    """A person's way back by phrase. `lookup` and what proves it come from the phrase, which the
    server never has; `sealed` is the private half of `key`, `id` names it in wraps.

    In `version` 1 the lookup came from the extra word too, so each guess of it was another lookup."""

    person_id = TextField(primary_key=True)
    id = TextField()
    version = IntegerField(default=1)
    lookup = TextField()
    proof_hash = TextField()
    key = TextField()
    signature = TextField()
    sealed = TextField()
    digest = TextField()

    class Meta:
        constraints = (belongs_to("person_id", "person"),)
        indexes = ((("proof_hash",), False),)


class RecoveryWrap(Model):
    """A root sealed to a person's recovery key, as JSON text. It stays when phones are removed."""

    person_id = TextField()
    space_id = TextField()
    epoch_id = TextField()
    wrap = TextField()

    class Meta:
        primary_key = CompositeKey("person_id", "space_id", "epoch_id")
        constraints = (
            belongs_to("person_id", "recovery", "person_id"),
            belongs_to("space_id", "space"),
        )
        indexes = ((("space_id",), False),)


class Line(Model):
    """Wrong tries of recovery words since the last reset, and the `last` turn given. See `turns.py`."""

    number = IntegerField(primary_key=True)
    failures = IntegerField()
    last = BigIntegerField()
    until = BigIntegerField()

    class Meta:
        indexes = ((("until",), False),)


class Turn(Model):
    """When a network may try recovery words again. `network` is hashed with a key that is never
    stored; the row is void after `until`."""

    line = IntegerField()
    network = TextField()
    failures = IntegerField()
    due = BigIntegerField()
    until = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("line", "network")
        indexes = ((("until",), False), (("due",), False))


class SeatChange(Model):
    """A seat in a couple that passes from a person who has lost every key (`old_id`) to a new person, as the
    partner asked, once it is `due` and nobody has objected. `done` when it has passed."""

    couple_id = TextField(primary_key=True)
    giver_id = TextField()
    old_id = TextField()
    new_id = TextField()
    due = BigIntegerField()
    done = BigIntegerField(null=True)

    class Meta:
        table_name = "seat_change"
        constraints = (
            belongs_to("couple_id", "space"),
            belongs_to("giver_id", "person"),
            belongs_to("old_id", "person"),
            belongs_to("new_id", "person"),
        )
        indexes = ((("giver_id",), False), (("old_id",), False), (("new_id",), False))


class SeatLost(Model):
    """Tells a person's old phones, when they come back, that the person's seat in a couple has passed. It belongs
    to that person alone, so that nothing the other two do can delete it."""

    person_id = TextField()
    couple_id = TextField()
    at = BigIntegerField()

    class Meta:
        table_name = "seat_lost"
        primary_key = CompositeKey("person_id", "couple_id")
        constraints = (belongs_to("person_id", "person"),)
        indexes = ((("at",), False),)


class SeatRest(Model):
    """After an objection from the old person's phone, no new request for the seat is allowed `until` then. Also
    counts the requests on `day` (since the epoch)."""

    couple_id = TextField(primary_key=True)
    until = BigIntegerField(default=0)
    day = IntegerField(default=0)
    begun = IntegerField(default=0)

    class Meta:
        table_name = "seat_rest"
        constraints = (belongs_to("couple_id", "space"),)
        indexes = ((("until",), False),)


class Leaving(Model):
    """A newcomer's leaving, which an older phone of the person may undo `until` then.

    `number` counts such leavings of the couple. `pauses` (until when each person was paused) and `plans` (of
    reminders) are JSON, restored when the leaving is undone.
    """

    couple_id = TextField(primary_key=True)
    person_id = TextField()
    number = IntegerField()
    until = BigIntegerField()
    pauses = TextField()
    plans = TextField()

    class Meta:
        constraints = (belongs_to("couple_id", "space"), belongs_to("person_id", "person"))
        indexes = ((("person_id",), False), (("until",), False))


class Handover(Model):
    """A one-time way into a person's or a couple's keys. `id` derives from a secret that the server
    never has. `invitation` says who offers, sealed under that secret; it is there until the taking.
    `let_in` counts the accounts that were created because of the offer; see sign_up.py and
    closed_offers.py."""

    id = TextField(primary_key=True)
    purpose = TextField()
    person_id = TextField()
    device_id = TextField()
    offer = TextField()
    offer_digest = TextField()
    invitation = TextField(null=True)
    expires = BigIntegerField()
    taking = TextField(null=True)
    taking_digest = TextField(null=True)
    taker_person_id = TextField(null=True)
    taker_device_id = TextField(null=True)
    reveal = TextField(null=True)
    offerer_confirmation = TextField(null=True)
    offerer_confirmation_digest = TextField(null=True)
    taker_confirmed = BigIntegerField(null=True)
    done = BigIntegerField(null=True)
    let_in = IntegerField(default=0)

    class Meta:
        constraints = (belongs_to("person_id", "person"),)
        indexes = (
            (("person_id", "purpose"), False),
            (("device_id",), False),
            (("taker_person_id",), False),
            (("taker_device_id",), False),
            (("expires",), False),
        )
