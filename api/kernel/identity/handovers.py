"""Handovers: offered, taken, revealed, confirmed. The one way into a couple's or a person's keys.

The server compares nothing secret: its id derives from a one-time secret that only the two phones
know, and that authenticates their keys. What is revealed was committed to: the phones check it.
"""

from typing import Any

import orjson

from .. import clock, feed, spaces
from ..db import for_update, transaction
from ..errors import Problem, invalid
from ..repeats import request_digest
from ..spaces import Caller
from . import access, couples, devices, handover_views, keys, letting_in, seats
from .access import Waiting
from .models import Handover, Person
from .people import add_wrap

LIFETIME = clock.DAY
MOST = 20
"""Codes of one phone that were taken and are kept: a day or two's."""


def offer(caller: Caller, handover_id: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Open a handover for 24 hours. A newer offer of the same purpose replaces an untaken one."""
    offered: dict[str, str] = body["offer"]
    if (offered["person_id"], offered["device_id"]) != (caller.person_id, caller.device_id):
        raise invalid(offer="You offer your own phone's keys.")
    digest = request_digest()
    with transaction():
        # of two offers at once the later replaces the earlier
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
    """A newcomer lets in phones, which are newcomers like itself; it connects the person with nobody."""
    if caller.newcomer and purpose != "device":
        raise Problem("too_soon")


def _drop_untaken(caller: Caller, purpose: str) -> None:
    """A newer offer takes the place of an older. A newcomer's leaves those of other phones alone."""
    untaken = (
        (Handover.person_id == caller.person_id)
        & (Handover.purpose == purpose)
        & Handover.taking.is_null()
    )
    if caller.newcomer:
        untaken &= Handover.device_id == caller.device_id
    Handover.delete().where(untaken).execute()


def read(phone: Caller | Waiting | None, handover_id: str) -> dict[str, Any]:
    """A handover: for anyone who knows its id while it is open, later for the two phones' people."""
    handover = _open_handover(handover_id)
    if handover.taking is not None and not _takes_part(handover, phone):
        raise Problem("not_found")
    return handover_views.of(handover)


def withdraw(phone: Caller | Waiting, handover_id: str) -> None:
    """End a handover for both of its people, unless it is done. Else `not_found`.

    Who offered it may, and who took it; a waiting new phone only its own one, and goes with it.
    """
    with transaction():
        handover = for_update(Handover.select().where(Handover.id == handover_id)).get_or_none()
        if handover is None or handover.done or not _may_end(handover, phone):
            raise Problem("not_found")
        _refuse_others(phone, handover)
        people = {handover.person_id, handover.taker_person_id or handover.person_id}
        if handover.purpose == "device" and handover.taker_device_id:
            devices.remove(handover.person_id, handover.taker_device_id)
        handover.delete_instance()
    for person_id in people:
        feed.nudge(person_id)


def end_open() -> None:
    """After a restore: what was open may have been called off since, so it leads nowhere, and neither do
    phones that waited for it. A code is made again at a tap."""
    Handover.delete().where(Handover.done.is_null()).execute()
    devices.end_waiting()


def take(
    phone: Caller | Waiting | None, handover_id: str, body: dict[str, Any]
) -> tuple[dict[str, Any], str | None]:
    """Answer an offer with one's own keys; the first one wins. Returns the view and, for a new own
    phone, the token of its session.

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
    """The offering phone tells its nonce to the one phone that took its code.

    Raises `not_found`, `not_taken`, and `taken` where it had revealed another.
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
    """Each says that the safety phrase is the same on both phones; the second one completes it."""
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
                _confirm_seat(caller, handover, body)
            else:
                _confirm_pairing(caller, handover, body)
            handover.save()
    for person_id in {handover.person_id, _taker(handover).person_id}:
        feed.nudge(person_id)
    return handover_views.of(handover)


def _confirm_seat(caller: Caller, handover: Handover, body: dict[str, Any]) -> None:
    if body:
        raise invalid(couple_id="A seat is confirmed with nothing.")
    if caller.person_id == handover.person_id:
        handover.offerer_confirmation = "{}"
    else:
        handover.taker_confirmed = clock.now()
    if handover.offerer_confirmation and handover.taker_confirmed:
        seats.begin(handover, _taker(handover).person_id)
        handover.done = clock.now()


def _confirm_pairing(caller: Caller, handover: Handover, body: dict[str, Any]) -> None:
    if caller.person_id == handover.person_id:
        if set(body) != {"couple_id", "epoch"}:
            raise invalid(couple_id="The offering phone names the couple and seals its first root.")
        wraps: list[dict[str, Any]] = body["epoch"]["wraps"]
        keys.refuse_others_wraps(caller, *(entry["wrap"] for entry in wraps))
        handover.offerer_confirmation = orjson.dumps(body).decode()
    elif body:
        raise invalid(couple_id="The phone that took the code confirms with nothing.")
    else:
        handover.taker_confirmed = clock.now()
    if handover.offerer_confirmation and handover.taker_confirmed:
        _complete_pairing(handover)


def _complete_pairing(handover: Handover) -> None:
    body: dict[str, Any] = orjson.loads(handover.offerer_confirmation or "")
    couple_id, epoch = body["couple_id"], body["epoch"]
    both = [handover.person_id, _taker(handover).person_id]
    keys.refuse_other_devices(epoch["wraps"], both)
    couples.begin(couple_id, epoch["id"], both)
    for entry in epoch["wraps"]:
        add_wrap(couple_id, epoch["id"], entry["device_id"], entry["wrap"])
    handover.done = clock.now()


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
    """The answer to a new phone's taking was lost: the same request proves itself, and gets another
    session while the phone still waits."""
    if handover.purpose != "device" or handover.done:
        return None
    return access.open_session(_taker(handover).device_id)


def _taker(handover: Handover) -> Waiting:
    """The person and phone that took a handover."""
    if handover.taker_person_id is None or handover.taker_device_id is None:
        raise Problem("not_taken")
    return Waiting(handover.taker_person_id, handover.taker_device_id)


def _open_handover(handover_id: str, *, locked: bool = False) -> Handover:
    """Locked until commit, so that of two who confirm at once the second sees what the first said."""
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
    """A newcomer ends and goes on with what it offered or took itself."""
    its_own = phone.device_id in (handover.device_id, handover.taker_device_id)
    if isinstance(phone, Caller) and phone.newcomer and not its_own:
        raise Problem("too_soon")
