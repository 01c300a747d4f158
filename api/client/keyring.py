"""The keys of one phone: its own, its person's, and the roots of the spaces it may read."""

from ..kernel.ids import new_id
from . import keys, p256, recovery_keys
from .errors import RefusedError, UnknownKeyError
from .keys import DeviceKey, Party, PublicDevice, PublicPerson, Receiver, Slot, Wrap, Wrapper
from .recovery_keys import PublicRecovery, RecoveryWrap
from .sealing import Envelope, practice_key


class Keyring:
    """Starts with a new key pair for the phone. Keys are kept in memory only, since Python cannot
    protect stored ones."""

    def __init__(self, person_id: str, signing_key: p256.PrivateKey | None) -> None:
        self.person_id = person_id
        self.device_id = new_id()
        self.device_key = p256.make_private()
        self.signing_key = signing_key
        self.people: dict[str, PublicPerson] = {}
        self.roots: dict[Slot, bytes] = {}
        self.current: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self.signing_slot: Slot | None = None
        if signing_key is not None:
            self.trust({"person_id": person_id, "signing_key": p256.public_point(signing_key)})

    @classmethod
    def of_new_person(cls) -> "Keyring":
        """The keyring of a new person's first phone."""
        return cls(new_id(), p256.make_private())

    @classmethod
    def of_new_phone(cls, person: PublicPerson) -> "Keyring":
        """The keyring of a person's further phone, which has none of the person's keys yet."""
        ring = cls(person["person_id"], None)
        ring.trust(person)
        return ring

    def trust(self, person: PublicPerson) -> None:
        """Pin a person's signing key. Raises RefusedError if a different one is pinned already."""
        pinned = self.people.setdefault(person["person_id"], person)
        if pinned["signing_key"] != person["signing_key"]:
            raise RefusedError("another signing key than at the handover")

    @property
    def person(self) -> PublicPerson:
        return self.people[self.person_id]

    @property
    def receiver(self) -> Receiver:
        return Receiver(self.device_id, self.device_key)

    @property
    def wrapper(self) -> Wrapper:
        return Wrapper(self.device_id, self.device_key, self.person_id, self._signing_key())

    @property
    def device(self) -> PublicDevice:
        """This phone's key with its person's signature."""
        return self.vouch(self.device_id, p256.public_point(self.device_key))

    @property
    def party(self) -> Party:
        return Party(self.person, self.device)

    def vouch(self, device_id: str, key: str) -> PublicDevice:
        """Sign the key of a phone of this person."""
        device: DeviceKey = {"person_id": self.person_id, "device_id": device_id, "key": key}
        return {**device, "signature": keys.sign_device(self._signing_key(), device)}

    def new_slot(self, space_id: str) -> Slot:
        """Make a new root for a space. It is not in force yet."""
        slot = Slot(space_id, new_id())
        self.roots[slot] = keys.new_root()
        return slot

    def begin(self, space_id: str) -> Slot:
        """Make the first root of a new space, in force at once."""
        slot = self.new_slot(space_id)
        self.put_in_force(slot, 1)
        return slot

    def needed_first(self) -> list[Slot]:
        """The roots that a further phone of this person needs first; older ones are sent one by
        one."""
        first = [self.in_force(space_id) for space_id in self.current]
        if self.signing_slot is not None:
            first.append(self.signing_slot)
        return [slot for slot in dict.fromkeys(first) if slot in self.roots]

    def put_in_force(self, slot: Slot, number: int) -> None:
        """Seal under this epoch from now on. Raises RefusedError if the number is lower than a
        known one."""
        if number < self.newest_number(slot.space_id):
            raise RefusedError("the server goes back to an older key")
        self._numbers[slot.space_id] = number
        self.current[slot.space_id] = slot.epoch_id

    def newest_number(self, space_id: str) -> int:
        """The highest known epoch number of a space; 0 if none is known."""
        return self._numbers.get(space_id, 0)

    def in_force(self, space_id: str) -> Slot:
        """The epoch whose root seals new words. Raises UnknownKeyError."""
        if space_id not in self.current:
            raise UnknownKeyError(f"no root for space {space_id} yet")
        return Slot(space_id, self.current[space_id])

    def wrap(self, slot: Slot, to: Party) -> Wrap:
        """Wrap a root to another phone. Raises UnknownKeyError, RefusedError."""
        return keys.wrap_root(self.wrapper, slot, self._root(slot), to)

    def sign_recovery(self, recovery_id: str, key: str) -> str:
        """Sign a recovery key of this person."""
        return recovery_keys.sign_recovery(self._signing_key(), self.person_id, recovery_id, key)

    def wrap_for_recovery(self, slot: Slot, to: PublicRecovery) -> RecoveryWrap:
        """Wrap a root to a recovery key. Raises UnknownKeyError."""
        return recovery_keys.wrap_for_recovery(self._signing_key(), slot, self._root(slot), to)

    def unwrap(self, slot: Slot, wrap: Wrap, devices: list[PublicDevice]) -> None:
        """Unwrap and keep a root that a trusted person's phone wrapped to this one. Raises
        RefusedError."""
        sender = keys.sender_of(wrap, self.people.values(), devices)
        self.roots[slot] = keys.unwrap_root(self.receiver, slot, wrap, sender)

    def seal_signing_key(self) -> Envelope:
        """Seal the signing key for the person's further phones."""
        slot = self.signing_slot = self.in_force(self.person_id)
        return keys.seal_signing_key(
            self._root(slot), self.person_id, slot.epoch_id, self._signing_key()
        )

    def open_signing_key(self, sealed: Envelope) -> None:
        """Open and keep the person's signing key. Raises UnknownKeyError, RefusedError."""
        self.signing_slot = Slot(self.person_id, sealed["k"])
        root = self._root(self.signing_slot)
        self.signing_key = keys.open_signing_key(root, self.person, sealed)

    def practice_key(self, slot: Slot, practice: str) -> bytes:
        """The key of a practice. Raises UnknownKeyError while the root has not reached this phone."""
        return practice_key(self._root(slot), practice)

    def forget(self, space_id: str) -> None:
        """Delete all keys of a space."""
        self.roots = {slot: root for slot, root in self.roots.items() if slot.space_id != space_id}
        self.current.pop(space_id, None)
        self._numbers.pop(space_id, None)

    def _root(self, slot: Slot) -> bytes:
        if slot not in self.roots:
            raise UnknownKeyError(f"no root for epoch {slot.epoch_id} yet")
        return self.roots[slot]

    def _signing_key(self) -> p256.PrivateKey:
        if self.signing_key is None:
            raise UnknownKeyError("the signing key has not reached this phone yet")
        return self.signing_key
