"""A simple model of asks. What the asker should see is computed without the asks that were let rest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from api.client.phone import Phone
from api.client.records import Request
from api.kernel.clock import HOUR

REST, KEPT, LONGEST, TRACED = 12 * HOUR, 24 * HOUR, 72 * HOUR, 8 * 24 * HOUR

Seen = dict[tuple[str, str], object]
"""What one reader sees, by kind and id, reduced to what matters."""


@dataclass(frozen=True)
class Sent:
    """A request that was sealed once and may arrive late, twice or never. `one` is ASK or ASK/ANSWER."""

    phone: Phone
    request: Request
    what: str
    one: str
    area: str = ""
    answer: str = ""
    started: int = 0
    lasts: int = 0
    """Of an ask or a yes how long it holds, of a later how far ahead it is."""

    @property
    def author(self) -> str:
        return self.phone.person_id

    @property
    def ask_id(self) -> str:
        return self.one.partition("/")[0]


@dataclass
class Asked:
    """An accepted ask, as both see it. `said` is the visible answer that stands."""

    author: str
    area: str
    since: int
    ends_at: int
    again_at: int
    kept_from: int | None = None
    """The agreed time of a later."""
    said: dict[str, str] = field(default_factory=dict[str, str])
    taken_back: set[str] = field(default_factory=set[str])

    def end(self, at: int) -> None:
        if at < self.ends_at:
            self.ends_at, self.again_at = at, at + REST

    def withdraw_later(self) -> None:
        self.again_at, self.kept_from = self.ends_at + REST, None

    @property
    def forgotten_at(self) -> int:
        return (self.ends_at if self.kept_from is None else self.kept_from) + KEPT

    def seen(self, ask_id: str) -> Iterator[tuple[tuple[str, str], object]]:
        yield ("asks", ask_id), (self.ends_at, self.again_at)
        for one, answer in self.said.items():
            yield ("ask_answers", one), answer
        for one in self.taken_back:
            yield (kind_of_withdrawal(one), one), None


def kind_of_withdrawal(one: str) -> str:
    return "ask_answer_withdrawals" if "/" in one else "ask_withdrawals"


class Shown:
    """What both can see, and what follows from it for the asker."""

    def __init__(self) -> None:
        self.asks: dict[str, Asked] = {}
        self.paused_until: dict[str, int] = {}
        self.forgotten: dict[str, int] = {}

    def refusal_of_ask(self, sent: Sent, now: int, partner: str) -> str:
        """Of one that has not been taken before."""
        if sent.started + sent.lasts <= now:
            return "already_ended"
        if self.is_paused(partner, now):
            return "paused"
        mine = [
            ask
            for ask in self.asks.values()
            if (ask.author, ask.area) == (sent.author, sent.area) and ask.again_at > now
        ]
        if any(ask.ends_at > now for ask in mine):
            return "open_ask"
        return "resting" if mine else ""

    def is_paused(self, person: str, now: int) -> bool:
        return self.paused_until.get(person, 0) > now

    def ask(self, sent: Sent) -> None:
        ends_at = sent.started + sent.lasts
        row = Asked(sent.author, sent.area, sent.started, ends_at, ends_at + REST)
        self.asks[sent.one] = row

    def say(self, sent: Sent, now: int) -> None:
        ask = self.asks[sent.ask_id]
        ask.said[sent.one] = sent.answer
        if sent.answer == "yes":
            ask.ends_at = ask.again_at = until(sent, ask)
            return
        ask.end(now)
        if sent.answer == "later":
            ask.again_at = max(now, sent.started + sent.lasts)
            ask.kept_from = ask.again_at

    def take_back_ask(self, ask_id: str, now: int) -> None:
        ask = self.asks[ask_id]
        ask.end(now)
        ask.said = {one: answer for one, answer in ask.said.items() if answer != "yes"}
        ask.taken_back.add(ask_id)

    def take_back_answer(self, one: str, now: int) -> None:
        ask = self.asks[one.partition("/")[0]]
        ask.end(now)
        if ask.said[one] == "later":
            ask.withdraw_later()
        del ask.said[one]
        ask.taken_back.add(one)

    def seen(self) -> Seen:
        return dict(pair for one, ask in self.asks.items() for pair in ask.seen(one))


class Own:
    """What one person keeps to themselves: asks let rest, and what was withdrawn before anybody else knew of it."""

    def __init__(self) -> None:
        self.rests: set[str] = set()
        self.taken_back: dict[str, int] = {}

    def seen(self) -> Seen:
        rests: Seen = {("ask_answers", one): "rest" for one in self.rests}
        backs: Seen = {(kind_of_withdrawal(one), one): None for one in self.taken_back}
        return {**rests, **backs}

    def forget(self, ask_ids: Iterable[str]) -> None:
        gone = set(ask_ids)
        self.rests = {one for one in self.rests if one.partition("/")[0] not in gone}
        kept = self.taken_back.items()
        self.taken_back = {one: at for one, at in kept if one.partition("/")[0] not in gone}


def until(sent: Sent, ask: Asked) -> int:
    """The end of a yes."""
    return max(sent.started, ask.since) + sent.lasts
