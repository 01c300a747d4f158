"""A story of phones and a server, told one small step at a time; after each step everything is looked at."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from api.client.kinds import KINDS
from api.client.records import Draft
from api.client.transport import Answer
from api.kernel import feed
from api.kernel.ids import new_id
from tests.kernel.everything import everything, nothing_changes, put_back
from tests.kernel.machine import requests
from tests.kernel.machine.ledger import Ledger
from tests.kernel.machine.pocket import Pocket
from tests.kernel.machine.requests import Key, Request
from tests.kernel.machine.truth import verdict
from tests.kernel.machine.watch import Watch
from tests.kernel.machine.world import ONLOOKERS, SHARING, World

FATES = ("answered", "answered", "answer lost", "never arrived")
"""Of a request. Lost: the server did it, and the phone does not know."""

Happened = TypeVar("Happened")


class Story:
    """What has happened, and what may happen next. Checks every answer against what is true."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.pockets = world.begin()
        self.truth = world.truth()
        self.watch = Watch(self.truth.spaces)
        self.ledger = Ledger()
        self.taken: list[tuple[Pocket, Request]] = []
        self.back_up()

    def write(
        self, name: str, kind: str, audience: str, signals: Mapping[str, Any], length: int
    ) -> Key:
        """Write something new; a profile is written again."""
        pocket = self.pockets[name]
        record_id = pocket.person_id if kind == "profiles" else new_id()
        return self._save(pocket, (kind, pocket.space(audience), record_id), signals, length)

    def edit(self, name: str, which: int, length: int) -> None:
        """Write other words over something that this person may edit."""
        pocket = self.pockets[name]
        mine = [
            key
            for key in pocket.records("check_ins", "profiles", "rituals")
            if key[0] == "rituals" or pocket.author_of(key) == pocket.person_id
        ]
        if mine:
            key = mine[which % len(mine)]
            known: Any = pocket.mine[key].signals if key in pocket.mine else pocket.views[key]
            self._save(pocket, key, {one: known[one] for one in KINDS[key[0]].signals}, length)

    def remove(self, name: str, which: int) -> None:
        """Take something of one's own back."""
        pocket = self.pockets[name]
        mine = [
            key
            for key in pocket.records("check_ins", "pauses")
            if pocket.author_of(key) == pocket.person_id
        ]
        if mine:
            pocket.remove(mine[which % len(mine)])

    def say(self, name: str, which: int, kind: str, path: str, body: Mapping[str, Any]) -> None:
        """Something that hangs on a record: the end of a pause, the acceptance of a ritual."""
        pocket = self.pockets[name]
        parent = "pauses" if kind == "pause_ends" else "rituals"
        known = pocket.records(parent)
        if known:
            key = known[which % len(known)]
            edit = pocket.seen.get(key, 1)
            whole = {**body, "edit": edit} if kind == "ritual_acceptances" else body
            pocket.queue(requests.of_noun(key, kind, path, whole))

    def deliver(self, name: str, which: int, fate: str) -> None:
        """Send the next request of one record; of different records any may be first."""
        pocket = self.pockets[name]
        lanes = list(pocket.lanes.values())
        if not lanes or fate == "never arrived":
            return
        request = lanes[which % len(lanes)][0]
        answer = self._unseen(request.key[1], lambda: self._send(pocket, request))
        if fate == "answered":
            pocket.answered(request, answer)

    def send_again(self, which: int) -> None:
        """A request that was taken arrives once more, much later: nothing changes at all."""
        pocket, request = self.taken[which % len(self.taken)]
        with nothing_changes():
            answer = self._send(pocket, request)
        if answer.status == 200 and request.key[0] in KINDS and request.key[0] != "profiles":
            assert answer.json == pocket.api.call("GET", request.path)

    def pull(self, name: str, limit: int, pages: int | None) -> None:
        pocket = self.pockets[name]
        pocket.pull(limit, pages)
        self.watch.check()
        if pages is None:
            self._has_missed_nothing(pocket)

    def start_epoch(self, name: str, audience: str) -> None:
        """A new root, as when a phone is removed."""
        pocket = self.pockets[name]
        pocket.membership.refresh()
        space = pocket.space(audience)
        self._unseen(pocket.space(audience), lambda: pocket.membership.start_epoch(space))
        self.truth.epochs[space] = pocket.ring.current[space]

    def back_up(self) -> None:
        self._copy = everything(), self.truth.copy()

    def restore(self) -> None:
        """The server loses all since the backup. What lingers of old requests is lost on the way, too."""
        rows, truth = self._copy
        put_back(rows)
        feed.start_generation()
        self.truth = truth.copy()
        self.watch.start_afresh()
        self.taken.clear()
        self.ledger.restored()

    def snoop(self, name: str, which: int) -> None:
        """Whoever may not know of a record is told the same as of one that never was."""
        pocket = self.pockets[name]
        foreign = [
            key for key in self.truth.rows if key[1] not in self.truth.spaces[pocket.person_id]
        ]
        foreign = [key for key in foreign if key[0] != "profiles"]
        if not foreign:
            return
        key = foreign[which % len(foreign)]
        real, unreal = (KINDS[key[0]].path.format(id=one) for one in (key[2], new_id()))
        body = {**self.ledger.bodies[key], "sealed_by": pocket.person_id}
        with nothing_changes():
            for method, sent in (("GET", None), ("PUT", body), ("DELETE", None)):
                if (method, key[0]) != ("DELETE", "rituals"):
                    told = self.world.raw(pocket, method, real, sent)
                    assert told == self.world.raw(pocket, method, unreal, sent)
                    assert b"404" in told

    def settle(self) -> None:
        """Everybody is online for long enough."""
        for _ in range(60):
            for name, pocket in self.pockets.items():
                while pocket.lanes:
                    self.deliver(name, 0, "answered")
                self.pull(name, 200, None)
                self._fetch_roots(pocket)
            if not any(pocket.lanes for pocket in self.pockets.values()):
                break
        for name in self.pockets:
            self.pull(name, 200, None)

    def all_agree(self) -> None:
        """Phones of one space hold the same, it is what was last taken, and no words are lost or doubled."""
        ana, second, ben = (self.pockets[name] for name in SHARING)
        couple, own = ana.space("us"), ana.person_id
        assert _in(couple, ana) == _in(couple, second) == _in(couple, ben)
        assert _in(own, ana) == _in(own, second)
        assert not _in(own, ben)
        assert not self.pockets["stranger"].views
        for pocket in self.pockets.values():
            assert not pocket.lanes
            assert not pocket.mine
            self._holds_the_truth(pocket)
        self.ledger.check(self.pockets.values())

    def _save(self, pocket: Pocket, key: Key, signals: Mapping[str, Any], length: int) -> Key:
        base = pocket.mine.get(key) or pocket.views.get(key)
        words = self.ledger.words(key, length)
        headline = {"line": "x" * min(length, 20)} if key[0] in ("pauses", "rituals") else None
        request = pocket.save(Draft(*key, signals, words, headline))
        self.ledger.wrote(request, base)
        return key

    def _send(self, pocket: Pocket, request: Request) -> Answer:
        allowed = self.truth.allowed(pocket.person_id, request)
        answer = pocket.send(request)
        assert verdict(answer) in allowed
        replaced = self.truth.learn(pocket.person_id, request, answer)
        self.ledger.answered(request, answer, replaced)
        if answer.status < 300 and request.key[0] in KINDS:
            self.taken.append((pocket, Request(**vars(request))))
        return answer

    def _unseen(self, space_id: str, action: Callable[[], Happened]) -> Happened:
        """Do it; whoever may not know of it is shown the same before and after, to the byte."""
        names = [name for name in ONLOOKERS if space_id not in self.truth.spaces[self._id(name)]]
        before = [self._look(name) for name in names]
        happened = action()
        self.watch.check()
        assert [self._look(name) for name in names] == before
        return happened

    def _look(self, name: str) -> bytes:
        """What a phone is told when it asks what is new, to the byte."""
        pocket = self.pockets[name]
        after = "" if pocket.cursor is None else f"?after={pocket.cursor}"
        return self.world.raw(pocket, "GET", f"/changes{after}")

    def _fetch_roots(self, pocket: Pocket) -> None:
        """A phone asks for roots when it meets a key that it lacks."""
        current = pocket.ring.current
        if any(self.truth.epochs[space] != epoch for space, epoch in current.items()):
            pocket.membership.refresh()

    def _has_missed_nothing(self, pocket: Pocket) -> None:
        """What the phone has is what its feed says, whatever came when."""
        shown = self.watch.shown_to(pocket.person_id)
        told = {(kind, space, one): json.loads(body) for (space, kind, one), body in shown.items()}
        assert pocket.views == told

    def _holds_the_truth(self, pocket: Pocket) -> None:
        """What the phone has can be opened, and is what was last taken."""
        mine = {key for key in self.truth.rows if key[1] in self.truth.spaces[pocket.person_id]}
        assert set(pocket.records(*KINDS)) == mine
        assert not pocket.deleted & mine
        for key in mine:
            view, held = pocket.views[key], self.truth.rows[key]
            assert (view["edit"], view["words"]["ct"]) == (held.edit, held.ct)
            assert pocket.opened(key).words == self.ledger.words_of(held.ct)

    def _id(self, name: str) -> str:
        return self.pockets[name].person_id


def _in(space_id: str, pocket: Pocket) -> dict[Key, Any]:
    return {key: view for key, view in pocket.views.items() if key[1] == space_id}
