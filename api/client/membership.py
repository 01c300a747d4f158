"""Who a phone is and what it may read: its person, its couple, and the roots that come and go with them."""

from .connection import Connection
from .errors import RefusedError
from .keyring import Keyring
from .keys import Party, PublicDevice, Slot
from .transport import JsonObject


class Membership:
    """A phone's place in its spaces. `couple_id` is None while alone; `refused` are roots not to be believed."""

    def __init__(self, api: Connection, ring: Keyring) -> None:
        self._api = api
        self.ring = ring
        self.couple_id: str | None = None
        self.refused: dict[Slot, RefusedError] = {}

    def start(self, zone: str) -> None:
        """Become a person, with an own space and this as the first phone."""
        slot = self.ring.begin(self.ring.person_id)
        device = self.ring.device
        body: JsonObject = {
            "signing_key": self.ring.person["signing_key"],
            "signing_key_sealed": self.ring.seal_signing_key(),
            "device": {
                "id": self.ring.device_id,
                "key": device["key"],
                "signature": device["signature"],
            },
            "epoch": {"id": slot.epoch_id, "wrap": self.ring.wrap(slot, self.ring.party)},
            "zone": zone,
            "session": "bearer",
        }
        self._api.token = self._api.call("PUT", f"/people/{self.ring.person_id}", body)["token"]

    def refresh(self) -> None:
        """Ask the server anew: the couple, roots that were wrapped to this phone, phones that lack one.

        Does nothing while this phone waits to be let in. Raises RefusedError for another partner than at pairing.
        """
        session = self._api.call("GET", "/session")
        if session["device"]["state"] == "waiting":
            return
        self._settle_couple(session["couple"])
        found = self._api.call("GET", "/keys")
        for epoch in sorted(
            found["epochs"], key=lambda epoch: epoch["space_id"] != self.ring.person_id
        ):
            self._take_root(epoch, found["devices"])
            if self.ring.signing_key is None:
                self.ring.open_signing_key(found["signing_key_sealed"])
        self._give_roots(found["missing"], found["devices"])

    def start_epoch(self, space_id: str) -> None:
        """A new root for a space, wrapped to every phone of its people. Raises ApiProblem."""
        found = self._api.call("GET", "/keys")
        number = (
            max(epoch["number"] for epoch in found["epochs"] if epoch["space_id"] == space_id) + 1
        )
        slot = self.ring.new_slot(space_id)
        wraps = [
            {"device_id": device["device_id"], "wrap": self.ring.wrap(slot, self._party(device))}
            for device in found["devices"]
            if space_id in (device["person_id"], self.couple_id)
        ]
        self._api.call(
            "PUT", f"/spaces/{space_id}/epochs/{slot.epoch_id}", {"number": number, "wraps": wraps}
        )
        self.ring.current[space_id] = slot.epoch_id

    def remove_phone(self, device_id: str) -> None:
        """End one of the person's own phones; what is written from now on it cannot open."""
        self._api.call("DELETE", f"/devices/{device_id}")
        self.start_epoch(self.ring.person_id)
        if self.couple_id is not None:
            self.start_epoch(self.couple_id)

    def leave(self) -> None:
        """Stop all sharing at once. Raises ApiProblem."""
        self._api.call("PUT", f"/couples/{self.couple_id}/leaving")
        self._settle_couple(None)

    def _settle_couple(self, couple: JsonObject | None) -> None:
        if self.couple_id is not None and (couple is None or couple["id"] != self.couple_id):
            self.ring.forget(self.couple_id)
        self.couple_id = None if couple is None else couple["id"]
        if couple is not None:
            # pinned at pairing; a further phone has only the server's word for it
            partner = couple["partner"]
            self.ring.trust({"person_id": partner["id"], "signing_key": partner["signing_key"]})

    def _take_root(self, epoch: JsonObject, devices: list[PublicDevice]) -> None:
        slot = Slot(epoch["space_id"], epoch["epoch_id"])
        if epoch["wrap"] is not None and slot not in self.ring.roots:
            try:
                self.ring.unwrap(slot, epoch["wrap"], devices)
            except RefusedError as error:
                self.refused[slot] = error
        if epoch["current"]:
            self.ring.current[slot.space_id] = slot.epoch_id

    def _give_roots(self, missing: list[JsonObject], devices: list[PublicDevice]) -> None:
        by_id = {device["device_id"]: device for device in devices}
        for lack in missing:
            slot = Slot(lack["space_id"], lack["epoch_id"])
            if slot in self.ring.roots:
                wrap = self.ring.wrap(slot, self._party(by_id[lack["device_id"]]))
                path = f"/spaces/{slot.space_id}/epochs/{slot.epoch_id}/wraps/{lack['device_id']}"
                self._api.call("PUT", path, {"wrap": wrap})

    def _party(self, device: PublicDevice) -> Party:
        return Party(self.ring.people[device["person_id"]], device)
