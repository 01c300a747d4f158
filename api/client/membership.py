"""A phone's person and couple, and the roots of their spaces."""

from collections.abc import Mapping

from . import recovery
from .codes import parse_code
from .connection import Connection
from .errors import RefusedError
from .handover import handover_keys
from .keyring import Keyring
from .keys import Party, PublicDevice, PublicPerson, Slot, is_vouched
from .sealing import Envelope, Words
from .sign_up import sign_up_proof
from .transport import ApiProblem, JsonObject

_WRAPS_FOR_EACH = 16
"""How many wraps per person fit into one request that starts an epoch."""

_LATER = ("too_soon", "turned_today")
"""Problems that mean: start this epoch later."""


class Membership:
    """A phone's spaces. `couple_id` is None while alone; `refused` are roots that could not be
    trusted."""

    def __init__(self, api: Connection, ring: Keyring) -> None:
        self._api = api
        self.ring = ring
        self.couple_id: str | None = None
        self._partner_id: str | None = None
        self._due: list[str] = []
        self.refused: dict[Slot, RefusedError] = {}
        self._garbage: set[Slot] = set()

    def start(self, zone: str, sign_up_code: str | None, partner_code: str | None) -> None:
        """Create the person's account, with their own space and this phone as the first one.

        A server may ask for a sign-up code; the code of a partner's offer serves as one.
        """
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
        if sign_up_code is not None:
            body["sign_up_code"] = sign_up_proof(parse_code(sign_up_code))
        if partner_code is not None:
            body["handover_id"] = handover_keys(parse_code(partner_code), "pair").id
        self._api.token = self._api.call("PUT", f"/people/{self.ring.person_id}", body)["token"]

    def refresh(self) -> None:
        """Load the couple, unwrap new roots for this phone, and wrap roots for phones that lack
        one.

        Does nothing while this phone waits for confirmation. Raises RefusedError if the server
        names a different signing key of the partner than the one pinned here.
        """
        session = self._api.call("GET", "/session")
        if session["device"]["state"] == "waiting":
            return
        self._settle_couple(session["couple"])
        page, more = 0, True
        while more:
            found = self._api.call("GET", f"/keys?page={page}")
            self._take_roots(found)
            self._give_roots(found["missing"], found["devices"])
            recovery.give_roots(self._api, self.ring, found["recovery"])
            self._make_due(*found["due"])
            page, more = page + 1, found["more"]
        self._start_due_epochs()
        self._answer_garbage()

    def _take_roots(self, found: JsonObject) -> None:
        by_own_first = sorted(
            found["epochs"], key=lambda epoch: epoch["space_id"] != self.ring.person_id
        )
        for epoch in by_own_first:
            self._take_root(epoch, found["devices"])
            if self._opens_signing_key(epoch, found["signing_key_sealed"]):
                self.ring.open_signing_key(found["signing_key_sealed"])

    def _opens_signing_key(self, epoch: JsonObject, sealed: Envelope) -> bool:
        at = (self.ring.person_id, sealed["k"])
        return self.ring.signing_slot is None and (epoch["space_id"], epoch["epoch_id"]) == at

    def start_epoch(self, space_id: str, answers: str | None = None) -> None:
        """Start a new epoch of a space, with its root wrapped to every phone of its people. Raises
        ApiProblem.

        A restored server may know fewer epochs than this phone: then start as many as are missing.
        `answers` is the id of the epoch in force if this phone cannot open its root.
        """
        found = self._api.call("GET", "/keys")
        there = [epoch["number"] for epoch in found["epochs"] if epoch["space_id"] == space_id]
        parties = [
            to
            for to in self._vouched(found["devices"])
            if space_id in (to.person["person_id"], self.couple_id)
        ]
        first = max(there) + 1
        for number in range(first, max(first, self.ring.newest_number(space_id)) + 1):
            slot = self.ring.new_slot(space_id)
            self._put_epoch(slot, number, parties, answers if number == first else None)
            if number >= self.ring.newest_number(space_id):
                self.ring.put_in_force(slot, number)

    def _put_epoch(
        self, slot: Slot, number: int, parties: list[Party], answers: str | None
    ) -> None:
        """Send the new epoch with as many wraps as fit into one request; `refresh` sends the rest."""
        wraps = [
            {"device_id": to.device["device_id"], "wrap": self.ring.wrap(slot, to)}
            for to in self._first_of_each(parties)
        ]
        path = f"/spaces/{slot.space_id}/epochs/{slot.epoch_id}"
        self._api.call("PUT", path, {"number": number, "wraps": wraps, "answers": answers})

    def _first_of_each(self, parties: list[Party]) -> list[Party]:
        own_first = sorted(parties, key=lambda to: to.device["device_id"] != self.ring.device_id)
        by_person: dict[str, list[Party]] = {}
        for to in own_first:
            by_person.setdefault(to.person["person_id"], []).append(to)
        return [to for theirs in by_person.values() for to in theirs[:_WRAPS_FOR_EACH]]

    def remove_phone(self, device_id: str) -> None:
        """Remove one of the person's own phones, and start new epochs that it cannot read.

        The couple's new epoch waits for the next `refresh` if the partner's signing key is not
        known here.
        """
        self._api.call("DELETE", f"/devices/{device_id}")
        self._make_due(self.ring.person_id, *([self.couple_id] if self.couple_id else []))
        self._start_due_epochs()

    @property
    def partner(self) -> PublicPerson | None:
        """The partner, if their signing key is pinned here; never on the server's word alone."""
        return None if self._partner_id is None else self.ring.people.get(self._partner_id)

    def learn_partner(self, words: Words) -> None:
        """Pin the partner's signing key from the person's own sealed words, which only own phones
        can write."""
        told = words.get("partner")
        if isinstance(told, Mapping):
            person_id, signing_key = told.get("person_id"), told.get("signing_key")
            if isinstance(person_id, str) and isinstance(signing_key, str):
                self.ring.trust({"person_id": person_id, "signing_key": signing_key})

    def leave(self) -> None:
        """Leave the couple: all sharing stops at once. Raises ApiProblem."""
        self._api.call("PUT", f"/couples/{self.couple_id}/leaving")
        self._settle_couple(None)

    def _settle_couple(self, couple: JsonObject | None) -> None:
        if self.couple_id is not None and (couple is None or couple["id"] != self.couple_id):
            self.ring.forget(self.couple_id)
        if couple is not None and self._has_another_partner(couple):
            self._make_due(couple["id"])
        self.couple_id = None if couple is None else couple["id"]
        self._partner_id = None if couple is None else couple["partner"]["id"]
        if couple is not None and self.partner is not None:
            signing_key = couple["partner"]["signing_key"]
            self.ring.trust({**self.partner, "signing_key": signing_key})

    def _has_another_partner(self, couple: JsonObject) -> bool:
        """Whether another account has replaced the partner's; the old one must not read anything
        new."""
        stays = couple["id"] == self.couple_id and self._partner_id is not None
        return stays and couple["partner"]["id"] != self._partner_id

    def _make_due(self, *space_ids: str) -> None:
        self._due = [*dict.fromkeys([*self._due, *space_ids])]

    def _start_due_epochs(self) -> None:
        """Start the epochs that are due. One that is refused for now stays due, and does not block
        the others."""
        for space_id in list(self._due):
            if space_id != self.ring.person_id and self.partner is None:
                continue
            try:
                self.start_epoch(space_id)
            except ApiProblem as problem:
                if problem.code not in _LATER:
                    raise
            else:
                self._due.remove(space_id)

    def _answer_garbage(self) -> None:
        """Start a new epoch where the root in force cannot be unwrapped by this phone.

        The app also does this if it has received no wrap for some minutes.
        """
        for slot in list(self._garbage):
            if slot.space_id == self.ring.person_id or self.partner is not None:
                self._answer(slot)

    def _answer(self, slot: Slot) -> None:
        try:
            self.start_epoch(slot.space_id, answers=slot.epoch_id)
        except ApiProblem as problem:
            if problem.code not in (*_LATER, "stale_edit"):
                raise
        else:
            self._garbage.discard(slot)

    def _take_root(self, epoch: JsonObject, devices: list[PublicDevice]) -> None:
        slot = Slot(epoch["space_id"], epoch["epoch_id"])
        if epoch["current"]:
            self._garbage = {one for one in self._garbage if one.space_id != slot.space_id}
        try:
            if epoch["wrap"] is not None and slot not in self.ring.roots:
                self.ring.unwrap(slot, epoch["wrap"], devices)
                self.refused.pop(slot, None)
            if epoch["current"]:
                self.ring.put_in_force(slot, epoch["number"])
        except RefusedError as error:
            self.refused[slot] = error
            if epoch["current"] and slot not in self.ring.roots:
                self._garbage.add(slot)
        if epoch["current"] and epoch["number"] < self.ring.newest_number(slot.space_id):
            self._make_due(slot.space_id)

    def _give_roots(self, missing: list[JsonObject], devices: list[PublicDevice]) -> None:
        by_id = {to.device["device_id"]: to for to in self._vouched(devices)}
        for lack in missing:
            slot = Slot(lack["space_id"], lack["epoch_id"])
            if slot in self.ring.roots and lack["device_id"] in by_id:
                wrap = self.ring.wrap(slot, by_id[lack["device_id"]])
                path = f"/spaces/{slot.space_id}/epochs/{slot.epoch_id}/wraps/{lack['device_id']}"
                self._api.call("PUT", path, {"wrap": wrap})

    def _vouched(self, devices: list[PublicDevice]) -> list[Party]:
        """The phones whose keys a trusted person has signed."""
        trusted = [device for device in devices if device["person_id"] in self.ring.people]
        parties = [Party(self.ring.people[device["person_id"]], device) for device in trusted]
        return [party for party in parties if is_vouched(party)]
