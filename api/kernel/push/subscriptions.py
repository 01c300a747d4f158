"""Which phones can be reached, and where."""

from collections.abc import Collection
from typing import Any

from peewee import fn

from ...config import settings
from ..db import for_update, transaction
from ..errors import Problem, invalid
from ..identity.models import Device
from ..spaces import Caller
from ..statements import Statement, any_of
from . import endpoints, vapid
from .models import Notice, PushSubscription

_REFUSALS = 3
"""After so many refused messages in a row the phone should renew its subscription."""


def save(caller: Caller, subscription_id: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Push to this phone from now on; a phone has one subscription.

    An endpoint belongs to the session that posted it last; notices queued for an earlier session are deleted.
    Raises `invalid` for an endpoint that is not allowed, `sign_in` for a phone that was removed.
    """
    why = endpoints.refusal(body["endpoint"], settings())
    if why is not None:
        raise invalid(endpoint=why)
    return _save(caller, subscription_id, body)


def delete(caller: Caller, subscription_id: str) -> None:
    """Stop pushing to this phone. Raises `not_found`."""
    with transaction():
        row = _find(caller.person_id, subscription_id)
        if row is None:
            raise Problem("not_found")
        _refuse_newcomer(caller, row)
        forget(caller.person_id, subscription_id)


def reachable_of(person_ids: Collection[str]) -> list[PushSubscription]:
    """The subscriptions of these people's phones that a push service has not refused."""
    return _REACHABLE.all(PushSubscription, list(person_ids))


_REACHABLE = Statement(
    lambda person_ids: (
        PushSubscription.select()
        .join(Device, on=(Device.id == PushSubscription.device_id))
        .where(
            any_of(PushSubscription.person_id, person_ids)
            & (PushSubscription.person_id == Device.person_id)
            & (PushSubscription.renew == False)  # noqa: E712 - an SQL expression
        )
    )
)


def gone(person_id: str, subscription_id: str, endpoint: str) -> None:
    """Delete a subscription that the push service does not know any more. A newer endpoint of the phone stays."""
    with transaction():
        row = _find(person_id, subscription_id)
        if row is not None and row.endpoint == endpoint:
            forget(person_id, subscription_id)


def refused(person_id: str, subscription_id: str, endpoint: str, at_once: bool) -> None:
    """Note a refusal. `at_once`, or after several in a row, the phone is told to renew its subscription at its
    next launch."""
    with transaction():
        row = _find(person_id, subscription_id)
        if row is None or row.endpoint != endpoint:
            return
        refusals = row.refusals + 1
        changed = {"refusals": refusals, "renew": at_once or refusals >= _REFUSALS}
        PushSubscription.update(changed).where(_is(person_id, subscription_id)).execute()


def reached(phones: Collection[tuple[str, str]]) -> None:
    """Reset the refusals of subscriptions, each with its person, whose push service has accepted a message."""
    named = [person_id for person_id, _ in phones], [phone_id for _, phone_id in phones]
    if _REFUSED.row(*named) is not None:
        with transaction():
            _FORGIVE.run(*named)


def _were_refused(people: Any, phones: Any) -> Any:
    return (
        any_of(PushSubscription.person_id, people)
        & any_of(PushSubscription.id, phones)
        & (PushSubscription.refusals > 0)
    )


_REFUSED = Statement(
    lambda people, phones: (
        PushSubscription.select(PushSubscription.id).where(_were_refused(people, phones)).limit(1)
    )
)
_FORGIVE = Statement(
    lambda people, phones: PushSubscription.update(refusals=0).where(_were_refused(people, phones))
)


def by_server_key() -> dict[str, int]:
    """How many phones subscribed with each of the server's keys."""
    key = PushSubscription.server_key
    rows: Any = PushSubscription.select(key, fn.COUNT(key)).group_by(key).order_by(key).tuples()
    return dict(rows)


def forget_server_keys(public: Collection[str]) -> None:
    """Stop sending to all phones that subscribed with one of these keys. They subscribe again at their next launch."""
    with transaction():
        for row in PushSubscription.select().where(PushSubscription.server_key.in_(list(public))):
            forget(row.person_id, row.id)


def forget_device(device_id: str) -> None:
    """Stop sending to this phone, queued notices included."""
    with transaction():
        for row in PushSubscription.select().where(PushSubscription.device_id == device_id):
            forget(row.person_id, row.id)


def forget(person_id: str, subscription_id: str) -> None:
    """Drop a subscription and what is queued for it. Call it inside a transaction."""
    Notice.delete().where(
        (Notice.person_id == person_id) & (Notice.subscription_id == subscription_id)
    ).execute()
    PushSubscription.delete().where(_is(person_id, subscription_id)).execute()


def _save(caller: Caller, subscription_id: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    in_use, *old = vapid.public_keys(settings().data)
    named: str | None = body["server_key"]
    is_unknown = named not in (None, in_use, *old)
    # an unknown key is not recorded: it would look as if the server had lost it
    known_key, otherwise = (None, "") if is_unknown else (named, in_use)
    place = {**body, "device_id": caller.device_id}
    del place["server_key"]
    with transaction():
        if for_update(Device.select().where(Device.id == caller.device_id)).get_or_none() is None:
            raise Problem("sign_in")
        before = _find(caller.person_id, subscription_id)
        if before is not None and all(getattr(before, name) == place[name] for name in place):
            server_key = known_key or before.server_key or otherwise
            PushSubscription.update(renew=False, refusals=0, server_key=server_key).where(
                _is(caller.person_id, subscription_id)
            ).execute()
            return {"id": subscription_id, "renew": before.renew or is_unknown}, 200
        _forget_superseded(caller, subscription_id, body["endpoint"])
        new = {**place, "server_key": known_key or otherwise}
        PushSubscription.insert(person_id=caller.person_id, id=subscription_id, **new).execute()
    return {"id": subscription_id, "renew": is_unknown}, 201 if before is None else 200


def _forget_superseded(caller: Caller, subscription_id: str, endpoint: str) -> None:
    """Forget what the new subscription takes the place of: of this phone, under this id, or at this endpoint."""
    for row in PushSubscription.select().where(
        (PushSubscription.endpoint == endpoint)
        | (PushSubscription.device_id == caller.device_id)
        | _is(caller.person_id, subscription_id)
    ):
        if row.person_id == caller.person_id:
            _refuse_newcomer(caller, row)
        forget(row.person_id, row.id)


def _refuse_newcomer(caller: Caller, row: PushSubscription) -> None:
    """Raise `too_soon` if a newcomer would stop the warnings to an older phone."""
    if caller.newcomer and row.device_id != caller.device_id:
        raise Problem("too_soon")


def _find(person_id: str, subscription_id: str) -> PushSubscription | None:
    return PushSubscription.get_or_none(_is(person_id, subscription_id))


def _is(person_id: str, subscription_id: str) -> Any:
    return (PushSubscription.person_id == person_id) & (PushSubscription.id == subscription_id)
