"""Requests that the API accepts, for the operations of the practices."""

from typing import Any

from api.client.phone import Phone
from api.client.records import Draft
from api.kernel.ids import new_id
from tests.contract.real import KernelRequests, Real, there
from tests.kernel.asking import check_in, now
from tests.practices.asks.asking import sealed_answer, sealed_ask
from tests.practices.conversations.holding import (
    begun,
    say,
    sealed_proposal,
    sealed_step,
    sealed_takeaway,
)
from tests.practices.patterns.owning import moment_path, owned
from tests.practices.readiness.saying import sealed_readiness
from tests.practices.topics.parking import sealed_topic
from tests.practices.wobbles.wobbling import sealed_answer as sealed_answer_to_wobble
from tests.practices.wobbles.wobbling import sealed_card, sealed_wobble
from tests.pushing import choose
from tests.vectors.envelopes import SIGNALS

ORIGINAL = "2026-11-27T19:00"
LINE = {"line": "Back soon."}


def record(phone: Phone, kind: str, **sealed: Any) -> Real:
    """A record of the couple that does not exist yet."""
    signals = {**SIGNALS.get(kind, {}), **({"started_at": now()} if kind == "pauses" else {})}
    record_id = phone.person_id if kind == "profiles" else new_id()
    request = phone.seal(Draft(kind, phone.space("us"), record_id, signals, LINE, **sealed))
    return Real(phone, request.path, request.body)


def below(real: Real, rest: str, **body: Any) -> Real:
    """A part of a record that exists."""
    there(real)
    return Real(real.phone, real.path + rest, {"space_id": real.phone.space("us"), **body})


class Requests(KernelRequests):
    """Requests of the kernel and of the practices, by operationId."""

    def of(self, operation: str) -> Real:
        """Of a record that is read or deleted after its PUT, unless a method here says otherwise."""
        verb, _, one = operation.partition("_")
        if verb in ("get", "delete") and not hasattr(self, operation):
            return there(self.of(f"put_{one}"))
        return super().of(operation)

    def put_preferences(self) -> Real:
        ana = self._ana
        saved = choose(ana)
        body = {name: saved[name] for name in saved.keys() - {"id", "author_id"}}
        return Real(ana, f"/preferences/{ana.person_id}", {**body, "edit": 2})

    def put_check_in(self) -> Real:
        ana = self._ana
        request = check_in(ana)
        return Real(ana, request.path, request.body)

    def put_journal_page(self) -> Real:
        return record(self._ana, "journal_pages")

    def put_reflection(self) -> Real:
        return record(self._ana, "reflections")

    def put_win(self) -> Real:
        return record(self._ana, "wins")

    def appreciate_win(self) -> Real:
        win = there(self.put_win())
        ben = self.ben
        noun_id = f"{win.path.removeprefix('/wins/')}/{ben.person_id}"
        request = ben.seal(Draft("appreciations", ben.space("us"), noun_id, {}, LINE))
        return Real(ben, request.path, request.body)

    def put_topic(self) -> Real:
        ana = self._ana
        request = sealed_topic(ana)
        return Real(ana, request.path, request.body)

    def put_topic_readiness(self) -> Real:
        said = {"edit": 1, "round": 1, "ready": True, "said_at": now()}
        return below(self.put_topic(), "/readiness", **said)

    def put_profile(self) -> Real:
        return record(self._ana, "profiles")

    def get_profile(self) -> Real:
        ana = self._ana
        request = ana.seal(Draft("profiles", ana.person_id, ana.person_id, {}, LINE))
        return there(Real(ana, request.path, request.body))

    def put_pause(self) -> Real:
        return record(self._ana, "pauses", headline=LINE)

    def end_pause(self) -> Real:
        return below(self.put_pause(), "/end", then="back", talk_at=None, at=now())

    def put_readiness(self) -> Real:
        ana = self._ana
        request = sealed_readiness(ana, "talk", "ready")
        return Real(ana, request.path, request.body)

    def put_ritual(self) -> Real:
        return record(self._ana, "rituals", headline=LINE)

    def accept_ritual(self) -> Real:
        return below(self.put_ritual(), "/acceptance", edit=1)

    def decline_ritual(self) -> Real:
        return below(self.put_ritual(), "/refusal", edit=1)

    def put_occurrence(self) -> Real:
        changes = {"edit": 1, "state": "skipped", "moved_to": None}
        return below(self.put_ritual(), f"/occurrences/{ORIGINAL}", **changes)

    def answer_reminder(self) -> Real:
        path = f"/occurrences/{ORIGINAL}/answers/{new_id()}"
        return below(self.put_ritual(), path, answer="on_my_way")

    def end_ritual(self) -> Real:
        return below(self.put_ritual(), "/end")

    def put_ritual_quiet_hours(self) -> Real:
        ritual = there(self.put_ritual())
        body = {"edit": 1, "ritual_edit": 1, "reminds": True}
        own = {"space_id": ritual.phone.person_id, **body}
        return Real(ritual.phone, f"{ritual.path}/quiet-hours", own)

    def put_pattern(self) -> Real:
        return record(self._ana, "patterns", headline=LINE)

    def accept_pattern(self) -> Real:
        return below(self.put_pattern(), "/acceptance", edit=1)

    def decline_pattern(self) -> Real:
        return below(self.put_pattern(), "/refusal", edit=1)

    def put_pattern_moment(self) -> Real:
        ana = self._ana
        path = moment_path(owned(ana, self.ben))
        return Real(ana, path, {"space_id": ana.space("us"), "edit": 1})

    def end_pattern(self) -> Real:
        return below(self.put_pattern(), "/end")

    def put_ask(self) -> Real:
        ana = self._ana
        request = sealed_ask(ana, line="Tonight?")
        return Real(ana, request.path, request.body)

    def withdraw_ask(self) -> Real:
        return below(self.put_ask(), "/withdrawal")

    def answer_ask(self) -> Real:
        ana, asked = self._ana, new_id()
        self.ben.send(sealed_ask(self.ben, ask_id=asked))
        request = sealed_answer(ana, asked, "yes", line="Gladly.")
        return Real(ana, request.path, request.body)

    def get_ask_answer(self) -> Real:
        return there(self.answer_ask())

    def withdraw_ask_answer(self) -> Real:
        return below(self.answer_ask(), "/withdrawal")

    def put_wobble(self) -> Real:
        ana = self._ana
        request = sealed_wobble(ana)
        return Real(ana, request.path, request.body)

    def withdraw_wobble(self) -> Real:
        return below(self.put_wobble(), "/withdrawal")

    def answer_wobble(self) -> Real:
        ana, wobble = self._ana, new_id()
        self.ben.send(sealed_wobble(self.ben, wobble_id=wobble))
        request = sealed_answer_to_wobble(ana, wobble, "yes")
        return Real(ana, request.path, request.body)

    def get_wobble_answer(self) -> Real:
        return there(self.answer_wobble())

    def withdraw_wobble_answer(self) -> Real:
        return below(self.answer_wobble(), "/withdrawal")

    def put_wobble_card(self) -> Real:
        ana = self._ana
        request = sealed_card(ana)
        return Real(ana, request.path, request.body)

    def put_conversation(self) -> Real:
        ana = self._ana
        request = sealed_proposal(ana)
        return Real(ana, request.path, request.body)

    def join_conversation(self) -> Real:
        path, ben = there(self.put_conversation()).path, self.ben
        return Real(ben, f"{path}/join", {"space_id": ben.space("us")})

    def put_conversation_step(self) -> Real:
        ana = self._ana
        request = sealed_step(ana, begun(ana, self.ben), 1, "turn")
        return Real(ana, request.path, request.body)

    def put_conversation_break(self) -> Real:
        return self._in_conversation("break", edit=1, away=True)

    def end_conversation(self) -> Real:
        return self._in_conversation("end")

    def forget_conversation(self) -> Real:
        return self._in_conversation("forgetting")

    def put_conversation_takeaway(self) -> Real:
        ana = self._ana
        one = begun(ana, self.ben)
        say(ana, one, "end")
        request = sealed_takeaway(ana, one)
        return Real(ana, request.path, request.body)

    def put_own_conversation(self) -> Real:
        ana = self._ana
        request = ana.seal(Draft("own_conversations", ana.person_id, new_id(), {}, LINE))
        return Real(ana, request.path, request.body)

    def _in_conversation(self, noun: str, **body: Any) -> Real:
        ana = self._ana
        path = f"/conversations/{begun(ana, self.ben)}/{noun}"
        return Real(ana, path, {"space_id": ana.space("us"), **body})

    def list_calendar_links(self) -> Real:
        return self._reads("/calendar-links")

    def make_calendar_link(self) -> Real:
        return Real(self._ana, f"/calendar-links/{new_id()}", {})

    def revoke_calendar_link(self) -> Real:
        return there(self.make_calendar_link())

    def get_calendar(self) -> Real:
        link = self.make_calendar_link()
        url = link.phone.api.call("PUT", link.path, link.body)["url"]
        return Real(link.phone, url.partition("/api/v1")[2])
