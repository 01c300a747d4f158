"""Handovers: offer, take, reveal, confirm. The only way to get a couple's or a person's keys.

The server compares nothing secret. Its id is derived from a one-time secret that only the two
phones know and that authenticates their keys. The phones check that the reveal matches the
commitment.
"""

from typing import Any

import orjson

from .. import clock, feed, spaces
from ..db import for_update, transaction
from ..errors import Problem, invalid
from ..repeats import request_digest
from ..spaces import Caller
from . import access, closed_offers, devices, handover_views, letting_in, pairing, seats
from .access import Waiting
from .models import Handover, Person

LIFETIME = clock.DAY
MOST = 20
"""How many handovers of one phone may exist at once; taken ones are deleted after a day or two."""


def offer(caller: Caller, handover_id: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Open a handover for 24 hours. It replaces an untaken one with this purpose."""
    offered: dict[str, str] = body["offer"]
    if (offered["person_id"], offered["device_id"]) != (caller.person_id, caller.device_id):
        raise invalid(offer="You offer your own phone's keys.")
    digest = request_digest()
    with transaction():
        # of two concurrent offers the later one replaces the earlier one
        spaces.lock(caller, caller.person_id)
        known = Handover.get_or_none(Handover.id == handover_id)
        if known is not None:
            if known.offer_digest != digest:
                raise Problem("id_taken")
            return handover_views.of(known), 200
        _refuse_newcomer(caller, body["purpose"])
        if body["purpose"] == "pair" and caller.couple_id:
            raise Problem("already_paired")
        if body["purpose"] == "device":
            devices.refuse_full(caller.person_id)
        if body["purpose"] == "seat":
            if not caller.couple_id:
                raise Problem("not_connected")
            seats.refuse_resting(caller.couple_id)
        _drop_untaken(caller, body["purpose"])
        if Handover.select().where(Handover.device_id == caller.device_id).count() >= MOST:
            raise Problem("often_today")
        handover = Handover.create(
            id=handover_id,
            purpose=body["purpose"],
            person_id=caller.person_id,
            device_id=caller.device_id,
            offer=orjson.dumps(offered).decode(),
            invitation=body["invitation"] and orjson.dumps(body["invitation"]).decode(),
            offer_digest=digest,
            expires=clock.now() + LIFETIME,
        )
    return handover_views.of(handover), 201


def _refuse_newcomer(caller: Caller, purpose: str) -> None:
    """Refuse a newcomer's offer, unless it adds a phone: that phone is a newcomer too, and nobody
    gets connected."""
    if caller.newcomer and purpose != "device":
        raise Problem("too_soon")


def _drop_untaken(caller: Caller, purpose: str) -> None:
    """Delete the person's untaken offers with this purpose. A newcomer deletes only those of its
    own phone."""
    untaken = (
        (Handover.person_id == caller.person_id)
        & (Handover.purpose == purpose)
        & Handover.taking.is_null()
    )
    if caller.newcomer:
        untaken &= Handover.device_id == caller.device_id
    closed_offers.delete_or_close(untaken)


def read(phone: Caller | Waiting | None, handover_id: str) -> dict[str, Any]:
    """Return a handover: to anyone who knows its id while it is open, later only to its two people."""
    handover = _open_handover(handover_id)
    if handover.taking is not None and not _takes_part(handover, phone):
        raise Problem("not_found")
    return handover_views.of(handover)


def withdraw(phone: Caller | Waiting, handover_id: str) -> None:
    """End a handover for both people, unless it is done. Raises `not_found`.

    Allowed for the people of both phones. A new phone that waits for confirmation may end only its
    own, and is then removed.
    """
    with transaction():
        handover = for_update(Handover.select().where(Handover.id == handover_id)).get_or_none()
        if handover is None or handover.done or not _may_end(handover, phone):
            raise Problem("not_found")
        _refuse_others(phone, handover)
        people = {handover.person_id, handover.taker_person_id or handover.person_id}
        if handover.purpose == "device" and handover.taker_device_id:
            devices.remove(handover.person_id, handover.taker_device_id)
        closed_offers.delete_or_close(Handover.id == handover.id)
    for person_id in people:
        feed.nudge(person_id)


def end_open() -> None:
    """After a restore, end all open handovers and waiting phones, since they may have been
    cancelled since the backup. A new code takes one tap."""
    Handover.delete().where(Handover.done.is_null()).execute()
    devices.end_waiting()


def take(
    phone: Caller | Waiting | None, handover_id: str, body: dict[str, Any]
) -> tuple[dict[str, Any], str | None]:
    """Answer an offer with this phone's keys; the first answer wins. Returns the view and, for a
    new phone of the same person, a session token.

    Raises `not_found`, `taken`, `own_code`, `already_paired`, `sign_in`, `invalid`.
    """
    digest = request_digest()
    with transaction():
        handover = _open_handover(handover_id, locked=True)
        if handover.taking_digest == digest:
            if handover.purpose != "device" and not _takes_part(handover, phone):
                raise Problem("not_found")
            return handover_views.of(handover), _session_again(handover)
        if handover.taking is not None:
            raise Problem("taken")
        taking: dict[str, Any] = body["taking"]
        if handover.purpose != "device":
            caller = _pairing_partner(phone, handover, taking)
            _put_taking(handover, taking, digest, caller.person_id)
            shown = None
        else:
            devices.add(taking["device_id"], handover.person_id, taking["device_key"], None)
            _put_taking(handover, taking, digest, handover.person_id)
            shown = access.open_session(taking["device_id"])
    feed.nudge(handover.person_id)
    return handover_views.of(handover), shown


def reveal(caller: Caller, handover_id: str, body: dict[str, Any]) -> dict[str, Any]:
    """Store the offering phone's nonce, for the phone that took its code.

    Raises `not_found`, `not_taken`, and `taken` if another nonce was revealed before.
    """
    with transaction():
        handover = _open_handover(handover_id, locked=True)
        if handover.device_id != caller.device_id:
            raise Problem("not_found")
        if handover.taking is None:
            raise Problem("not_taken")
        if handover.reveal is None:
            handover.reveal = orjson.dumps(body["reveal"]).decode()
            handover.save()
        elif orjson.loads(handover.reveal) != body["reveal"]:
            raise Problem("taken")
    feed.nudge(_taker(handover).person_id)
    return handover_views.of(handover)


def confirm(caller: Caller, handover_id: str, body: dict[str, Any]) -> dict[str, Any]:
    """Store that a person saw equal words on both phones; the second confirmation completes the
    handover."""
    with transaction():
        handover = _open_handover(handover_id, locked=True)
        if not _takes_part(handover, caller):
            raise Problem("not_found")
        _refuse_others(caller, handover)
        _refuse_newcomer(caller, handover.purpose)
        if handover.taking is None:
            raise Problem("not_taken")
        if handover.reveal is None:
            raise Problem("not_revealed")
        if handover.done is None:
            if handover.purpose == "device":
                letting_in.let_in(caller, handover, _taker(handover).device_id, body)
            elif handover.purpose == "seat":
                seats.confirm(caller, handover, body, _taker(handover).person_id)
            else:
                pairing.confirm(caller, handover, body, _taker(handover).person_id)
            handover.save()
    for person_id in {handover.person_id, _taker(handover).person_id}:
        feed.nudge(person_id)
    return handover_views.of(handover)


def _pairing_partner(
    phone: Caller | Waiting | None, handover: Handover, taking: dict[str, Any]
) -> Caller:
    if not isinstance(phone, Caller):
        raise Problem("sign_in")
    if phone.person_id == handover.person_id:
        raise Problem("own_code")
    _refuse_newcomer(phone, handover.purpose)
    if (taking["person_id"], taking["device_id"]) != (phone.person_id, phone.device_id):
        raise invalid(taking="You answer with your own phone's keys.")
    if not taking["signing_key"] or not taking["device_signature"]:
        raise invalid(taking="Pairing needs the person's keys.")
    offerer = Person.get_by_id(handover.person_id)
    if phone.couple_id or (handover.purpose == "pair" and offerer.couple_id):
        raise Problem("already_paired")
    return phone


def _put_taking(handover: Handover, taking: dict[str, Any], digest: str, person_id: str) -> None:
    changed = {
        "invitation": None,
        "taking": orjson.dumps(taking).decode(),
        "taking_digest": digest,
        "taker_person_id": person_id,
        "taker_device_id": taking["device_id"],
    }
    free = (Handover.id == handover.id) & Handover.taking.is_null()
    if Handover.update(changed).where(free).execute() != 1:
        raise Problem("taken")
    for name, value in changed.items():
        setattr(handover, name, value)


def _session_again(handover: Handover) -> str | None:
    """Open another session for a repeated taking, whose first response was lost, while the phone
    still waits."""
    if handover.purpose != "device" or handover.done:
        return None
    return access.open_session(_taker(handover).device_id)


def _taker(handover: Handover) -> Waiting:
    """The person and phone that took a handover. Raises `not_taken`."""
    if handover.taker_person_id is None or handover.taker_device_id is None:
        raise Problem("not_taken")
    return Waiting(handover.taker_person_id, handover.taker_device_id)


def _open_handover(handover_id: str, *, locked: bool = False) -> Handover:
    """Return an open handover, if asked locked until commit: of two concurrent confirmations the
    second one sees the first."""
    query = Handover.select().where((Handover.id == handover_id) & (Handover.expires > clock.now()))
    handover = (for_update(query) if locked else query).get_or_none()
    if handover is None:
        raise Problem("not_found")
    return handover


def _takes_part(handover: Handover, phone: Caller | Waiting | None) -> bool:
    return phone is not None and phone.person_id in (handover.person_id, handover.taker_person_id)


def _may_end(handover: Handover, phone: Caller | Waiting) -> bool:
    if isinstance(phone, Waiting):
        return phone.device_id == handover.taker_device_id
    return _takes_part(handover, phone)


def _refuse_others(phone: Caller | Waiting, handover: Handover) -> None:
    """Refuse a newcomer, unless its own phone offered or took the handover."""
    its_own = phone.device_id in (handover.device_id, handover.taker_device_id)
    if isinstance(phone, Caller) and phone.newcomer and not its_own:
        raise Problem("too_soon")
