"""All words ever written, and the outcome of each: no words are lost, none are doubled."""

from collections.abc import Iterable, Mapping
from typing import Any

from api.client.encoding import Json
from api.client.kinds import KINDS
from api.client.records import Draft
from api.client.transport import Answer, JsonObject
from tests.kernel.machine.pocket import Pocket
from tests.kernel.machine.requests import Key, Request
from tests.kernel.machine.truth import Held

Words = dict[str, Json]


class Ledger:
    """Each text has its own number. `_after` says for each on which earlier ones it is based."""

    def __init__(self) -> None:
        self.bodies: dict[Key, JsonObject] = {}
        self._written: dict[int, Key] = {}
        self._after: dict[int, int | None] = {}
        self._sealed: dict[str, Words] = {}
        self._overrun: set[int] = set()
        self._deleted: set[Key] = set()
        self._restored = False

    def words(self, key: Key, length: int) -> Words:
        number = len(self._written) + 1
        self._written[number] = key
        return {"number": number, "text": "x" * length}

    def words_of(self, ct: str) -> Words:
        return self._sealed[ct]

    def wrote(self, request: Request, base: Draft | Mapping[str, Any] | None) -> None:
        """Somebody wrote this while seeing the record `base`."""
        number = self._number(request)
        assert number is not None
        words = (
            base.words if isinstance(base, Draft) else base and self._sealed[base["words"]["ct"]]
        )
        self._after[number] = _number(words)

    def answered(self, request: Request, answer: Answer, replaced: Held | None) -> None:
        """Nobody's words are replaced by somebody who has not seen them.

        Except after a restore: a phone that had seen more sends it under a higher edit.
        """
        if request.method == "DELETE" and answer.status in (204, 404):
            self._deleted.add(request.key)
        if request.method == "DELETE" or request.key[0] not in KINDS or answer.status >= 300:
            return
        self.bodies[request.key] = request.body or {}
        number = self._number(request)
        before = None if replaced is None else _number(self._sealed[replaced.ct])
        if before is not None and number is not None and self._after[number] != before:
            assert self._restored
            self._overrun.add(before)

    def restored(self) -> None:
        self._restored = True

    def check(self, pockets: Iterable[Pocket]) -> None:
        """Each text is where it was written, in a tray, or was replaced by one whose author had seen it."""
        kept = {_number(draft.words) for pocket in pockets for draft in pocket.tray}
        for pocket in pockets:
            shown = [_number(pocket.opened(key).words) for key in pocket.records(*KINDS)]
            assert len(shown) == len(set(shown))
            kept.update(shown)
        kept.update(self._after.values())
        lost = [
            number
            for number, key in self._written.items()
            if number not in kept | self._overrun and key not in self._deleted
        ]
        assert not lost

    def _number(self, request: Request) -> int | None:
        """The number of a request's text. Remembers each ciphertext's text, since a request may be sealed again."""
        ct = (request.body or {})["words"]["ct"]
        if request.draft is not None and request.draft.words is not None:
            self._sealed[ct] = dict(request.draft.words)
        return _number(self._sealed[ct])


def _number(words: Mapping[str, Json] | None) -> int | None:
    number = (words or {}).get("number")
    return number if isinstance(number, int) else None
