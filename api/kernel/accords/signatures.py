"""Signed accords: each yes is a signature that a phone made with its person's own signing key.

    AGREEMENT_SIGNATURES = SignedYes(
        name="agreement_signatures",
        title="AgreementSignature",
        practice="agreements",
        path=AGREEMENTS.path + "/signature",
        about="Who has signed the current words.",
        of=AGREEMENTS,
        model=AgreementSignature,  # a SignedYesRow
    )

As the `yes` of an `Accord` it makes that a signed one. People accept the words: every edit needs everybody's signature
again, its author's too. A newcomer signs nothing.

docs/sealing.md ("Signatures") has the signed bytes. They hold the ids, the edit, and a digest that nobody can guess the
words from. So the server checks whose signature it is, and of what; phones check that the digest is that of the words.

Not for what somebody consents to for now, such as an ask: a signature is evidence and cannot be taken back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import orjson
from marshmallow import Schema, fields

from ..errors import Problem, invalid
from ..fields import Id, edit
from ..identity.models import Person
from ..listed import ListedNoun
from ..records import Record
from ..sealing import Binary, is_signed, signature
from ..spaces import Caller
from .fields import Accepted
from .rows import SignedYesRow, terms_edit

_DIGEST_BYTES = 32
R = TypeVar("R", bound=Record)
S = TypeVar("S", bound=SignedYesRow)


class SignatureSchema(Schema):
    """A person's signature over one edit."""

    author_id = Id(required=True)
    edit = edit()
    digest = Binary(_DIGEST_BYTES, required=True)
    signature = signature()


class Signed(Accepted):
    """Who has signed it."""

    signatures = fields.List(
        fields.Nested(SignatureSchema),
        required=True,
        metadata={
            "description": "The signatures of those who have accepted it, for phones to check."
        },
    )


@dataclass(frozen=True, kw_only=True)
class SignedYes(ListedNoun[R, S]):
    """Who has signed the current terms. Another signature by the same person over the same digest is a repeat. One over
    another digest takes its place: else one that fits no words would keep its author from signing."""

    derived: type[Schema] = Signed
    listed: str = "accepted_by"
    since: Callable[[Any], int] | None = terms_edit

    def corrects(self, before: S, body: Mapping[str, Any]) -> bool:
        """Whether it is over other words than before: an edit has only one digest."""
        return before.digest != body["digest"]

    def list_of(self, space_id: str, record_id: str) -> dict[str, Any]:
        shown = super().list_of(space_id, record_id)
        return {**shown, "signatures": [_shown(row) for row in self._rows(space_id, record_id)]}

    def _body_fields(self) -> dict[str, fields.Field]:
        digest = Binary(
            _DIGEST_BYTES,
            required=True,
            metadata={
                "description": "The digest of the words, as the person's phone has opened them."
            },
        )
        return {**super()._body_fields(), "digest": digest, "signature": signature()}


def refuse_unfit(noun: SignedYes[Any, Any], caller: Caller, row: SignedYesRow) -> None:
    """Raise `too_soon` for a newcomer, and `invalid` unless the caller has signed these terms of this record."""
    if caller.newcomer:  # whoever found the words signs nothing in the owner's name
        raise Problem("too_soon")
    person = Person.get_by_id(caller.person_id)
    if not is_signed(_statement(noun.of.name, row), row.signature, person.signing_key):
        raise invalid(signature="This is not your signature of these words.")


def _statement(kind: str, row: SignedYesRow) -> bytes:
    """The signed bytes, as canonical JSON."""
    of = (kind, row.space_id, row.id, row.edit, row.author_id)
    return orjson.dumps(["twofold/1/yes", *of, row.digest])


def _shown(row: SignedYesRow) -> dict[str, Any]:
    by = {"author_id": row.author_id, "edit": row.edit}
    return {**by, "digest": row.digest, "signature": row.signature}
