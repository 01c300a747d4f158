"""New keys on new phones: what the vectors cannot test, since it is random."""

from api.client import keys, p256
from api.client.keys import DeviceKey, Party, Slot, Wrapper

SLOT = Slot("01936d00-0000-7000-8000-0000000000c1", "01936d00-0000-7000-8000-0000000000e1")


def test_a_root_travels_from_phone_to_phone() -> None:
    ana, ben = wrapper("ana"), wrapper("ben")
    root = keys.new_root()
    wrap = keys.wrap_root(ana, SLOT, root, party(ben))
    assert keys.unwrap_root(ben, SLOT, wrap, party(ana)) == root


def test_a_phone_wraps_to_itself() -> None:
    ana = wrapper("ana")
    root = keys.new_root()
    wrap = keys.wrap_root(ana, SLOT, root, party(ana))
    assert keys.unwrap_root(ana, SLOT, wrap, party(ana)) == root


def test_the_signing_key_moves_to_an_own_phone() -> None:
    ana, root = wrapper("ana"), keys.new_root()
    sealed = keys.seal_signing_key(root, ana.person_id, SLOT.epoch_id, ana.signing_key)
    moved = keys.open_signing_key(root, party(ana).person, sealed)
    assert p256.public_point(moved) == p256.public_point(ana.signing_key)


def test_the_sender_of_a_wrap_is_found_among_the_trusted() -> None:
    ana, ben = wrapper("ana"), wrapper("ben")
    wrap = keys.wrap_root(ana, SLOT, keys.new_root(), party(ben))
    parties = [party(ben), party(ana)]
    found = keys.sender_of(wrap, [p.person for p in parties], [p.device for p in parties])
    assert found == party(ana)


def wrapper(name: str) -> Wrapper:
    return Wrapper(f"{name}'s phone", p256.make_private(), name, p256.make_private())


def party(phone: Wrapper) -> Party:
    key: DeviceKey = {
        "person_id": phone.person_id,
        "device_id": phone.device_id,
        "key": p256.public_point(phone.private_key),
    }
    signing_key = p256.public_point(phone.signing_key)
    signature = keys.sign_device(phone.signing_key, key)
    person: keys.PublicPerson = {"person_id": phone.person_id, "signing_key": signing_key}
    return Party(person, {**key, "signature": signature})
