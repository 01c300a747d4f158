"""What the server should have, and so how it may answer each request."""

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from api.client.kinds import KINDS
from api.client.transport import Answer
from tests.kernel.machine.requests import Key, Lane, Request

Verdict = tuple[int, str]
"""A status, and the code of a problem; "" if it is none."""

LONGEST_JUMP = 1000
DONE, GONE = {(204, "")}, (410, "gone")
NOT_FOUND, ENDED, STALE = (404, "not_found"), (409, "already_ended"), (412, "stale_edit")
# The record that a request belongs to may be deleted, ended, changed, answered or declined
# already.
NOUN: set[Verdict] = {(200, ""), (201, ""), NOT_FOUND, GONE, ENDED, STALE, (409, "declined")}


@dataclass(frozen=True)
class Held:
    """The last accepted edit of a record; `ct` identifies its words."""

    author_id: str
    edit: int
    ct: str


@dataclass
class Truth:
    """`spaces` says who is in which spaces, `epochs` which root is in force; `ended` are rituals, and
    `ended_by` those who ended a pause, in which space."""

    spaces: Mapping[str, list[str]]
    epochs: dict[str, str]
    rows: dict[Key, Held] = field(default_factory=dict[Key, Held])
    requests: dict[tuple[Key, int], str] = field(default_factory=dict[tuple[Key, int], str])
    buried: set[Key] = field(default_factory=set[Key])
    ended_by: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    ended: set[Lane] = field(default_factory=set[Lane])
    families: dict[Lane, set[Lane]] = field(default_factory=dict[Lane, set[Lane]])
    """Each ritual with all that were to replace it, or that it was to replace."""

    def copy(self) -> "Truth":
        return deepcopy(self)

    def allowed(self, person_id: str, request: Request) -> set[Verdict]:
        """How the server may answer this request of this person now."""
        if request.key[0] not in KINDS:
            return NOUN
        if request.method == "DELETE":
            return self._deletion(person_id, request.key)
        found = self._writing(person_id, request)
        if found == (200, "") and not self._is_repeat(request) and self._may_have_ended(request):
            return {found, ENDED}
        return {found}

    def _deletion(self, person_id: str, key: Key) -> set[Verdict]:
        row = self.rows.get(key)
        if row is None:
            return DONE if key in self.buried else {NOT_FOUND}
        if row.author_id != person_id:
            return {NOT_FOUND}
        return DONE | {ENDED} if (key[1], person_id) in self.ended_by else DONE

    def _writing(self, person_id: str, request: Request) -> Verdict:
        key, body, row = request.key, request.body or {}, self.rows.get(request.key)
        if key[1] not in self.spaces[person_id]:
            return NOT_FOUND
        if row is not None and self._is_repeat(request):
            return 200, ""
        if key in self.buried:
            return GONE
        if row is not None and key[0] != "rituals" and row.author_id != person_id:
            return NOT_FOUND
        if not 0 < body["edit"] - (row.edit if row else 0) <= LONGEST_JUMP:
            return STALE
        if body["words"]["k"] != self.epochs[key[1]]:
            return 409, "old_key"
        replaced = body.get("replaces")
        if row is None and replaced and (key[0], key[1], replaced) not in self.rows:
            return 422, "invalid"
        if key[1:] in self.ended:
            return ENDED
        return (200, "") if row else (201, "")

    def _is_repeat(self, request: Request) -> bool:
        edit = (request.body or {})["edit"]
        return self.requests.get((request.key, edit)) == digest(request)

    def _may_have_ended(self, request: Request) -> bool:
        """Whether a ritual of its family has ended: an end also ends those that the ritual has replaced."""
        return not self.families.get(request.key[1:], set()).isdisjoint(self.ended)

    def learn(self, person_id: str, request: Request, answer: Answer) -> Held | None:
        """Note what an answered request has changed; returns what a new edit replaced."""
        key, body = request.key, request.body or {}
        if answer.status >= 300:
            return None
        if request.method == "DELETE":
            self._bury(key)
        elif key[0] == "pause_ends":
            self.ended_by.add((key[1], person_id))
        elif key[0] == "ritual_ends":
            self.ended.add(request.lane)
        elif key[0] in KINDS and not self._is_repeat(request):
            before = self.rows.get(key)
            author = before.author_id if before else person_id
            self.rows[key] = Held(author, body["edit"], body["words"]["ct"])
            if before is None and body.get("replaces"):
                self._join(key[1:], (key[1], body["replaces"]))
            self.requests[key, body["edit"]] = digest(request)
            return before
        return None

    def _join(self, one: Lane, other: Lane) -> None:
        whole = self.families.get(one, {one}) | self.families.get(other, {other})
        for each in whole:
            self.families[each] = whole

    def _bury(self, key: Key) -> None:
        if self.rows.pop(key, None) is not None:
            self.buried.add(key)
            self.requests = {at: kept for at, kept in self.requests.items() if at[0] != key}


def verdict(answer: Answer) -> Verdict:
    return answer.status, answer.json["type"] if answer.status >= 400 else ""


def digest(request: Request) -> str:
    return json.dumps([request.method, request.path, request.body], sort_keys=True)
