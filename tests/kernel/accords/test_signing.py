"""A signed accord: each yes is a signature by the person's own key, over exactly these words of this record."""

from dataclasses import replace
from typing import Any

import pytest
from marshmallow import ValidationError

from api.client.encoding import from_base64url, to_base64url
from api.client.phone import Phone
from api.client.transport import ApiProblem
from api.kernel import removals
from api.kernel.accords import later
from api.kernel.ids import new_id
from tests.kernel.accords.promising import ACCORD, VowRefusal
from tests.kernel.accords.signing import SIGNED, SignedVows, VowSignature, said
from tests.kernel.accords.vows import Act
from tests.kernel.everything import nothing_changes
from tests.practices.rituals.planning import space_of


def test_it_is_in_force_once_both_have_signed(signed_vows: SignedVows):
    assert (signed_vows.state, signed_vows.accepted_by()) == ("proposed", set())
    for who, state in ((0, "proposed"), (1, "accepted")):
        assert signed_vows.do(Act(who, "yes", 1)) == 201
        assert signed_vows.state == state


def test_both_phones_get_both_signatures_and_can_check_them(both_signed: SignedVows):
    people = sorted(phone.person_id for phone in both_signed.couple)
    for who in (0, 1):
        seen = both_signed.signatures_seen_by(who)
        assert [one["author_id"] for one in seen] == people
        for one in seen:
            both_signed.verify(who, one)


@pytest.mark.parametrize("who", [0, 1])
def test_an_edit_needs_both_again_its_author_too(both_signed: SignedVows, who: int):
    assert both_signed.do(Act(who, "edit", 2, "flowers")) == 200
    assert (both_signed.state, both_signed.accepted_by()) == ("proposed", set())
    assert both_signed.signatures_seen_by(0) == both_signed.signatures_seen_by(1) == []


def test_an_old_signature_is_no_yes_to_new_terms(both_signed: SignedVows):
    both_signed.do(Act(0, "edit", 2, "flowers"))
    old = said(both_signed.sign(0, 1))
    with nothing_changes():
        assert both_signed.put(0, 1, old) == "stale_edit"
        assert both_signed.put(0, 2, old) == "invalid"


@pytest.mark.parametrize("who", [0, 1])
def test_a_withdrawn_signature_is_in_no_feed(both_signed: SignedVows, who: int):
    both_signed.do(Act(who, "no", 1))
    for one in (0, 1):
        authors = [seen["author_id"] for seen in both_signed.signatures_seen_by(one)]
        assert authors == [both_signed.couple[1 - who].person_id]
    with nothing_changes():
        assert both_signed.do(Act(who, "yes", 1)) == "declined"


def test_a_withdrawn_signature_stays_withdrawn_after_a_restore(both_signed: SignedVows):
    row = VowSignature.get(VowSignature.author_id == both_signed.couple[0].person_id)
    both_signed.do(Act(0, "no", 1))
    VowRefusal.delete().execute()
    row.save(force_insert=True)  # the backup is older
    removals.load()
    later.after_restore(SIGNED)
    assert both_signed.accepted_by() == set()


OTHER_ID = new_id()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of P-256."""
FORGED: dict[str, dict[str, Any]] = {
    "of another space": {"space_id": OTHER_ID},
    "of another record": {"record_id": OTHER_ID},
    "of another kind": {"kind": "rituals"},
    "in the other's name": {"person_id": OTHER_ID},
}


@pytest.mark.parametrize("changed", FORGED.values(), ids=FORGED)
def test_a_signature_of_something_else_is_no_yes(signed_vows: SignedVows, changed: dict[str, Any]):
    signature = said(signed_vows.sign(0, 1, **changed))
    with nothing_changes():
        assert signed_vows.put(0, 1, signature) == "invalid"


def test_nobody_signs_for_the_other(signed_vows: SignedVows):
    ana, ben = (phone.person_id for phone in signed_vows.couple)
    forged = [
        signed_vows.sign(1, 1, person_id=ana),  # ben's key, ana's name
        signed_vows.sign(1, 1),  # ben's own, sent as ana's
        signed_vows.sign(0, 1, person_id=ben),
    ]
    with nothing_changes():
        assert [signed_vows.put(0, 1, said(one)) for one in forged] == ["invalid"] * 3


@pytest.mark.parametrize("name", ["digest", "signature"])
@pytest.mark.parametrize("at", [0, 31, -1])
def test_one_flipped_bit_is_no_yes(signed_vows: SignedVows, name: str, at: int):
    signature = said(signed_vows.sign(0, 1))
    data = bytearray(from_base64url(signature[name]))
    data[at] ^= 1
    with nothing_changes():
        assert signed_vows.put(0, 1, {**signature, name: to_base64url(bytes(data))}) == "invalid"


def test_a_spelling_that_phones_refuse_is_no_yes(signed_vows: SignedVows):
    signature = said(signed_vows.sign(0, 1))
    text = signature["signature"]
    other = text[:-1] + chr(ord(text[-1]) + 1)  # one of the bits that encode nothing
    with nothing_changes():
        assert signed_vows.put(0, 1, {**signature, "signature": other}) == "invalid"
        assert (
            signed_vows.put(0, 1, {**signature, "signature": to_base64url(bytes(64))}) == "invalid"
        )


@pytest.mark.parametrize("name", ["digest", "signature"])
@pytest.mark.parametrize("other", [None, "", "short", 1, "A" * 87])
def test_a_yes_has_a_signature_of_the_right_shape(signed_vows: SignedVows, name: str, other: Any):
    signature = said(signed_vows.sign(0, 1))
    left = {one: text for one, text in signature.items() if one != name}
    with nothing_changes():
        for wrong in (left, {**signature, name: other}):
            with pytest.raises(ValidationError) as refusal:
                signed_vows.put(0, 1, wrong)
            assert list(refusal.value.messages_dict) == [name]


def test_a_yes_to_what_nobody_signs_has_no_signature(couple: tuple[Phone, Phone], ritual_id: str):
    signature = {"digest": to_base64url(bytes(32)), "signature": to_base64url(bytes(64))}
    for phone in couple:
        body = {"space_id": space_of(phone), "edit": 1, **signature}
        with nothing_changes(), pytest.raises(ApiProblem) as refusal:
            phone.api.call("PUT", f"/rituals/{ritual_id}/acceptance", body)
        assert refusal.value.code == "invalid"


def test_a_second_signature_of_one_person_changes_nothing(both_signed: SignedVows):
    """As from another phone of theirs: a browser never makes the same one twice."""
    signature = said(both_signed.sign(0, 1))
    data = from_base64url(signature["signature"])
    # of each signature there is a second one, that anybody can make
    s = ORDER - int.from_bytes(data[32:])
    other = {**signature, "signature": to_base64url(data[:32] + s.to_bytes(32))}
    with nothing_changes():
        assert both_signed.put(0, 1, other) == 200


def test_one_that_fits_no_words_keeps_nobody_from_signing(signed_vows: SignedVows):
    """As of a phone that came late with its own words of this edit, which another phone made."""
    wrong = signed_vows.sign(0, 1, words={"salt": to_base64url(bytes([1] * 16))})
    assert signed_vows.put(0, 1, said(wrong)) == 201
    right = signed_vows.sign(0, 1)
    assert signed_vows.put(0, 1, said(right)) == 200
    assert signed_vows.signatures_seen_by(1) == [right]
    assert signed_vows.do(Act(1, "yes", 1)) == 201
    assert signed_vows.state == "accepted"


def test_a_forged_one_takes_no_place(both_signed: SignedVows):
    other = {"salt": to_base64url(bytes([1] * 16))}
    forged = both_signed.sign(1, 1, words=other, person_id=both_signed.couple[0].person_id)
    with nothing_changes():
        assert both_signed.put(0, 1, said(forged)) == "invalid"
        assert both_signed.as_newcomer(0).do(Act(0, "yes", 1)) == 200  # a repeat


def test_whoever_found_the_words_signs_nothing(signed_vows: SignedVows):
    with nothing_changes():
        assert signed_vows.as_newcomer(0).do(Act(0, "yes", 1)) == "too_soon"
    assert signed_vows.do(Act(0, "yes", 1)) == 201


def test_whoever_takes_a_seat_has_signed_nothing(both_signed: SignedVows):
    """The person before is another person, with another key."""
    gone = both_signed.couple[1].person_id
    VowSignature.update(author_id=OTHER_ID).where(VowSignature.author_id == gone).execute()
    assert both_signed.state == "proposed"


def test_what_is_signed_are_the_words():
    with pytest.raises(ValueError, match="every edit"):
        replace(SIGNED, terms=ACCORD.terms)
