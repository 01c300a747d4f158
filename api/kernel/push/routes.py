"""/push-subscriptions/{id}"""

from typing import Any

from flask_smorest import Blueprint

from ..http import operation
from ..identity.access import caller
from . import subscriptions
from .schemas import PushSubscriptionSchema, SavedPushSubscriptionSchema

blueprint = Blueprint(
    "push", __name__, description="Where the notices of this phone are sent (Web Push, RFC 8030)."
)
PATH = "/push-subscriptions/<id7:subscription_id>"


@operation(
    blueprint,
    "PUT",
    PATH,
    "put_push_subscription",
    newcomer="own",
    body=PushSubscriptionSchema(),
    answer=SavedPushSubscriptionSchema(),
    statuses=(200, 201),
)
def save(body: dict[str, Any], subscription_id: str) -> Any:
    """Push to this phone from now on. Phones post their subscription again at every launch."""
    return subscriptions.save(caller(), subscription_id, body)


@operation(blueprint, "DELETE", PATH, "delete_push_subscription", newcomer="own", statuses=(204,))
def delete(subscription_id: str) -> Any:
    """Stop pushing to this phone."""
    subscriptions.delete(caller(), subscription_id)
