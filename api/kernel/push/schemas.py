"""The shape of a push subscription, as browsers give it (W3C Push API §8)."""

from marshmallow import Schema, fields, validate

from ..fields import Id
from ..sealing import Binary, PublicKey
from .endpoints import LONGEST


class PushSubscriptionSchema(Schema):
    """Where a browser can be reached, and its keys for this subscription. `server_key`: the server's key that it
    subscribed with; without it, the one that the server uses now."""

    endpoint = fields.String(required=True, validate=validate.Length(1, LONGEST))
    p256dh = PublicKey(required=True)
    auth = Binary(16, required=True)
    server_key = PublicKey(load_default=None)


class SavedPushSubscriptionSchema(Schema):
    """`renew`: the phone should make a new subscription, since the push service has refused this one, or the server
    does not have the key that it is bound to."""

    id = Id(required=True)
    renew = fields.Boolean(required=True)
