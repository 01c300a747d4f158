"""Shapes of people, phones and keys, and of what a handover confirms."""

from marshmallow import Schema, fields, validate

from ..fields import Exactly, Id, Instant
from ..schedule.zones import Zone
from ..sealing import Binary, PublicKey, Sealed, signature
from .devices import OF_TWO

SESSION_KINDS = ("cookie", "bearer")
CODE_ID = r"^[A-Za-z0-9_-]{22}$"
PAGES = validate.Range(0, 100_000)


class WrapSchema(Schema):
    """A root sealed to one phone: ECDH P-256, HKDF, AES-GCM; signed by the person who sealed it."""

    v = fields.Integer(required=True, strict=True, validate=validate.Equal(1))
    by_person = Id(required=True)
    by_device = Id(required=True)
    iv = Binary(12, required=True)
    ct = Binary(48, required=True)
    sig = signature()


class DeviceWrapSchema(Schema):
    device_id = Id(required=True)
    wrap = fields.Nested(WrapSchema(), required=True)


class NewDeviceSchema(Schema):
    """A phone's id, its public key, and the person's signature over both."""

    id = Id(required=True)
    key = PublicKey(required=True)
    signature = signature()


class FirstEpochSchema(Schema):
    id = Id(required=True)
    wrap = fields.Nested(WrapSchema(), required=True)


class StartSchema(Schema):
    """What an account is made from: keys. No name, no address."""

    signing_key = PublicKey(required=True)
    signing_key_sealed = Sealed(required=True, size=1024)
    device = fields.Nested(NewDeviceSchema(), required=True)
    epoch = fields.Nested(FirstEpochSchema(), required=True)
    zone = Zone(required=True)
    session = fields.String(required=True, validate=validate.OneOf(SESSION_KINDS))
    sign_up_code = Binary(
        16,
        metadata={
            "description": "The proof of a sign-up code, if the server asks for one (`get_instance`): HKDF-SHA-256 "
            "of the 13 bytes of the code, no salt, info `twofold/2/sign-up`, 16 bytes. Never the code itself, which "
            "may be one that connects two phones."
        },
    )
    handover_id = fields.String(
        validate=Exactly(CODE_ID),
        metadata={
            "description": "The offer that a partner follows who has no account yet: it serves as a sign-up code."
        },
    )


class StartedSchema(Schema):
    """`token` only for a bearer session; a browser gets a cookie that no script can read."""

    person_id = Id(required=True)
    device_id = Id(required=True)
    token = fields.String(
        metadata={
            "description": "The bearer token of the session; only if the phone asked for one."
        }
    )


class PersonSchema(Schema):
    id = Id(required=True)
    signing_key = PublicKey(required=True)


class SessionDeviceSchema(Schema):
    id = Id(required=True)
    state = fields.String(
        required=True,
        validate=validate.OneOf(("waiting", "active")),
        metadata={"description": "Whether the phone still waits to be let in."},
    )


class CoupleSchema(Schema):
    id = Id(required=True)
    partner = fields.Nested(PersonSchema(), required=True)


class SeatSchema(Schema):
    """A seat in a couple that is about to pass to a new person, and the caller's part in that.

    `lost`: it was the caller's own and has passed, at `due`; only the caller's own phones see this.
    """

    couple_id = Id(required=True)
    part = fields.String(required=True, validate=validate.OneOf(("gives", "has", "gets", "lost")))
    due = Instant(required=True, metadata={"description": "When the seat passes."})


class TakenBackSchema(Schema):
    """The person's leaving on a phone that signed in with the twelve words, which this phone may undo."""

    couple_id = Id(required=True)
    until = Instant(required=True)


class SessionSchema(Schema):
    """Who this phone is; `person` and `device` are null for a phone that is not signed in.

    `couple` is null without a partner, and on a phone that waits to be let in. `newcomer_until`: this phone, or the
    one that let it in, signed in with the twelve words; until then it may not do what could harm (`too_soon`).
    `account_deleted`: the phone is no longer signed in because its account was deleted on another phone.
    """

    person = fields.Nested(PersonSchema(), required=True, allow_none=True)
    device = fields.Nested(SessionDeviceSchema(), required=True, allow_none=True)
    couple = fields.Nested(CoupleSchema(), required=True, allow_none=True)
    seat = fields.Nested(SeatSchema(), required=True, allow_none=True)
    left = fields.Nested(
        TakenBackSchema(),
        required=True,
        allow_none=True,
        metadata={"description": "A leaving that this phone may undo; null if there is none."},
    )
    newcomer_until = Instant(required=True, allow_none=True)
    account_deleted = fields.Boolean(required=True)
    server_time = Instant(required=True)
    vapid_public_key = PublicKey(required=True)
    app_min = fields.Integer(required=True)
    closes_on = fields.Date(required=True, allow_none=True)


class ListedDeviceSchema(Schema):
    """`added_day` is the day on which it was added; the time of last use is never stored.

    `recovered`: it signed in with the recovery phrase, or was let in by a phone that did.
    """

    id = Id(required=True)
    added_day = fields.Date(required=True)
    current = fields.Boolean(required=True, metadata={"description": "Whether it is this phone."})
    recovered = fields.Boolean(required=True)


class DevicesSchema(Schema):
    devices = fields.List(fields.Nested(ListedDeviceSchema()), required=True)


class CoupleEpochSchema(Schema):
    id = Id(required=True)
    wraps = fields.List(
        fields.Nested(DeviceWrapSchema()), required=True, validate=validate.Length(1, OF_TWO)
    )


class SpaceWrapSchema(Schema):
    space_id = Id(required=True)
    epoch_id = Id(required=True)
    wrap = fields.Nested(WrapSchema(), required=True)


class ConfirmSchema(Schema):
    """In a pairing the offering phone sends the couple's id and first epoch, the taking one nothing.

    The phone that lets in a new own one sends the person's signature and the roots.
    """

    couple_id = Id()
    epoch = fields.Nested(
        CoupleEpochSchema(),
        metadata={"description": "The couple's first root; only from the offering phone."},
    )
    device_signature = Binary(64)
    wraps = fields.List(fields.Nested(SpaceWrapSchema()), validate=validate.Length(1, 200))


class KeyPersonSchema(Schema):
    person_id = Id(required=True)
    signing_key = PublicKey(required=True)


class KeyDeviceSchema(Schema):
    person_id = Id(required=True)
    device_id = Id(required=True)
    key = PublicKey(required=True)
    signature = signature()


class KeyEpochSchema(Schema):
    """`wrap` is null while nobody has sealed this root to the asking phone.

    `answers`: it is the current root, and a phone started it because it could not open the one before.
    """

    space_id = Id(required=True)
    epoch_id = Id(required=True)
    number = fields.Integer(required=True)
    current = fields.Boolean(required=True, metadata={"description": "Whether it is in force."})
    answers = fields.Boolean(required=True)
    wrap = fields.Nested(WrapSchema(), required=True, allow_none=True)


class MissingWrapSchema(Schema):
    space_id = Id(required=True)
    epoch_id = Id(required=True)
    device_id = Id(required=True)


class LackingEpochSchema(Schema):
    space_id = Id(required=True)
    epoch_id = Id(required=True)


class RecoverySchema(Schema):
    """The public half of the caller's recovery key, and the epochs whose roots are not sealed to it yet.

    An extra word chosen with words of `version` 1 is easier to guess: the app should offer new words.
    """

    id = Id(required=True)
    version = fields.Integer(required=True)
    key = PublicKey(required=True)
    signature = signature()
    lacking = fields.List(fields.Nested(LackingEpochSchema()), required=True)


class PageQuery(Schema):
    page = fields.Integer(load_default=0, validate=PAGES)


class KeysSchema(Schema):
    """What a phone needs to open what its person may read, and which phones lack a root that it has.

    `missing` may be only a part of a long list. `recovery` is null if the person has no recovery phrase.
    `due` are the spaces that need a new root, since a phone that a restore brought back knows the current one.
    """

    signing_key_sealed = Sealed(required=True, size=1024)
    people = fields.List(fields.Nested(KeyPersonSchema()), required=True)
    devices = fields.List(fields.Nested(KeyDeviceSchema()), required=True)
    epochs = fields.List(fields.Nested(KeyEpochSchema()), required=True)
    more = fields.Boolean(required=True)
    missing = fields.List(fields.Nested(MissingWrapSchema()), required=True)
    due = fields.List(
        Id(), required=True, metadata={"description": "The spaces that need a new root."}
    )
    recovery = fields.Nested(RecoverySchema(), required=True, allow_none=True)


class NewEpochSchema(Schema):
    """`answers` names the root that this one replaces because the phone could not open it."""

    number = fields.Integer(required=True, strict=True, validate=validate.Range(2, 1_000_000))
    wraps = fields.List(
        fields.Nested(DeviceWrapSchema()), required=True, validate=validate.Length(1, OF_TWO)
    )
    answers = Id(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "The root that this one replaces because the phone could not open it; else null."
        },
    )


class AddWrapSchema(Schema):
    wrap = fields.Nested(WrapSchema(), required=True)


class EmptySchema(Schema):
    """An empty object."""


class SeatTakenSchema(Schema):
    taken = fields.Boolean(required=True)


class LeftSchema(Schema):
    left = fields.Boolean(
        required=True, metadata={"description": "Whether the couple was left now."}
    )
