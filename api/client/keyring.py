"""The keys one phone holds: its own, its person's, and the roots of the spaces it may read."""

from ..kernel.ids import new_id
from . import keys, p256, recovery_keys
from .errors import RefusedError, UnknownKeyError
from .keys import DeviceKey, Party, PublicDevice, PublicPerson, Receiver, Slot, Wrap, Wrapper
from .recovery_keys import PublicRecovery, RecoveryWrap
from .sealing import Envelope, practice_key


class Keyring:
    """Starts with a phone's own key pair. Roots stay in memory: what Python cannot lock away it does not store."""

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
        """The first phone of a person who starts now."""
        return cls(new_id(), p256.make_private())

    @classmethod
    def of_new_phone(cls, person: PublicPerson) -> "Keyring":
        """A further phone of a person, which has none of their keys yet."""
        ring = cls(person["person_id"], None)
        ring.trust(person)
        return ring

    def trust(self, person: PublicPerson) -> None:
        """Pin a person's signing key. Raises RefusedError where another one was pinned before."""
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
        """A phone of this person, signed for."""
        device: DeviceKey = {"person_id": self.person_id, "device_id": device_id, "key": key}
        return {**device, "signature": keys.sign_device(self._signing_key(), device)}

    def new_slot(self, space_id: str) -> Slot:
        """A new root for a space, not in force yet."""
        slot = Slot(space_id, new_id())
        self.roots[slot] = keys.new_root()
        return slot

    def begin(self, space_id: str) -> Slot:
        """The first root of a new space, in force at once."""
        slot = self.new_slot(space_id)
        self.put_in_force(slot, 1)
        return slot

    def needed_first(self) -> list[Slot]:
        """The roots that a further phone of this person cannot do without; older ones follow one by one."""
        first = [self.in_force(space_id) for space_id in self.current]
        if self.signing_slot is not None:
            first.append(self.signing_slot)
        return [slot for slot in dict.fromkeys(first) if slot in self.roots]

    def put_in_force(self, slot: Slot, number: int) -> None:
        """Seal under this epoch from now on. Raises RefusedError for one before what was known."""
        if number < self.newest_number(slot.space_id):
            raise RefusedError("the server goes back to an older key")
        self._numbers[slot.space_id] = number
        self.current[slot.space_id] = slot.epoch_id

    def newest_number(self, space_id: str) -> int:
        """The highest epoch number known of a space; 0 where none is."""
        return self._numbers.get(space_id, 0)

    def in_force(self, space_id: str) -> Slot:
        """The root under which new words are sealed. Raises UnknownKeyError."""
        if space_id not in self.current:
            raise UnknownKeyError(f"no root for space {space_id} yet")
        return Slot(space_id, self.current[space_id])

    def wrap(self, slot: Slot, to: Party) -> Wrap:
        """A root this phone holds, for another phone. Raises UnknownKeyError, RefusedError."""
        return keys.wrap_root(self.wrapper, slot, self._root(slot), to)

    def sign_recovery(self, recovery_id: str, key: str) -> str:
        """The person's signature over a recovery key of theirs."""
        return recovery_keys.sign_recovery(self._signing_key(), self.person_id, recovery_id, key)

    def wrap_for_recovery(self, slot: Slot, to: PublicRecovery) -> RecoveryWrap:
        """A root this phone holds, for the way back. Raises UnknownKeyError."""
        return recovery_keys.wrap_for_recovery(self._signing_key(), slot, self._root(slot), to)

    def unwrap(self, slot: Slot, wrap: Wrap, devices: list[PublicDevice]) -> None:
        """Take a root that a trusted person's phone has wrapped to this one. Raises RefusedError."""
        sender = keys.sender_of(wrap, self.people.values(), devices)
        self.roots[slot] = keys.unwrap_root(self.receiver, slot, wrap, sender)

    def seal_signing_key(self) -> Envelope:
        """For the person's further phones."""
        slot = self.signing_slot = self.in_force(self.person_id)
        return keys.seal_signing_key(
            self._root(slot), self.person_id, slot.epoch_id, self._signing_key()
        )

    def open_signing_key(self, sealed: Envelope) -> None:
        """Take over the person's signing key. Raises UnknownKeyError, RefusedError."""
        self.signing_slot = Slot(self.person_id, sealed["k"])
        root = self._root(self.signing_slot)
        self.signing_key = keys.open_signing_key(root, self.person, sealed)

    def practice_key(self, slot: Slot, practice: str) -> bytes:
        """Raises UnknownKeyError while the root has not reached this phone."""
        return practice_key(self._root(slot), practice)

    def forget(self, space_id: str) -> None:
        """Drop everything of a space."""
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
