"""Commit, answer, reveal: the input of the four words is fixed before anybody can compute them.

As in pwa/src/kernel/crypto/handover-reveal.ts; after ZRTP (RFC 6189 §4.4.1.1). The offering phone commits
to its keys and a nonce, the taking phone answers with its own, and only then the offering phone
reveals its nonce. So an attacker in the middle cannot search for keys that give both phones the
same words.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from functools import cache
from typing import TypedDict

from .encoding import canonical, to_base64url
from .errors import RefusedError
from .handover import (
    VERSION,
    HandoverKeys,
    Offer,
    OfferKeys,
    Taking,
    authenticate,
    check_mac,
    offered_part,
    taking_part,
)


class Reveal(TypedDict):
    """The offering phone's nonce, sent only to the phone whose taking came first."""

    nonce: str
    mac: str


def new_nonce() -> str:
    """16 random bytes, for one offer or one taking."""
    return to_base64url(secrets.token_bytes(16))


def commitment(keys: HandoverKeys, offer: OfferKeys, nonce: str) -> str:
    """SHA-256 over everything of the offering phone that the words depend on."""
    start = ["twofold/2/commitment", keys.purpose, keys.id]
    statement = canonical([*start, *offered_part(offer), nonce])
    return to_base64url(hashlib.sha256(statement).digest())


def sign_reveal(keys: HandoverKeys, nonce: str, taking: Taking) -> Reveal:
    """The nonce with its MAC, which also covers the taking."""
    return {"nonce": nonce, "mac": authenticate(keys, _statement(keys, nonce, taking))}


def check_reveal(keys: HandoverKeys, reveal: Reveal, offer: Offer, taking: Taking) -> None:
    """Raise RefusedError unless the reveal belongs to this taking and the nonce matches the
    commitment."""
    check_mac(keys, _statement(keys, reveal["nonce"], taking), reveal["mac"])
    committed = commitment(keys, offer, reveal["nonce"])
    if not hmac.compare_digest(committed.encode(), offer["commitment"].encode()):
        raise RefusedError("another nonce than the one committed to")


def safety_phrase(keys: HandoverKeys, offer: Offer, taking: Taking, nonce: str) -> list[str]:
    """The four words that both phones show. They differ if somebody is in the middle.

    `nonce` is the offering phone's. They are 44 bits of a SHA-256, as words of the BIP-39 English
    list.
    """
    start = ["twofold/2/phrase", VERSION, keys.purpose, keys.id]
    both = [*offered_part(offer), nonce, *taking_part(taking), taking["nonce"]]
    digest = hashlib.sha256(canonical([*start, *both])).digest()
    bits = int.from_bytes(digest[:6]) >> 4
    return [_word_list()[bits >> shift & 0x7FF] for shift in (33, 22, 11, 0)]


def _statement(keys: HandoverKeys, nonce: str, taking: Taking) -> list[str]:
    return ["twofold/2/reveal", keys.purpose, keys.id, nonce, taking["mac"]]


@cache
def _word_list() -> Sequence[str]:
    from mnemonic import Mnemonic  # loaded only when words are shown

    return Mnemonic("english").wordlist
