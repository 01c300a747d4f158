"""What stands of a conversation after what its two people have done: a model to compare the server with."""

from dataclasses import dataclass, replace
from typing import Any

from api.client.records import Request
from api.kernel.clock import DAY, HOUR

FOLLOWS = {
    "": {"turn"},
    "turn": {"reflection"},
    "reflection": {"heard", "not_yet"},
    "heard": {"turn"},
    "not_yet": {"reflection"},
}


@dataclass(frozen=True)
class Act:
    """What one of the two does, as a request that can be sent again: `what` is a step or a noun."""

    who: int
    what: str
    request: Request
    number: int = 0


@dataclass(frozen=True)
class Truth:
    """What stands, by the rules."""

    keeps: bool
    first: int
    ends_at: int
    began: int = 0
    joined: bool = False
    steps: tuple[str, ...] = ()
    away: tuple[bool, bool] = (False, False)
    edits: tuple[int, int] = (0, 0)
    done: frozenset[str] = frozenset()

    def after(self, act: Act, now: int) -> tuple[int | str, "Truth"]:
        """The answer (a status, or the code of a refusal), and what stands then."""
        if "gone" in self.done:
            return "gone", self
        if act.what in ("join", "end"):
            return self._after_noun(act.what, act.who, now)
        if act.what in ("leave", "return"):
            return self._after_break(act, now)
        return self._after_step(act, now)

    def said(self) -> list[str]:
        """The steps that both phones have."""
        return [] if self._forgotten() else list(self.steps)

    def worked(self, now: int) -> "Truth":
        """After the worker did what is due."""
        if self.joined:
            lapsed = self._finished() if self.ends_at <= now else self
            traced = self.ends_at + DAY > now
            return lapsed if traced else replace(lapsed, done=lapsed.done - {"end"})
        gone = self.ends_at + DAY <= now
        return replace(self, done=self.done | {"gone"}) if gone else self

    def _after_noun(self, what: str, who: int, now: int) -> tuple[int | str, "Truth"]:
        if what == "join" and who == 0:
            return "not_found", self
        if what in self.done:
            return 200, self
        if self.ends_at <= now:
            return "already_ended", self
        then = replace(self, done=self.done | {what})
        if what == "end":
            return 201, replace(then._finished() if self.joined else then, ends_at=now)
        return 201, replace(then, joined=True, began=now)._touched(now)

    def _after_break(self, act: Act, now: int) -> tuple[int | str, "Truth"]:
        leaves = act.what == "leave"
        if self.edits[act.who] == act.number and self.away[act.who] == leaves:
            return 200, self  # it says what was said
        if self.edits[act.who] >= act.number:
            return "stale_edit", self
        if not self.joined or self.ends_at <= now:
            return "already_ended", self
        away = _with(self.away, act.who, leaves)
        then = replace(self, away=away, edits=_with(self.edits, act.who, act.number))
        return 201 if self.edits[act.who] == 0 else 200, then._touched(now)

    def _after_step(self, act: Act, now: int) -> tuple[int | str, "Truth"]:
        if self._forgotten() and 1 <= act.number <= len(self.steps):
            return "gone", self
        if self._is_said(act):
            return 200, self
        if self.ends_at <= now:
            return "already_ended", self
        last = self.steps[-1] if self.steps else ""
        whose = (self.first + len(self.steps)) % 2
        is_next = act.number == len(self.steps) + 1 and act.what in FOLLOWS[last]
        if not (self.joined and is_next and whose == act.who):
            return "not_your_turn", self
        if any(self.away):
            return "paused", self
        return 201, replace(self, steps=(*self.steps, act.what))._touched(now)

    def _is_said(self, act: Act) -> bool:
        """Whether this person took just this step. `heard` has no words, so that a second one is the same request."""
        theirs = (self.first + act.number - 1) % 2 == act.who
        taken = self.steps[act.number - 1 : act.number] if act.number > 0 else ()
        return theirs and act.what == "heard" and taken == ("heard",)

    def _touched(self, now: int) -> "Truth":
        return replace(self, ends_at=min(now + 12 * HOUR, self.began + 2 * DAY))

    def _finished(self) -> "Truth":
        """Nobody can read any more how often each had a break."""
        done = self.done | {"finished"}
        return replace(self, done=done, away=(False, False), edits=(0, 0))

    def _forgotten(self) -> bool:
        return not self.keeps and "finished" in self.done


def _with(pair: tuple[Any, Any], who: int, value: Any) -> tuple[Any, Any]:
    return (value, pair[1]) if who == 0 else (pair[0], value)
