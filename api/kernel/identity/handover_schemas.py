"""The schemas of handovers."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validate, validates_schema

from ..errors import Problem
from ..fields import Exactly, Id, Instant
from ..sealing import Binary, PublicKey, signature
from .schemas import CODE_ID, SESSION_KINDS

VERSION = 2
PURPOSE = validate.OneOf(("pair", "device", "seat"))


class VersionedSchema(Schema):
    """A handover message with its version. An older version is refused with 426 `update_needed`."""

    v = fields.Integer(required=True, strict=True, validate=validate.Equal(VERSION))

    @pre_load
    def refuse_older(self, data: Any, **_: Any) -> Any:
        # version 1 had no `v`
        if isinstance(data, Mapping) and data and data.get("v", 1) == 1:
            raise Problem("update_needed")
        return data


class OfferSchema(VersionedSchema):
    """The offering phone's keys, authenticated with a key that the server does not have.

    `commitment` is a hash of them and of a nonce, which the phone reveals after another phone has
    taken the code.
    """

    person_id = Id(required=True)
    device_id = Id(required=True)
    signing_key = PublicKey(required=True)
    device_key = PublicKey(required=True)
    device_signature = signature()
    commitment = Binary(32, required=True)
    mac = Binary(32, required=True)


class InvitationSchema(Schema):
    """The name of the inviting person, as they typed it: AES-256-GCM under a key from the code.
    Always 256 bytes."""

    v = fields.Integer(required=True, strict=True, validate=validate.Equal(1))
    iv = Binary(12, required=True)
    ct = Binary(272, required=True)


class NewHandoverSchema(Schema):
    purpose = fields.String(required=True, validate=PURPOSE)
    offer = fields.Nested(OfferSchema(), required=True)
    invitation = fields.Nested(InvitationSchema(), load_default=None, allow_none=True)

    @validates_schema
    def refuse_inviting_oneself(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["purpose"] == "device" and data["invitation"] is not None:
            raise ValidationError("Set invitation to null for a phone of your own.", "invitation")


class TakingSchema(VersionedSchema):
    """The taking phone's keys and nonce. A new phone of the same person has no person's keys yet."""

    person_id = Id(
        load_default=None,
        allow_none=True,
        metadata={"description": "The person; null or missing from a new phone."},
    )
    device_id = Id(required=True)
    signing_key = PublicKey(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "The person's public key for signatures, P-256, base64url; null or missing from a new phone."
        },
    )
    device_key = PublicKey(required=True)
    device_signature = Binary(
        64,
        load_default=None,
        allow_none=True,
        metadata={
            "description": "The person's signature of the phone's key; null or missing from a new phone."
        },
    )
    nonce = Binary(16, required=True)
    mac = Binary(32, required=True)


class TakeSchema(Schema):
    taking = fields.Nested(TakingSchema(), required=True)
    session = fields.String(load_default="cookie", validate=validate.OneOf(SESSION_KINDS))


class RevealedSchema(Schema):
    """The nonce of the commitment, with a MAC that also covers the taking."""

    nonce = Binary(16, required=True)
    mac = Binary(32, required=True)


class RevealSchema(Schema):
    reveal = fields.Nested(RevealedSchema(), required=True)


class HandoverSchema(Schema):
    """The state of a handover. `invitation` is null once it is taken. `token` is only in the
    response that signs in a new phone with a bearer session."""

    id = fields.String(required=True, validate=Exactly(CODE_ID))
    purpose = fields.String(required=True, validate=PURPOSE)
    state = fields.String(required=True, validate=validate.OneOf(("offered", "taken", "done")))
    expires_at = Instant(required=True)
    offer = fields.Nested(OfferSchema(), required=True)
    invitation = fields.Nested(InvitationSchema(), required=True, allow_none=True)
    taking = fields.Nested(TakingSchema(), required=True, allow_none=True)
    reveal = fields.Nested(RevealedSchema(), required=True, allow_none=True)
    confirmed_by = fields.List(Id(), required=True)
    token = fields.String(
        metadata={
            "description": "The bearer token of a new phone's session; only in the answer that signs it in."
        }
    )
