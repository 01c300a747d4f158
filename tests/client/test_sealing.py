"""Sealing words of every kind: they open unchanged, and nothing else opens."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.client import codes, encoding, sealing
from api.client.errors import NewerWordsError, OlderEditError, RefusedError, UnknownVersionError
from api.client.sealing import Header, Opened

# the time of one example depends on the machine, not on sealing
unhurried = settings(deadline=None)

KEY = sealing.practice_key(bytes(32), "checkins")
EPOCH = "01936d00-0000-7000-8000-0000000000e1"

text = st.text(st.characters(exclude_categories=["Cs"]))
whole = st.integers(-(2**53) + 1, 2**53 - 1)
plain = st.recursive(
    st.none() | st.booleans() | whole | text,
    lambda inner: st.lists(inner) | st.dictionaries(text, inner),
    max_leaves=12,
)
words = st.dictionaries(text, plain | st.floats(allow_nan=False, allow_infinity=False))
headers = st.builds(
    Header,
    space_id=text,
    kind=text,
    record_id=text,
    sealed_by=text,
    edit=whole,
    signals=st.dictionaries(text, plain, max_size=3),
)


@pytest.mark.slow
@unhurried
@given(headers, words, st.integers(1, 5))
def test_words_come_out_as_they_went_in(header: Header, written: Any, w: int) -> None:
    envelope = sealing.seal_words(KEY, header, written, k=EPOCH, w=w)
    assert sealing.open_words(KEY, header, envelope) == Opened(written, w, read_only=w > 1)


@pytest.mark.slow
@unhurried
@given(headers, headers, words)
def test_words_open_under_their_own_header_only(one: Header, other: Header, written: Any) -> None:
    envelope = sealing.seal_words(KEY, one, written, k=EPOCH)
    if bound(one) == bound(other):
        sealing.open_words(KEY, other, envelope)
    else:
        with pytest.raises(RefusedError):
            sealing.open_words(KEY, other, envelope)


@pytest.mark.slow
@unhurried
@given(headers, words, st.data())
def test_any_changed_bit_is_refused(header: Header, written: Any, data: st.DataObject) -> None:
    envelope = sealing.seal_words(KEY, header, written, k=EPOCH)
    sealed = bytearray(encoding.from_base64url(envelope["ct"]))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    changed: Any = {**envelope, "ct": encoding.to_base64url(bytes(sealed))}
    with pytest.raises(RefusedError):
        sealing.open_words(KEY, header, changed)


@unhurried
@given(st.binary(max_size=2000))
def test_padding_hides_all_but_the_step(plaintext: bytes) -> None:
    padded = sealing.pad(plaintext)
    assert len(padded) % 256 == 0
    assert 0 <= len(padded) - max(len(plaintext), 1) < 256
    assert padded.startswith(plaintext)


@unhurried
@given(st.binary(max_size=100))
def test_base64url_has_one_spelling(data: bytes) -> None:
    assert encoding.from_base64url(encoding.to_base64url(data)) == data


@unhurried
@given(st.binary(min_size=13, max_size=13))
def test_a_code_brings_its_secret_back(secret: bytes) -> None:
    assert codes.parse_code(codes.format_code(secret)) == secret


def test_every_seal_has_an_iv_of_its_own() -> None:
    header = Header("s", "check_ins", "r", "p", 1)
    ivs = {sealing.seal_words(KEY, header, {}, k=EPOCH)["iv"] for _ in range(100)}
    assert len(ivs) == 100


def test_a_headline_has_at_most_200_bytes() -> None:
    header = Header("s", "pauses", "r", "p", 1)
    longest = {"line": "ü" * 94}
    assert len(encoding.compact(longest)) == 199
    envelope = sealing.seal_headline(KEY, header, longest, k=EPOCH)
    assert sealing.open_headline(KEY, header, envelope).words == longest
    with pytest.raises(ValueError, match="200 bytes"):
        sealing.seal_headline(KEY, header, {"line": "ü" * 95}, k=EPOCH)


def test_words_have_at_most_32_kilobytes() -> None:
    header = Header("s", "check_ins", "r", "p", 1)
    with pytest.raises(ValueError, match="32 kB"):
        sealing.seal_words(KEY, header, {"note": "x" * 32 * 1024}, k=EPOCH)


def test_an_edit_keeps_the_fields_it_does_not_know() -> None:
    before = Opened({"mood": 4, "weather": "rain"}, 1, read_only=False)
    assert sealing.edit_words(before, {"mood": 5}) == {"mood": 5, "weather": "rain"}


def test_newer_words_are_read_only() -> None:
    header = Header("s", "check_ins", "r", "p", 1)
    newer = sealing.open_words(KEY, header, sealing.seal_words(KEY, header, {}, k=EPOCH, w=2))
    assert newer.read_only
    with pytest.raises(NewerWordsError):
        sealing.edit_words(newer, {"mood": 5})


def test_an_unknown_envelope_is_not_taken_for_a_forgery() -> None:
    header = Header("s", "check_ins", "r", "p", 1)
    newer: Any = {**sealing.seal_words(KEY, header, {}, k=EPOCH), "v": 2}
    with pytest.raises(UnknownVersionError):
        sealing.open_words(KEY, header, newer)


def test_time_does_not_turn_back() -> None:
    sealing.refuse_older(3, seen=3)
    with pytest.raises(OlderEditError):
        sealing.refuse_older(2, seen=3)


def bound(header: Header) -> bytes:
    return sealing.additional_data("words", header, k=EPOCH, w=1)
