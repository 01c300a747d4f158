"""The server and the phones around it. Each request is checked from all sides."""

from collections.abc import Callable
from typing import TypeVar

from api.client.kinds import KINDS
from api.client.transport import Answer
from tests.kernel.machine.ledger import Ledger
from tests.kernel.machine.pocket import Pocket
from tests.kernel.machine.requests import Request
from tests.kernel.machine.truth import verdict
from tests.kernel.machine.watch import Watch
from tests.kernel.machine.world import ONLOOKERS, World

Happened = TypeVar("Happened")


class Stage:
    """`truth` is what the server should have, `ledger` the outcome of all words, `taken` what it accepted."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.pockets = world.begin(self._started)
        self.truth = world.truth()
        self.watch = Watch(self.truth.spaces)
        self.ledger = Ledger()
        self.taken: list[tuple[Pocket, Request]] = []

    def send(self, pocket: Pocket, request: Request) -> Answer:
        allowed = self.truth.allowed(pocket.person_id, request)
        answer = pocket.send(request)
        assert verdict(answer) in allowed
        replaced = self.truth.learn(pocket.person_id, request, answer)
        self.ledger.answered(request, answer, replaced)
        if answer.status < 300 and request.key[0] in KINDS:
            self.taken.append((pocket, Request(**vars(request))))
        return answer

    def unseen(self, space_id: str, action: Callable[[], Happened]) -> Happened:
        """Send it; those who may not know of it get the same bytes before and after."""
        names = [name for name in ONLOOKERS if space_id not in self.truth.spaces[self._id(name)]]
        before = [self._look(name) for name in names]
        happened = action()
        self.watch.check()
        assert [self._look(name) for name in names] == before
        return happened

    def _started(self, space_id: str, epoch_id: str) -> None:
        """A phone has started a new root, also by itself if a restored server lacked some."""
        self.truth.epochs[space_id] = epoch_id

    def _look(self, name: str) -> bytes:
        """The changes that a phone gets, byte for byte."""
        pocket = self.pockets[name]
        after = "" if pocket.cursor is None else f"?after={pocket.cursor}"
        return self.world.raw(pocket, "GET", f"/changes{after}")

    def _id(self, name: str) -> str:
        return self.pockets[name].person_id
