"""The shape of a push subscription, as browsers give it (W3C Push API §8)."""

from marshmallow import Schema, fields, validate

from ..fields import Id
from ..sealing import Binary, PublicKey
from .endpoints import LONGEST


class PushSubscriptionSchema(Schema):
    """Where a browser can be reached, and its keys for this subscription."""

    endpoint = fields.String(required=True, validate=validate.Length(1, LONGEST))
    p256dh = PublicKey(required=True)
    auth = Binary(16, required=True)


class SavedPushSubscriptionSchema(Schema):
    """`renew`: the push service has refused this subscription, so the phone should make a new one."""

    id = Id(required=True)
    renew = fields.Boolean(required=True)
