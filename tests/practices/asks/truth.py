"""How the server should answer each request, and what each of the two should then see."""

from tests.practices.asks.consent import KEPT, LONGEST, TRACED, Own, Seen, Sent, Shown, until


class Truth:
    """`shown` is what both see, `own` what each keeps. Only `shown` decides what the asker is told."""

    def __init__(self, ana: str, ben: str) -> None:
        self.shown = Shown()
        self.own = {ana: Own(), ben: Own()}
        self._partner = {ana: ben, ben: ana}

    def deliver(self, sent: Sent, now: int) -> str:
        """The code that it gets, "" for success, and what it changes."""
        if sent.ask_id in self.shown.forgotten:
            return "gone"
        if sent.what == "ask":
            return self._ask(sent, now)
        if sent.what == "withdrawal" and sent.one == sent.ask_id:
            return self._take_back_ask(sent, now)
        if sent.ask_id not in self.shown.asks:
            return "not_found"
        return (self._answer if sent.what == "answer" else self._take_back_answer)(sent, now)

    def forget(self, now: int) -> None:
        """What the worker deletes."""
        asks = self.shown.asks
        over = {one for one, ask in asks.items() if ask.forgotten_at <= now}
        for own in self.own.values():
            backs = own.taken_back.items()
            over |= {one for one, at in backs if "/" not in one and at + LONGEST + KEPT <= now}
        for own in self.own.values():
            own.forget(over)
        kept = self.shown.forgotten.items()
        self.shown.forgotten = {one: at for one, at in kept if at + TRACED > now}
        self.shown.forgotten |= dict.fromkeys(over, now)
        self.shown.asks = {one: ask for one, ask in asks.items() if one not in over}

    def seen_by(self, person: str) -> Seen:
        return {**self.shown.seen(), **self.own[person].seen()}

    def answers(self) -> set[str]:
        """All that the server has."""
        aloud = {one for ask in self.shown.asks.values() for one in ask.said}
        return aloud.union(*(own.rests for own in self.own.values()))

    def is_taken_back(self, one: str) -> bool:
        """By whoever could."""
        ask = self.shown.asks.get(one.partition("/")[0])
        mine = {back for own in self.own.values() for back in own.taken_back}
        return one in mine or (ask is not None and bool(ask.taken_back & {one, one[:36]}))

    def _ask(self, sent: Sent, now: int) -> str:
        if sent.one in self.shown.asks:
            return ""
        if sent.one in self.own[sent.author].taken_back:
            return "already_ended"
        refusal = self.shown.refusal_of_ask(sent, now, self._partner[sent.author])
        if not refusal:
            self.shown.ask(sent)
        return refusal

    def _answer(self, sent: Sent, now: int) -> str:
        ask, own = self.shown.asks[sent.ask_id], self.own[sent.author]
        if sent.one in own.taken_back or sent.one in ask.taken_back:
            return "already_ended"
        if sent.one in ask.said or sent.one in own.rests:
            return ""
        is_over = sent.answer == "yes" and until(sent, ask) <= now
        if is_over or ask.ends_at <= now or "yes" in ask.said.values():
            return "already_ended"
        if sent.answer == "yes" and any(self.shown.is_paused(one, now) for one in self._partner):
            return "paused"
        if sent.answer == "rest":
            own.rests.add(sent.one)
        else:
            self.shown.say(sent, now)
        return ""

    def _take_back_ask(self, sent: Sent, now: int) -> str:
        if sent.one in self.shown.asks:
            self.shown.take_back_ask(sent.one, now)
        else:
            self.own[sent.author].taken_back.setdefault(sent.one, now)
        return ""

    def _take_back_answer(self, sent: Sent, now: int) -> str:
        ask, own = self.shown.asks[sent.ask_id], self.own[sent.author]
        if sent.one in ask.said:
            self.shown.take_back_answer(sent.one, now)
        elif sent.one not in ask.taken_back:
            own.rests.discard(sent.one)
            own.taken_back.setdefault(sent.one, now)
        return ""
