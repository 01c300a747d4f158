"""Shapes of the way back by phrase."""

from marshmallow import Schema, fields, validate

from ..fields import Exactly, Id
from ..sealing import Binary, PublicKey, Sealed, signature
from .schemas import PAGES, SESSION_KINDS, SpaceWrapSchema

SHA256_HEX = r"^[0-9a-f]{64}$"


class RecoveryWrapSchema(Schema):
    """A root sealed to a recovery key: ECDH with the one-time `key`, HKDF, AES-GCM; signed by the person."""

    v = fields.Integer(required=True, strict=True, validate=validate.Equal(1))
    key = PublicKey(required=True)
    iv = Binary(12, required=True)
    ct = Binary(48, required=True)
    sig = signature()


class SpaceRecoveryWrapSchema(Schema):
    space_id = Id(required=True)
    epoch_id = Id(required=True)
    wrap = fields.Nested(RecoveryWrapSchema(), required=True)


class SealedRecoveryKeySchema(Schema):
    """The private half of a recovery key, AES-256-GCM under a key that only the phrase gives."""

    iv = Binary(12, required=True)
    ct = Binary(528, required=True)


def version() -> fields.Integer:
    """How lookup and proof are derived from the words; 1 if the field is missing."""
    return fields.Integer(load_default=1, strict=True, validate=validate.OneOf([1, 2]))


class NewRecoverySchema(Schema):
    """What a phone stores for the way back. `lookup` is derived from the twelve words, the proof from them and
    the extra word."""

    version = version()
    id = Id(required=True)
    lookup = Binary(16, required=True)
    proof_hash = fields.String(required=True, validate=Exactly(SHA256_HEX))
    key = PublicKey(required=True)
    signature = signature()
    sealed = fields.Nested(SealedRecoveryKeySchema(), required=True)
    wraps = fields.List(
        fields.Nested(SpaceRecoveryWrapSchema()), required=True, validate=validate.Length(1, 200)
    )


class AddRecoveryWrapSchema(Schema):
    recovery_id = Id(required=True)
    wrap = fields.Nested(RecoveryWrapSchema(), required=True)


class ProofSchema(Schema):
    version = version()
    proof = Binary(32, required=True)
    page = fields.Integer(load_default=0, strict=True, validate=PAGES)


class RecoveryEpochSchema(Schema):
    """`wrap` is null if no phone has sealed this root to the recovery key yet."""

    space_id = Id(required=True)
    epoch_id = Id(required=True)
    number = fields.Integer(required=True)
    current = fields.Boolean(required=True, metadata={"description": "Whether it is in force."})
    wrap = fields.Nested(RecoveryWrapSchema(), required=True, allow_none=True)


class OpenedRecoverySchema(Schema):
    """Everything sealed that the phrase opens."""

    id = Id(required=True)
    sealed = fields.Nested(SealedRecoveryKeySchema(), required=True)
    signing_key_sealed = Sealed(required=True, size=1024)
    epochs = fields.List(fields.Nested(RecoveryEpochSchema()), required=True)
    more = fields.Boolean(required=True)


class RecoverSchema(Schema):
    """A new phone's key, signed by the person's signing key, with the roots it sealed to itself."""

    version = version()
    proof = Binary(32, required=True)
    key = PublicKey(required=True)
    signature = signature()
    wraps = fields.List(
        fields.Nested(SpaceWrapSchema()), required=True, validate=validate.Length(1, 200)
    )
    session = fields.String(load_default="cookie", validate=validate.OneOf(SESSION_KINDS))
