"""What two people do with a vow of theirs, and what stands then."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

from flask import Flask
from marshmallow import Schema

from api.client.phone import Phone
from api.kernel import clock, column_values, feed, records, reminders
from api.kernel.accords import (
    acceptances,
    ends,
    later,
    proposals,
    refusals,
    renewals,
    states,
    suspensions,
    views,
)
from api.kernel.accords.accords import Accord
from api.kernel.accords.fields import RefusalBodySchema
from api.kernel.errors import Problem
from api.kernel.ids import new_id
from tests.kernel.accords.promising import (
    ACCORD,
    DAYS,
    VOW_ENDS,
    VOW_YESES,
    VOWS,
    Vow,
    VowEnd,
    VowRefusal,
)
from tests.kernel.applauding import caller_of

What = Literal["edit", "yes", "no", "end", "suspend", "resume", "renew", "withdraw"]
_ACTS: dict[What, tuple[str, Schema, Callable[..., Any]]] = {
    "edit": ("", VOWS.body, proposals.save),
    "yes": ("/yes", VOW_YESES.body, acceptances.save),
    "no": ("/no", RefusalBodySchema(), refusals.save),
    "end": ("/end", VOW_ENDS.body, ends.save),
}
_STANDING: dict[What, tuple[str, Schema, Callable[..., Any]]] = {
    "suspend": ("/suspensions/", ACCORD.suspensions.body, suspensions.save),
    "renew": ("/renewals/", ACCORD.renewals.body, renewals.save),
}
_TAKING_BACK: dict[What, Callable[..., None]] = {
    "resume": suspensions.lift,
    "withdraw": renewals.withdraw,
}


@dataclass(frozen=True)
class Act:
    """What one of the two does, by place in the couple. An end has no edit, and only an edit has a promise. `own` is
    the id of a suspension or a renewal; `days`: until so many days after it began, for a renewal or new terms."""

    who: int
    what: What
    edit: int = 0
    promise: str = ""
    colour: str = "white"
    replaces: str | None = None
    own: str = ""
    days: int = DAYS


class Vows:
    """A vow of the couple's, and its two people."""

    accord: Accord[Vow] = ACCORD

    def __init__(self, app: Flask, couple: tuple[Phone, Phone]) -> None:
        self._app, self.couple, self.vow_id = app, couple, new_id()
        self._callers = [caller_of(phone) for phone in couple]
        self._began = clock.now()

    def beside(self) -> "Vows":
        """Another vow of the same two."""
        return type(self)(self._app, self.couple)

    def do(self, act: Act) -> int | str:
        """Do it, in any thread: the status, or the code of the refusal."""
        if act.what in _TAKING_BACK:
            return self._take_back(act)
        if act.what in _STANDING:
            return self._say(act)
        path, _, save = _ACTS[act.what]
        body: dict[str, Any] = {"space_id": self.couple[0].couple_id}
        if act.what != "end":
            body["edit"] = act.edit
        if act.what == "yes":
            body |= self.signed(act)
        if act.what == "edit":
            body |= {"promise": act.promise, "colour": act.colour, "replaces": act.replaces}
            body["lapses_at"] = clock.to_text(self.day(act.days))
        return self._put(
            act, path, body, lambda told, who: save(self.accord, self.vow_id, told, who)[1]
        )

    def signed(self, act: Act) -> dict[str, Any]:
        """What a yes has beside the edit."""
        return {}

    def day(self, days: int) -> int:
        """The instant so many days after the beginning."""
        return self._began + days * clock.DAY

    def as_newcomer(self, who: int) -> "Vows":
        """The same vow, where this one of the two has a phone that signed in with the twelve words."""
        same = self.beside()
        same.vow_id, same._began = self.vow_id, self._began
        same._callers[who] = replace(self._callers[who], newcomer=True)
        return same

    def _say(self, act: Act) -> int | str:
        path, _, save = _STANDING[act.what]
        body: dict[str, Any] = {"space_id": self.couple[0].couple_id, "edit": 1}
        if act.what == "renew":
            body |= {"seen_edit": act.edit, "until": clock.to_text(self.day(act.days))}
        say = partial(save, self.accord, self.vow_id, act.own)
        return self._put(act, path + act.own, body, lambda told, who: say(told, who)[1])

    def _take_back(self, act: Act) -> int | str:
        def delete() -> int:
            _TAKING_BACK[act.what](self.accord, self.vow_id, act.own, self._callers[act.who])
            return 204

        with self._app.test_request_context(f"/api/v1/vows/{self.vow_id}", method="DELETE"):
            return _answer(delete)

    def _put(
        self, act: Act, path: str, body: dict[str, Any], save: Callable[[Any, Any], int]
    ) -> int | str:
        schema = self.accord.yes.body if act.what == "yes" else {**_ACTS, **_STANDING}[act.what][1]
        url = f"/api/v1/vows/{self.vow_id}{path}"
        with self._app.test_request_context(url, method="PUT", json=body):
            return _answer(lambda: save(schema.load(body), self._callers[act.who]))

    @property
    def vow(self) -> Vow:
        return Vow.get(Vow.id == self.vow_id)

    @property
    def state(self) -> str:
        return states.state_of(self.accord, self.vow)

    def accepted_by(self) -> set[int]:
        """Who has said yes to the terms as they are, by place in the couple."""
        return {self._place(one) for one in states.accepted_by(self.accord, self.vow)}

    def suspended_by(self) -> set[int]:
        return {self._place(one) for one in states.suspended_by(self.accord, self.vow)}

    def suspensions(self) -> set[tuple[int, str]]:
        """Who has suspended it, and the id of that."""
        rows = states.standing(self.accord.suspensions, self.vow)
        return {(self._place(row.author_id), row.id.rpartition("/")[2]) for row in rows}

    def renewed(self) -> set[tuple[int, int]]:
        """Who has renewed it, and until how many days after the beginning."""
        rows = states.standing(self.accord.renewals, self.vow)
        return {(self._place(row.author_id), self._days(row.until)) for row in rows}

    def lapses_after(self) -> int:
        """After how many days it lapses, as it stands."""
        at = states.lapses_at(self.accord, self.vow)
        assert at is not None
        return self._days(at)

    def declined_by(self) -> int | None:
        row = states.refusal_of(self.accord, self.vow)
        return None if row is None else self._place(row.author_id)

    def shown(self) -> list[dict[str, Any]]:
        """The views of all that is stored, as a feed has them."""
        vow = self.vow
        found = [views.of_record(self.accord, vow), self.accord.yes.list_of(vow.space_id, vow.id)]
        found += [views.of_refusal(row) for row in VowRefusal.select()]
        found += [VOW_ENDS.shown(row) for row in VowEnd.select()]
        for kind in self.accord.standing:
            found += [records.view_of(kind, row) for row in kind.model.select()]
        return sorted(found, key=str)

    def feed_of(self, phone: Phone) -> list[dict[str, Any]]:
        """What this person's feed has of it."""
        mine = (feed.Feed.person_id == phone.person_id) & feed.Feed.kind.startswith("vow")
        rows = feed.Feed.select().where(mine & feed.Feed.body.is_null(False))
        return sorted((column_values.from_text(row.body) for row in rows), key=str)

    def _place(self, person_id: str) -> int:
        return [phone.person_id for phone in self.couple].index(person_id)

    def _days(self, instant: int) -> int:
        return (instant - self._began) // clock.DAY


def work(accord: Accord[Vow] = ACCORD) -> None:
    """What the worker does now, until nothing is left: a slow machine does it in several turns."""
    while reminders.run_due({one.name: one.run for one in later.lifetimes(accord)}):
        pass


def _answer(act: Callable[[], int]) -> int | str:
    try:
        return act()
    except Problem as problem:
        return problem.code
