"""A phone that speaks to the API: starts, pairs, seals and opens, as the installed app does.

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
    """One phone of one person. `store` holds what it knows, `api` makes plain calls."""

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
        """None while alone, as far as this phone knows; `refresh` asks."""
        return self._membership.couple_id

    def start(self, zone: str = "Europe/Berlin") -> None:
        """Become a person, with an own space and this as the first phone. Raises ApiProblem."""
        self._membership.start(zone)

    def session(self) -> JsonObject:
        """Who the server says this phone is."""
        return self.api.call("GET", "/session")

    def refresh(self) -> None:
        """Ask anew who one is with and which roots have come; hand on those that others lack."""
        before = self.couple_id
        self._membership.refresh()
        if before is not None and before != self.couple_id:
            self.store.drop_space(before)
        self.store.try_waiting(self.ring)

    def leave(self) -> None:
        """Stop all sharing at once. Raises ApiProblem."""
        self.store.drop_space(self.space("us"))
        self._membership.leave()

    def erase(self) -> None:
        """Delete this person from the server, for good. Raises ApiProblem."""
        self.api.call("DELETE", f"/people/{self.person_id}")

    def remove_phone(self, device_id: str) -> None:
        """End another phone of one's own, and start new roots without it. Raises ApiProblem."""
        self._membership.remove_phone(device_id)

    def start_epoch(self, space_id: str) -> None:
        """A new root for a space, for whoever may have it. Raises ApiProblem."""
        self._membership.start_epoch(space_id)

    def leave_way_back(self, phrase: str, extra: str = "") -> None:
        """Let a new phone become this person's with nothing but the phrase. Raises ApiProblem."""
        recovery.leave_way_back(self.api, self.ring, phrase, extra)

    def recover(self, typed: str, extra: str = "") -> None:
        """Become a further phone of whoever knows the phrase. Raises as `recovery.recovered`."""
        self._membership = Membership(self.api, recovery.recovered(self.api, typed, extra))
        self.refresh()

    def offer(self, purpose: Purpose = "pair", name: str | None = None) -> str:
        """Open a handover; the code for the other phone. `name` is shown to whoever has the code."""
        self._handover = pairing.offer(self.ring, purpose)
        self.api.call("PUT", self._handover.path, pairing.offering(self._handover, name))
        return self._handover.code

    def inviting_name(self, code: str) -> str | None:
        """Who invites, as they say; no account is needed. Raises as `take`."""
        return pairing.inviting_name(code, self.api.call("GET", pairing.path_of(code)))

    def take(self, code: str) -> None:
        """Answer a handover: to pair, or, on a phone that has not started, to become a further phone.

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
        """The four words to compare; the phone that offered asks first, which reveals its nonce.

        RefusedError if whoever answered does not know the secret, or reveals another nonce.
        """
        return pairing.phrase(self._compared())

    def confirm(self) -> None:
        """Say that both phones show the same words. A new phone of one's own has nothing to say."""
        both = self._compared()
        if both.keys.purpose != "device" or both.offer["device_id"] == self.device_id:
            self.api.call("PUT", f"{both.path}/confirmation", pairing.confirmation(both, self.ring))
        self.refresh()

    def give_seat(self, other: "Phone") -> None:
        """Say, as the partner of one who has lost every key, that this new person is the same."""
        other.take(self.offer("seat"))
        if self.phrase() != other.phrase():
            raise RefusedError("the phones show different words")
        self.confirm()
        other.confirm()

    def take_seat(self, couple_id: str) -> None:
        """The seat passes, once it is due. Raises ApiProblem."""
        self.api.call("PUT", f"/couples/{couple_id}/seat/taking")
        self.refresh()

    def pair(self, other: "Phone") -> None:
        """The whole handover with the phone of another person, or with a new one of one's own."""
        other.take(self.offer("pair" if other.api.token else "device"))
        if self.phrase() != other.phrase():
            raise RefusedError("the phones show different words")
        self.confirm()
        other.confirm()
        self.refresh()

    def space(self, audience: Audience) -> str:
        """The id of one's own space or of the couple's."""
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
        """Seal and send a record; seals again if the key had changed meanwhile. Raises ApiProblem."""
        draft = Draft(kind, self.space(audience), record_id, signals, words, headline, edit)
        try:
            return self.send(self.seal(draft))
        except ApiProblem as problem:
            if problem.code != "old_key":
                raise
            self.refresh()
            return self.send(self.seal(draft))

    def seal(self, draft: Draft) -> Request:
        """The request for a draft, to be sent once or several times."""
        return seal(self.ring, draft)

    def send(self, request: Request) -> Record:
        """Send what was sealed; the record as the server now has it. Raises ApiProblem."""
        return open_view(self.ring, request.kind, self.api.call("PUT", request.path, request.body))

    def get(self, kind: str, record_id: str) -> Record:
        """Read one record from the server. Raises ApiProblem, SealingError."""
        return open_view(self.ring, kind, self.api.call("GET", KINDS[kind].address(record_id)))

    def delete(self, kind: str, record_id: str) -> None:
        """Take a record back, for every reader. Raises ApiProblem."""
        self.api.call("DELETE", KINDS[kind].address(record_id))

    def changes(self) -> list[Record]:
        """Pull the feed to its end; the records that came and could be opened, in no certain order."""
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
        """Tell one's own further phones the partner's signing key, beside what else one says of oneself."""
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
        """What this phone still lacks for the words: the answer to its offer, or what that revealed."""
        if mine.taking is None:
            view: JsonObject = self.api.call("GET", mine.path)
            reveal = pairing.answered(mine, view["taking"])
            self.api.call("PUT", f"{mine.path}/reveal", {"reveal": reveal})
        elif mine.nonce is None:
            view = self.api.call("GET", mine.path)
            pairing.revealed(mine, view["reveal"])
