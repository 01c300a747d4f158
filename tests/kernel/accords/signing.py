"""The vow as a signed accord: each yes is a signature over its words. The two people's phones know those; the server
gets a digest."""

from dataclasses import replace
from functools import partial
from typing import Any

from peewee import CompositeKey

from api.client.encoding import to_base64url
from api.client.keys import PublicPerson
from api.client.signatures import Signature, Terms, sign_terms, verify_terms
from api.kernel.accords import acceptances, states
from api.kernel.accords.rows import SignedYesRow
from api.kernel.accords.signatures import SignedYes
from api.kernel.db import Model
from tests.kernel.accords.promising import ACCORD, VOWS, settled
from tests.kernel.accords.vows import Act, Vows


class VowSignature(SignedYesRow):
    class Meta:
        primary_key = CompositeKey("space_id", "id", "author_id")


VOW_SIGNATURES = SignedYes(
    name="vow_signatures",
    title="VowSignature",
    practice="checkins",
    path=VOWS.path + "/yes",
    about="Who has signed a vow.",
    of=VOWS,
    model=VowSignature,
    counted=False,
)
TABLES: list[type[Model]] = [VowSignature]
SIGNED = replace(
    ACCORD,
    yes=VOW_SIGNATURES,
    terms=None,
    settled=lambda vow: settled.append(states.state_of(SIGNED, vow)),
)


class SignedVows(Vows):
    """A vow that both have to sign."""

    accord = SIGNED

    def signed(self, act: Act) -> dict[str, Any]:
        return said(self.sign(act.who, act.edit))

    def terms(self, edit: int, **changed: Any) -> Terms:
        """What is signed, as the phones have opened it."""
        words = {"promise": f"of edit {edit}", "salt": to_base64url(bytes(16))}
        of = Terms(str(self.couple[0].couple_id), "vows", self.vow_id, edit, 1, {}, words)
        return replace(of, **changed)

    def sign(self, who: int, edit: int, **changed: Any) -> Signature:
        """Sign with this person's key, by default this edit of this vow."""
        ring = self.couple[who].ring
        wrapper = ring.wrapper
        person_id = changed.pop("person_id", ring.person_id)
        return sign_terms(wrapper.signing_key, person_id, self.terms(edit, **changed))

    def put(self, who: int, edit: int, signature: dict[str, Any]) -> int | str:
        """Send these fields as this person's yes."""
        body = {"space_id": self.couple[0].couple_id, "edit": edit, **signature}
        save = partial(acceptances.save, self.accord, self.vow_id)
        return self._put(Act(who, "yes", edit), "/yes", body, lambda told, by: save(told, by)[1])

    def signatures_seen_by(self, who: int) -> list[Signature]:
        """What this person's feed has."""
        feed = self.feed_of(self.couple[who])
        return next(one["signatures"] for one in feed if "signatures" in one)

    def verify(self, who: int, signature: Signature) -> None:
        """Check it on this person's phone, with the keys that it trusts. Raises RefusedError."""
        person: PublicPerson = self.couple[who].ring.people[signature["author_id"]]
        verify_terms(person, self.terms(self.vow.edit), signature)


def said(signature: Signature) -> dict[str, Any]:
    """What a yes has of a signature."""
    return {"digest": signature["digest"], "signature": signature["signature"]}
