"""An accord of the tests: a vow. What both accept is its promise; the colour of its paper needs nobody's yes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from flask import Flask
from marshmallow import Schema, fields
from peewee import CompositeKey, TextField

from api.client.phone import Phone
from api.kernel import feed, records
from api.kernel.accords import acceptances, ends, proposals, refusals, states, views
from api.kernel.accords.accords import Accord, AccordRecord, RefusalRow, terms_edit
from api.kernel.accords.fields import Accepted, AccordDerived, AccordPlain, RefusalBodySchema
from api.kernel.db import Model
from api.kernel.errors import Problem
from api.kernel.ids import new_id
from api.kernel.kinds import RecordKind
from api.kernel.listed import ListedNoun
from api.kernel.nouns import Noun, NounRow
from tests.kernel.applauding import caller_of


class Vow(AccordRecord):
    promise = TextField()
    colour = TextField()


class VowYes(NounRow):
    class Meta:
        primary_key = CompositeKey("space_id", "id", "author_id")


class VowEnd(NounRow):
    class Meta:
        primary_key = CompositeKey("space_id", "id")


class VowRefusal(RefusalRow):
    pass


class VowPlain(AccordPlain):
    promise = fields.String(required=True)
    colour = fields.String(required=True)


VOWS = RecordKind(
    name="vows",
    title="Vow",
    practice="checkins",
    path="/vows/<id7:vow_id>",
    about="What two people promise.",
    model=Vow,
    plain=VowPlain,
    derived=AccordDerived,
    words=None,
    either_edits=True,
)
VOW_YESES = ListedNoun(
    name="vow_yeses",
    title="VowYes",
    practice="checkins",
    path=VOWS.path + "/yes",
    about="Who has said yes to a vow.",
    of=VOWS,
    model=VowYes,
    derived=Accepted,
    listed="accepted_by",
    since=terms_edit,
    counted=False,
)
VOW_ENDS = Noun(
    name="vow_ends",
    title="VowEnd",
    practice="checkins",
    path=VOWS.path + "/end",
    about="The end of a vow.",
    of=VOWS,
    model=VowEnd,
    counted=False,
)
TABLES: list[type[Model]] = [Vow, VowYes, VowEnd, VowRefusal]
settled: list[str] = []
"""The states of vows when they were settled."""

ACCORD = Accord(
    of=VOWS,
    one="vow",
    yes=VOW_YESES,
    end=VOW_ENDS,
    refusal=VowRefusal,
    terms=lambda signals: signals["promise"],
    stored=lambda body: {name: body[name] for name in ("promise", "colour")},
    shown=lambda vow: {"promise": vow.promise, "colour": vow.colour},
    settled=lambda vow: settled.append(states.state_of(ACCORD, vow)),
    withdrawn="vow_terms",
)

What = Literal["edit", "yes", "no", "end"]
_ACTS: dict[What, tuple[str, Schema, Callable[..., Any]]] = {
    "edit": ("", VOWS.body, proposals.save),
    "yes": ("/yes", VOW_YESES.body, acceptances.save),
    "no": ("/no", RefusalBodySchema(), refusals.save),
    "end": ("/end", VOW_ENDS.body, ends.save),
}


@dataclass(frozen=True)
class Act:
    """What one of the two does, by place in the couple. An end has no edit, and only an edit has a promise."""

    who: int
    what: What
    edit: int = 0
    promise: str = ""
    colour: str = "white"
    replaces: str | None = None


class Vows:
    """A vow of the couple's, and its two people."""

    def __init__(self, app: Flask, couple: tuple[Phone, Phone]) -> None:
        self._app, self.couple, self.vow_id = app, couple, new_id()
        self._callers = [caller_of(phone) for phone in couple]

    def beside(self) -> "Vows":
        """Another vow of the same two."""
        return Vows(self._app, self.couple)

    def do(self, act: Act) -> int | str:
        """Do it, in any thread: the status, or the code of the refusal."""
        path, schema, save = _ACTS[act.what]
        body: dict[str, Any] = {"space_id": self.couple[0].couple_id}
        if act.what != "end":
            body["edit"] = act.edit
        if act.what == "edit":
            body |= {"promise": act.promise, "colour": act.colour, "replaces": act.replaces}
        url = f"/api/v1/vows/{self.vow_id}{path}"
        with self._app.test_request_context(url, method="PUT", json=body):
            try:
                told: Any = schema.load(body)
                return save(ACCORD, self.vow_id, told, self._callers[act.who])[1]
            except Problem as problem:
                return problem.code

    @property
    def vow(self) -> Vow:
        return Vow.get(Vow.id == self.vow_id)

    @property
    def state(self) -> str:
        return states.state_of(ACCORD, self.vow)

    def accepted_by(self) -> set[int]:
        """Who has said yes to the terms as they are, by place in the couple."""
        return {self._place(one) for one in states.accepted_by(ACCORD, self.vow)}

    def declined_by(self) -> int | None:
        row = states.refusal_of(ACCORD, self.vow)
        return None if row is None else self._place(row.author_id)

    def shown(self) -> list[dict[str, Any]]:
        """The views of all that is stored, as a feed has them."""
        vow = self.vow
        found = [views.of_record(ACCORD, vow), VOW_YESES.list_of(vow.space_id, vow.id)]
        found += [views.of_refusal(row) for row in VowRefusal.select()]
        found += [VOW_ENDS.shown(row) for row in VowEnd.select()]
        return sorted(found, key=str)

    def feed_of(self, phone: Phone) -> list[dict[str, Any]]:
        """What this person's feed has of it."""
        mine = (feed.Feed.person_id == phone.person_id) & feed.Feed.kind.startswith("vow")
        rows = feed.Feed.select().where(mine & feed.Feed.body.is_null(False))
        return sorted((records.from_text(row.body) for row in rows), key=str)

    def _place(self, person_id: str) -> int:
        return [phone.person_id for phone in self.couple].index(person_id)
