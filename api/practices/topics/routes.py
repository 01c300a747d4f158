"""/topics/{id} and /topics/{id}/readiness"""

from typing import Any

from ...kernel import rounds
from ...kernel.http import operation
from ...kernel.identity.access import caller
from ...kernel.resources import Resource, Texts
from . import actions
from .kinds import READY, TOPICS, shown

RESOURCE = Resource(
    TOPICS,
    "topic",
    Texts(
        put="Park a topic, or edit one of yours. An edit parks it again if it was open, and asks both anew.",
        get="Read a topic that one of you has parked.",
        delete="Delete your topic for both, and what both have said to it.",
    ),
    columns=actions.columns,
    shown=shown,
    check=actions.check,
    after=actions.after,
    removed=actions.removed,
)
blueprint = RESOURCE.blueprint


@operation(
    blueprint,
    "PUT",
    READY.path,
    "put_topic_readiness",
    newcomer="may",
    body=READY.body,
    answer=READY.view,
    statuses=(200, 201),
    problems=("gone", "stale_edit", "already_ended", "often_ready", "full_today", "full"),
    protects=lambda body: isinstance(body, dict) and body.get("ready") is False,
)
def put_readiness(body: dict[str, Any], topic_id: str) -> Any:
    """Say whether you are ready to open a topic. Replaces what you said before.

    The response is your own view and never depends on your partner. The topic opens five to ten minutes after both
    are ready, or not at all if one of you withdraws before. Once it is open, `ready` `false` from either of you
    parks it again, and the next round begins for both. A request with an older `said_at` changes nothing.
    """
    return rounds.say(READY, topic_id, body, caller())


def delete_again() -> None:
    """After a restore: delete what was deleted since, and let everybody say anew whether they are ready."""
    RESOURCE.delete_again()
    rounds.void_all(READY)
