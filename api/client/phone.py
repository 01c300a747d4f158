"""A phone that uses the API as the installed app does: starts, connects, seals and opens.

ana, ben = Phone(transport), Phone(transport)
ana.start()
ben.start()
ana.pair(ben)
ana.put("check_ins", new_id(), audience="us", words={"mood": 4}, at="2026-11-23T05:12:00.000Z")
ben.changes()
"""

from typing import Literal
from urllib.parse import quote

from . import pairing, recovery
from .connection import Connection
from .encoding import Json
from .errors import RefusedError
from .handover import Purpose
from .keyring import Keyring
from .kinds import KINDS
from .membership import Membership
from .pairing import Handover
from .records import Draft, Record, Request, open_view, seal
from .sealing import Words
from .store import Store
from .transport import ApiProblem, JsonObject, Transport

Audience = Literal["me", "us"]


class Phone:
    """One phone of one person. `store` holds its records; `api` sends plain requests."""

    def __init__(self, transport: Transport) -> None:
        self.api = Connection(transport)
        self.store = Store()
        self._membership = Membership(self.api, Keyring.of_new_person())
        self._cursor: str | None = None
        self._handover: Handover | None = None

    @property
    def ring(self) -> Keyring:
        """The keys this phone holds."""
        return self._membership.ring

    @property
    def person_id(self) -> str:
        return self.ring.person_id

    @property
    def device_id(self) -> str:
        return self.ring.device_id

    @property
    def couple_id(self) -> str | None:
        """The couple's id, None while alone, as of the last `refresh`."""
        return self._membership.couple_id

    def start(
        self,
        zone: str = "Europe/Berlin",
        *,
        sign_up_code: str | None = None,
        partner_code: str | None = None,
    ) -> None:
        """Create the person's account, with their own space and this phone as the first one. Raises
        ApiProblem.

        A server may ask for a sign-up code; the code of a partner's offer serves as one.
        """
        self._membership.start(zone, sign_up_code, partner_code)

    def session(self) -> JsonObject:
        """The session of this phone, as the server sees it."""
        return self.api.call("GET", "/session")

    def refresh(self) -> None:
        """Load the couple and new roots, and wrap roots for phones that lack them."""
        before = self.couple_id
        self._membership.refresh()
        if before is not None and before != self.couple_id:
            self.store.drop_space(before)
        self.store.try_waiting(self.ring)

    def leave(self) -> None:
        """Leave the couple: all sharing stops at once. Raises ApiProblem."""
        self.store.drop_space(self.space("us"))
        self._membership.leave()

    def erase(self) -> None:
        """Delete this person's account for good. Raises ApiProblem."""
        self.api.call("DELETE", f"/people/{self.person_id}")

    def remove_phone(self, device_id: str) -> None:
        """Remove another phone of this person, and start new epochs without it. Raises ApiProblem."""
        self._membership.remove_phone(device_id)

    def start_epoch(self, space_id: str) -> None:
        """Start a new epoch of a space for all phones that may read it. Raises ApiProblem."""
        self._membership.start_epoch(space_id)

    def leave_way_back(self, phrase: str, extra: str = "") -> None:
        """Store a recovery, so that a new phone needs only the recovery words. Raises ApiProblem."""
        recovery.leave_way_back(self.api, self.ring, phrase, extra)

    def recover(self, typed: str, extra: str = "") -> None:
        """Join the person whose recovery words these are, as a further phone. Raises as
        `recovery.recovered`."""
        self._membership = Membership(self.api, recovery.recovered(self.api, typed, extra))
        self.refresh()

    def offer(self, purpose: Purpose = "pair", name: str | None = None) -> str:
        """Open a handover and return its code. Anyone with the code can read `name`."""
        self._handover = pairing.offer(self.ring, purpose)
        self.api.call("PUT", self._handover.path, pairing.offering(self._handover, name))
        return self._handover.code

    def inviting_name(self, code: str) -> str | None:
        """The name of the inviting person, as they typed it; needs no account. Raises as `take`."""
        return pairing.inviting_name(code, self.api.call("GET", pairing.path_of(code)))

    def take(self, code: str) -> None:
        """Answer a handover: to connect with a partner, or to become a further phone, if this one
        has not started.

        Raises UnreadableCodeError, RefusedError, ApiProblem.
        """
        found = pairing.received(code, self.api.call("GET", pairing.path_of(code)))
        if found.keys.purpose == "device":
            ring = Keyring.of_new_phone(pairing.offering_person(found))
            self._membership = Membership(self.api, ring)
        self._handover = pairing.take(found, self.ring)
        body: JsonObject = {"taking": self._handover.taking, "session": "bearer"}
        answer = self.api.call("PUT", f"{found.path}/taking", body)
        self.api.token = answer.get("token", self.api.token)

    def is_answered(self) -> bool:
        """Whether another phone has taken the open handover."""
        if self._handover is None:
            return False
        view: JsonObject = self.api.call("GET", self._handover.path)
        return view["state"] == "taken"

    def phrase(self) -> str:
        """The four words to compare. Call it on the offering phone first, since that reveals its
        nonce.

        Raises RefusedError if the taking phone does not know the secret, or if the revealed nonce
        does not match the commitment.
        """
        return pairing.phrase(self._compared())

    def confirm(self) -> None:
        """Confirm that both phones show the same words. A new phone of the same person has nothing
        to send."""
        both = self._compared()
        if both.keys.purpose != "device" or both.offer["device_id"] == self.device_id:
            self.api.call("PUT", f"{both.path}/confirmation", pairing.confirmation(both, self.ring))
        self.refresh()

    def give_seat(self, other: "Phone") -> None:
        """Let the partner's new account replace their old one, after the partner has lost every
        key."""
        other.take(self.offer("seat"))
        if self.phrase() != other.phrase():
            raise RefusedError("the phones show different words")
        self.confirm()
        other.confirm()

    def take_seat(self, couple_id: str) -> None:
        """Replace the old account with this one, once the waiting time is over. Raises ApiProblem."""
        self.api.call("PUT", f"/couples/{couple_id}/seat/taking")
        self.refresh()

    def pair(self, other: "Phone") -> None:
        """Do the whole handover with another person's phone, or with a new phone of this person."""
        other.take(self.offer("pair" if other.api.token else "device"))
        if self.phrase() != other.phrase():
            raise RefusedError("the phones show different words")
        self.confirm()
        other.confirm()
        self.refresh()

    def space(self, audience: Audience) -> str:
        """The id of the person's own space or of the couple's."""
        if audience == "me":
            return self.person_id
        if self.couple_id is None:
            raise ValueError("not connected with a partner")
        return self.couple_id

    def put(
        self,
        kind: str,
        record_id: str,
        /,
        *,
        audience: Audience,
        words: Words | None = None,
        headline: Words | None = None,
        edit: int = 1,
        **signals: Json,
    ) -> Record:
        """Seal and send a record; refreshes and retries once after `old_key`. Raises ApiProblem."""
        draft = Draft(kind, self.space(audience), record_id, signals, words, headline, edit)
        try:
            return self.send(self.seal(draft))
        except ApiProblem as problem:
            if problem.code != "old_key":
                raise
            self.refresh()
            return self.send(self.seal(draft))

    def seal(self, draft: Draft) -> Request:
        """Seal a draft into a request that can be sent again."""
        return seal(self.ring, draft)

    def send(self, request: Request) -> Record:
        """Send a sealed request; returns the record as the server stores it. Raises ApiProblem."""
        return open_view(self.ring, request.kind, self.api.call("PUT", request.path, request.body))

    def get(self, kind: str, record_id: str) -> Record:
        """Read one record from the server. Raises ApiProblem, SealingError."""
        return open_view(self.ring, kind, self.api.call("GET", KINDS[kind].address(record_id)))

    def delete(self, kind: str, record_id: str) -> None:
        """Delete a record for all readers. Raises ApiProblem."""
        self.api.call("DELETE", KINDS[kind].address(record_id))

    def changes(self) -> list[Record]:
        """Read the feed to its end; returns the new records that could be opened, in any order."""
        came: list[Record] = []
        more = True
        while more:
            page = self._page()
            self._cursor, more = page["cursor"], page["more"]
            views = [(kind, view) for kind, listed in page["records"].items() for view in listed]
            came += [
                record for kind, view in views if (record := self.store.take(self.ring, kind, view))
            ]
            for gone in page["gone"]:
                self.store.drop((gone["kind"], gone["space_id"], gone["id"]))
        for record in came:
            if (record.kind, record.space_id) == ("profiles", self.person_id):
                self._membership.learn_partner(record.words or {})
        return came

    def keep_partner(self, **words: Json) -> None:
        """Save the own profile with these words and the partner's signing key, for the person's
        further phones."""
        partner = self._membership.partner
        told: Words = {}
        if partner is not None:
            told = {
                "partner": {
                    "person_id": partner["person_id"],
                    "signing_key": partner["signing_key"],
                }
            }
        self.put("profiles", self.person_id, audience="me", words={**words, **told})

    def _page(self) -> JsonObject:
        if self._cursor is None:
            return self.api.call("GET", "/changes")
        try:
            return self.api.call("GET", f"/changes?after={quote(self._cursor)}")
        except ApiProblem as problem:
            if problem.code not in ("resync", "long_away"):
                raise
            self._cursor, self.store = None, Store()
            return self._page()

    def _compared(self) -> Handover:
        if self._handover is None:
            raise ValueError("no handover is open")
        self._learn(self._handover)
        return self._handover

    def _learn(self, mine: Handover) -> None:
        """Load what is missing for the words: the taking, on the offering phone, or the reveal, on
        the taking one."""
        if mine.taking is None:
            view: JsonObject = self.api.call("GET", mine.path)
            reveal = pairing.answered(mine, view["taking"])
            self.api.call("PUT", f"{mine.path}/reveal", {"reveal": reveal})
        elif mine.nonce is None:
            view = self.api.call("GET", mine.path)
            pairing.revealed(mine, view["reveal"])
