"""Who may create an account on this server: anybody, whoever has a sign-up code, or nobody.

A partner to whom somebody here offers to connect, or to give a seat, may always: the offer lets them in. A code and an
offer let in two each, because the answer to a new account may be lost, and a couple may open one link on both phones.
Nothing is stored of who used which code or whose offer. docs/decisions/0028 says why there is no closer count.
"""

import hashlib
from typing import NamedTuple

from peewee import fn

from ...config import settings
from .. import clock
from ..db import for_update, transaction
from ..errors import Problem
from .models import Handover, SignUpCode

FOR = 2
"""How many accounts a code lets in, and how many an offer."""

_SHOWN = 8


class Listed(NamedTuple):
    """A code that still works, without its secret. `name` tells it from the others, `places` are the
    accounts that it still lets in, `expires` is in epoch milliseconds."""

    name: str
    places: int
    expires: int


def lock(code: str | None, handover_id: str | None) -> None:
    """Lock what `admit` will count, until commit. Call it before the person is looked up: of one start that is sent
    twice at once, the second then sees the account, and not a code that is used up."""
    if settings().sign_up == "open":
        return
    if handover_id is not None:
        for_update(Handover.select(Handover.id).where(Handover.id == handover_id)).execute()
    if code is not None:
        code_hash = _hash_of(code)
        for_update(SignUpCode.select(SignUpCode.hash).where(SignUpCode.hash == code_hash)).execute()


def admit(code: str | None, handover_id: str | None) -> None:
    """Use up one place of the code (its proof) or of the offer, unless anybody may come.

    Call it in the transaction that creates the account. Raises `sign_up_code_needed`, `sign_up_code_unknown`,
    `sign_up_closed`.
    """
    mode = settings().sign_up
    if mode == "open" or (handover_id is not None and _follows_offer(handover_id)):
        return
    if mode == "closed":
        raise Problem("sign_up_closed")
    if code is None:
        raise Problem("sign_up_code_needed")
    _use(_hash_of(code))


def _follows_offer(handover_id: str) -> bool:
    open_to_another = (
        (Handover.id == handover_id)
        & (Handover.purpose != "device")
        & Handover.taking.is_null()
        & (Handover.expires > clock.now())
        & (Handover.let_in < FOR)
    )
    counted = Handover.update(let_in=Handover.let_in + 1).where(open_to_another)
    return counted.execute() == 1


def _use(code_hash: str) -> None:
    """One statement checks and counts, so that of many at once no more get in than the code is for."""
    works = (
        (SignUpCode.hash == code_hash)
        & (SignUpCode.places > 0)
        & (SignUpCode.expires > clock.now())
    )
    if SignUpCode.update(places=SignUpCode.places - 1).where(works).execute() != 1:
        raise Problem("sign_up_code_unknown")
    SignUpCode.delete().where((SignUpCode.hash == code_hash) & (SignUpCode.places == 0)).execute()


def _hash_of(code: str) -> str:
    return hashlib.sha256(f"twofold/sign-up/{code}".encode()).hexdigest()


def make(code: str, lifetime: int) -> None:
    """From now on the code with this proof works, for so many milliseconds. Only a hash of the proof is stored.

    A proof is what phones send of a code (`sign_up_code` of `start_account`); the server never has the code.
    """
    code_hash, expires = _hash_of(code), clock.now() + lifetime
    with transaction():
        SignUpCode.insert(hash=code_hash, places=FOR, expires=expires).execute()


def listed() -> list[Listed]:
    """The codes that still work; the first to expire comes first."""
    working = SignUpCode.select().where(SignUpCode.expires > clock.now())
    rows = working.order_by(SignUpCode.expires, SignUpCode.hash)
    return [Listed(row.hash[:_SHOWN], row.places, row.expires) for row in rows]


def revoke(name: str) -> int:
    """Revoke the codes that `listed` shows under this name; returns how many."""
    with transaction():
        named = fn.SUBSTR(SignUpCode.hash, 1, _SHOWN) == name
        return SignUpCode.delete().where(named & (SignUpCode.expires > clock.now())).execute()


def revoke_all() -> int:
    """Revoke every code, as after a restore: those used or revoked since the backup would work again."""
    with transaction():
        return SignUpCode.delete().execute()
