"""What a push service carries: the example of RFC 8291 §5, and what a browser opens."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from api.kernel.push.encryption import encrypt, seal
from tests.push_service import Browser, padded, unpadded

PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8w"
    "EqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_standard():
    key = ec.derive_private_key(int.from_bytes(padded(SENDER)), ec.SECP256R1())
    text = b"When I grow up, I want to be a watermelon"
    assert unpadded(seal(text, PUBLIC, AUTH, key, padded(SALT))) == BODY


def test_each_push_has_a_key_and_a_salt_of_its_own():
    browser = Browser("https://push.example/1")
    keys = browser.subscription["p256dh"], browser.subscription["auth"]
    first, second = (encrypt(b'{"a": 1}', *keys) for _ in range(2))
    assert browser.decrypt(first) == browser.decrypt(second) == {"a": 1}
    assert first[:16] != second[:16]
    assert first[21:86] != second[21:86]


@pytest.mark.parametrize("p256dh", ["", "A" * 87, PUBLIC[:-4], "B" + "A" * 86, "é" * 87])
def test_what_is_no_key_is_refused(p256dh: str):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever says so
        encrypt(b"{}", p256dh, AUTH)
