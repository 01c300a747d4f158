"""A story of phones and a server in small steps; after each step everything is checked."""

from collections.abc import Mapping
from typing import Any

from api.client.kinds import KINDS
from api.client.records import Draft
from api.kernel import feed
from api.kernel.ids import new_id
from tests.kernel.everything import everything, nothing_changes, put_back
from tests.kernel.machine import requests
from tests.kernel.machine.agreement import has_missed_nothing
from tests.kernel.machine.pocket import Pocket
from tests.kernel.machine.requests import Key
from tests.kernel.machine.stage import Stage
from tests.kernel.machine.world import World

FATES = ("answered", "answered", "answer lost", "never arrived")
"""The fate of a request. Lost: the server carried it out, and the phone does not know."""


class Story(Stage):
    """What may happen next."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.back_up()

    def write(
        self, name: str, kind: str, audience: str, signals: Mapping[str, Any], length: int
    ) -> Key:
        """Write something new; a profile is written again."""
        pocket = self.pockets[name]
        record_id = pocket.person_id if kind == "profiles" else new_id()
        return self._save(pocket, (kind, pocket.space(audience), record_id), signals, length)

    def edit(self, name: str, which: int, length: int) -> None:
        """Edit something that this person may edit."""
        pocket = self.pockets[name]
        mine = [
            key
            for key in pocket.records("check_ins", "profiles", "rituals")
            if key[0] == "rituals" or pocket.author_of(key) == pocket.person_id
        ]
        if mine:
            key = mine[which % len(mine)]
            known: Any = pocket.mine[key].signals if key in pocket.mine else pocket.views[key]
            signals = {one: known[one] for one in KINDS[key[0]].signals}
            if key[0] == "rituals":  # now and then the schedule changes, too
                signals["lead_minutes"] = [length]
            self._save(pocket, key, signals, length)

    def change_ritual(self, name: str, which: int, signals: Mapping[str, Any], length: int) -> None:
        """Propose a ritual that is to replace another; the server may not have that one, or no more."""
        pocket = self.pockets[name]
        known = pocket.records("rituals")
        if known:
            kind, space_id, replaced = known[which % len(known)]
            whole = {**signals, "replaces": replaced}
            self._save(pocket, (kind, space_id, new_id()), whole, length)

    def remove(self, name: str, which: int) -> None:
        """Delete something of one's own."""
        pocket = self.pockets[name]
        mine = [
            key
            for key in pocket.records("check_ins", "pauses")
            if pocket.author_of(key) == pocket.person_id
        ]
        if mine:
            pocket.remove(mine[which % len(mine)])

    def say(self, name: str, which: int, kind: str, path: str, body: Mapping[str, Any]) -> None:
        """Something that belongs to a record: the end of a pause, the acceptance of a ritual."""
        pocket = self.pockets[name]
        parent = "pauses" if kind == "pause_ends" else "rituals"
        known = pocket.records(parent)
        if known:
            key = known[which % len(known)]
            edit = pocket.seen.get(key, 1)
            answers = ("ritual_acceptances", "ritual_refusals")
            whole = {**body, "edit": edit} if kind in answers else body
            pocket.queue(requests.of_noun(key, kind, path, whole))

    def deliver(self, name: str, which: int, fate: str) -> None:
        """Send the next request of one record; requests of different records go in any order."""
        pocket = self.pockets[name]
        lanes = list(pocket.lanes.values())
        if not lanes or fate == "never arrived":
            return
        request = lanes[which % len(lanes)][0]
        answer = self.unseen(request.key[1], lambda: self.send(pocket, request))
        if fate == "answered":
            pocket.answered(request, answer)

    def deliver_all(self, name: str) -> None:
        """Send the next request of each record."""
        for lane in range(len(self.pockets[name].lanes)):
            self.deliver(name, lane, "answered")

    def send_again(self, which: int) -> None:
        """An accepted request arrives again much later: nothing changes."""
        pocket, request = self.taken[which % len(self.taken)]
        with nothing_changes():
            answer = self.send(pocket, request)
        if answer.status == 200 and request.key[0] in KINDS and request.key[0] != "profiles":
            assert answer.json == pocket.api.call("GET", request.path)

    def pull(self, name: str, limit: int, pages: int | None) -> None:
        pocket = self.pockets[name]
        pocket.pull(limit, pages)
        self.watch.check()
        if pages is None:
            has_missed_nothing(self, pocket)

    def start_epoch(self, name: str, audience: str) -> None:
        """A new root, as when a phone is removed."""
        pocket = self.pockets[name]
        pocket.membership.refresh()
        space = pocket.space(audience)
        self.unseen(pocket.space(audience), lambda: pocket.membership.start_epoch(space))

    def back_up(self) -> None:
        self._copy = everything(), self.truth.copy()

    def restore(self) -> None:
        """The server loses everything since the backup. Requests that were still on their way are lost too."""
        rows, truth = self._copy
        put_back(rows)
        feed.start_generation()
        self.truth = truth.copy()
        self.watch.start_afresh()
        self.taken.clear()
        self.ledger.restored()

    def settle(self) -> None:
        """Everybody is online for long enough: until nobody had anything to send for a whole round."""
        for _ in range(60):
            quiet = self._is_quiet()
            for name, pocket in self.pockets.items():
                while pocket.lanes:
                    self.deliver(name, 0, "answered")
                self.pull(name, 2, None)
                self._fetch_roots(pocket)
            if quiet and self._is_quiet():
                break
        for name in self.pockets:
            self.pull(name, 200, None)

    def _is_quiet(self) -> bool:
        return not any(pocket.lanes for pocket in self.pockets.values())

    def _save(self, pocket: Pocket, key: Key, signals: Mapping[str, Any], length: int) -> Key:
        base = pocket.mine.get(key) or pocket.views.get(key)
        words = self.ledger.words(key, length)
        headline = {"line": "x" * min(length, 20)} if key[0] in ("pauses", "rituals") else None
        request = pocket.save(Draft(*key, signals, words, headline))
        self.ledger.wrote(request, base)
        return key

    def _fetch_roots(self, pocket: Pocket) -> None:
        """A phone fetches roots when it needs a key that it lacks."""
        current = pocket.ring.current
        if any(self.truth.epochs[space] != epoch for space, epoch in current.items()):
            pocket.membership.refresh()
