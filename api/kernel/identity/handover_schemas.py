"""Shapes of handovers: offered, taken, revealed."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validate, validates_schema

from ..errors import Problem
from ..fields import Exactly, Id, Instant
from ..sealing import Binary, PublicKey, signature
from .schemas import SESSION_KINDS

VERSION = 2
PURPOSE = validate.OneOf(("pair", "device", "seat"))
CODE_ID = r"^[A-Za-z0-9_-]{22}$"


class VersionedSchema(Schema):
    """What only apps of this version of the handover send: others are asked to update (426)."""

    v = fields.Integer(required=True, strict=True, validate=validate.Equal(VERSION))

    @pre_load
    def refuse_older(self, data: Any, **_: Any) -> Any:
        # version 1 said no version
        if isinstance(data, Mapping) and data and data.get("v", 1) == 1:
            raise Problem("update_needed")
        return data


class OfferSchema(VersionedSchema):
    """The offering phone's keys, authenticated with a key that the server does not have.

    `commitment` is a hash over them and over a nonce that the phone reveals once its code was taken.
    """

    person_id = Id(required=True)
    device_id = Id(required=True)
    signing_key = PublicKey(required=True)
    device_key = PublicKey(required=True)
    device_signature = signature()
    commitment = Binary(32, required=True)
    mac = Binary(32, required=True)


class InvitationSchema(Schema):
    """Who invites, as they say: AES-256-GCM under a key that only the code gives, always 256 bytes."""

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
            raise ValidationError("A phone of one's own is not invited.", "invitation")


class TakingSchema(VersionedSchema):
    """The taking phone's keys and nonce. A person's own new phone has no person's keys to show yet."""

    person_id = Id(load_default=None, allow_none=True)
    device_id = Id(required=True)
    signing_key = PublicKey(load_default=None, allow_none=True)
    device_key = PublicKey(required=True)
    device_signature = Binary(64, load_default=None, allow_none=True)
    nonce = Binary(16, required=True)
    mac = Binary(32, required=True)


class TakeSchema(Schema):
    taking = fields.Nested(TakingSchema(), required=True)
    session = fields.String(load_default="cookie", validate=validate.OneOf(SESSION_KINDS))


class RevealedSchema(Schema):
    """The nonce that the offering phone had committed to, for the taking that it answers."""

    nonce = Binary(16, required=True)
    mac = Binary(32, required=True)


class RevealSchema(Schema):
    reveal = fields.Nested(RevealedSchema(), required=True)


class HandoverSchema(Schema):
    """Where a handover stands. `invitation` until it is taken; `token` once, for a bearer session of a
    new own phone."""

    id = fields.String(required=True, validate=Exactly(CODE_ID))
    purpose = fields.String(required=True, validate=PURPOSE)
    state = fields.String(required=True, validate=validate.OneOf(("offered", "taken", "done")))
    expires_at = Instant(required=True)
    offer = fields.Nested(OfferSchema(), required=True)
    invitation = fields.Nested(InvitationSchema(), required=True, allow_none=True)
    taking = fields.Nested(TakingSchema(), required=True, allow_none=True)
    reveal = fields.Nested(RevealedSchema(), required=True, allow_none=True)
    confirmed_by = fields.List(Id(), required=True)
    token = fields.String()
