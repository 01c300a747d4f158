"""Days of both people: what ana and ben do that both may notice, and what ben keeps to himself."""

from dataclasses import dataclass

from hypothesis import strategies as st

from api.client.phone import Phone
from api.client.records import Draft, Request
from api.client.sealing import Words
from api.client.transport import JsonObject
from api.kernel import clock
from api.kernel.ids import new_id
from tests.kernel.asking import check_in
from tests.practices.asks.asking import sealed_answer, sealed_ask, withdrawal
from tests.practices.conversations.holding import sealed_proposal
from tests.practices.pauses.asking import end_body, sealed_pause
from tests.practices.readiness.saying import sealed_readiness
from tests.practices.rituals.planning import sealed_ritual
from tests.practices.topics.parking import path_of, readiness, sealed_topic
from tests.practices.wobbles import wobbling
from tests.practices.wobbles.wobbling import sealed_card, sealed_wobble

SHOWN = (
    "ana_asks",
    "ana_changes_the_topic",
    "ana_checks_in",
    "ana_deletes_the_topic",
    "ana_pauses",
    "ana_probes",
    "ana_proposes_a_conversation",
    "ana_probes_the_topic",
    "ana_says",
    "ana_wobbles",
    "ana_withdraws_the_wobble",
    "ben_answers_later",
    "ben_checks_in",
    "ben_pauses",
    "ben_comes_back",
    "ben_says",
)
HIDDEN = (
    "ben_lets_it_rest",
    "ben_does_not_let_it_rest",
    "ben_keeps_to_himself",
    "ben_writes_a_page",
    "ben_reflects",
    "ben_talks_on_his_phone",
    "ben_looks_at_the_conversation",
    "ben_keeps_a_win",
    "ben_takes_it_back",
    "ben_plans_alone",
    "ben_is_ready_alone",
    "ben_is_ready_too_often",
    "ben_is_ready_for_the_topic",
    "ben_is_no_longer_ready_for_it",
    "ben_is_ready_for_it_too_often",
    "ben_lets_it_rest_often",
    "ben_makes_a_link",
    "ben_reads",
    "ben_chooses",
    "ben_lets_it_through",
    "ben_is_refused",
    "ben_writes_his_card",
    "ben_lets_the_wobble_rest",
    "ben_does_not_let_the_wobble_rest",
)
days = st.lists(
    st.tuples(st.sampled_from((0, 1, 45, 5 * 60, 26 * 60)), st.sampled_from(SHOWN + HIDDEN)),
    max_size=8,
)
"""Minutes since the act before, and the act."""


@dataclass(frozen=True)
class Act:
    """One request, the same whenever it is sent."""

    at: int
    phone: Phone
    method: str
    path: str
    body: JsonObject | None
    hidden: bool


class Day:
    """Seals what both will send, each at its instant."""

    def __init__(
        self, ana: Phone, ben: Phone, choices: JsonObject, ritual_id: str, topic_id: str
    ) -> None:
        self.ana, self.ben = ana, ben
        self._ritual, self._let_through = ritual_id, 0
        self._topic, self._round = topic_id, 1
        self.acts: list[Act] = []
        self.private = [new_id()]
        self._pause = self._ask = self._rest = self._wobble = self._wobble_rest = new_id()
        self._card_edit = 0
        self._conversation = f"/conversations/{new_id()}"
        self._choices: JsonObject = {
            name: choices[name] for name in choices.keys() - {"id", "author_id"}
        }

    def ana_asks(self) -> None:
        self._ask = new_id()
        self._send(self.ana, sealed_ask(self.ana, ask_id=self._ask, line="Tonight?"))

    def ana_changes_the_topic(self) -> None:
        self._round += 1
        self._send(self.ana, sealed_topic(self.ana, self._topic, edit=self._round))

    def ana_deletes_the_topic(self) -> None:
        self._act(self.ana, "DELETE", f"/topics/{self._topic}")

    def ana_probes_the_topic(self) -> None:
        """She is ready, but not for long enough to find ben ready too; all seven times within an hour."""
        for ready in (True, False) * 7:
            self._say_ready(self.ana, ready)

    def ana_checks_in(self) -> None:
        self._send(self.ana, check_in(self.ana))

    def ana_pauses(self) -> None:
        self._send(self.ana, sealed_pause(self.ana))

    def ana_probes(self) -> None:
        """She is ready in an area in which ben may be ready too, but not for long enough; all seven times within an
        hour.
        """
        for state in ("ready", "not_now") * 7:
            self._send(self.ana, sealed_readiness(self.ana, "touch", state))

    def ana_says(self) -> None:
        """She is never ready in an area in which ben may be ready too."""
        self._send(self.ana, sealed_readiness(self.ana, "touch", "maybe"))
        self._send(self.ana, sealed_readiness(self.ana, "intimacy", "ready"))

    def ana_wobbles(self) -> None:
        self._wobble = new_id()
        self._send(self.ana, sealed_wobble(self.ana, wobble_id=self._wobble))

    def ana_withdraws_the_wobble(self) -> None:
        self._send(self.ana, wobbling.withdrawal(self.ana, self._wobble))

    def ben_answers_later(self) -> None:
        self._send(self.ben, sealed_answer(self.ben, self._ask, "later"))

    def ben_checks_in(self) -> None:
        self._send(self.ben, check_in(self.ben))

    def ben_pauses(self) -> None:
        self._pause = new_id()
        self._send(self.ben, sealed_pause(self.ben, line="Back soon.", pause_id=self._pause))

    def ben_comes_back(self) -> None:
        self._act(self.ben, "PUT", f"/pauses/{self._pause}/end", end_body(self.ben))

    def ben_says(self) -> None:
        self._send(self.ben, sealed_readiness(self.ben, "talk", "ready"))

    def ben_lets_it_rest(self) -> None:
        self._rest = new_id()
        rest = sealed_answer(self.ben, self._ask, "rest", answer_id=self._rest)
        self._send(self.ben, rest, hidden=True)

    def ben_does_not_let_it_rest(self) -> None:
        back = withdrawal(self.ben, f"{self._ask}/{self._rest}")
        self._send(self.ben, back, hidden=True)

    def ben_keeps_to_himself(self) -> None:
        self.private.append(new_id())
        request = check_in(self.ben, "me", self.private[-1], note="x" * 600)
        self._send(self.ben, request, hidden=True)

    def ben_writes_a_page(self) -> None:
        """He writes it, goes on with it and deletes it."""
        page_id = new_id()
        for edit in (1, 2):
            words = {"text": "x" * 900 * edit}
            self._send(self.ben, self._kept("journal_pages", page_id, words, edit), hidden=True)
        self._act(self.ben, "DELETE", f"/journal-pages/{page_id}", hidden=True)

    def ana_proposes_a_conversation(self) -> None:
        request = sealed_proposal(self.ana)
        self._conversation = request.path
        self._send(self.ana, request)

    def ben_looks_at_the_conversation(self) -> None:
        """He opens the invitation, and does not answer it."""
        self._act(self.ben, "GET", self._conversation, hidden=True)

    def ben_talks_on_his_phone(self) -> None:
        """On one phone between two: every step is another edit."""
        own_id = new_id()
        for edit in (1, 2, 3):
            words: Words = {"steps": [{"says": "turn", "text": "x" * 300}] * edit}
            self._send(self.ben, self._kept("own_conversations", own_id, words, edit), hidden=True)

    def ben_reflects(self) -> None:
        """He keeps a reflection, finds a better sentence and deletes it."""
        record_id = new_id()
        for edit in (1, 2):
            words = {"sentence": "x" * 300 * edit, "feelings": ["torn"], "act": "let_it_pass"}
            self._send(self.ben, self._kept("reflections", record_id, words, edit), hidden=True)
        self._act(self.ben, "DELETE", f"/reflections/{record_id}", hidden=True)

    def ben_keeps_a_win(self) -> None:
        self._send(self.ben, self._kept("wins", new_id(), {"kind": "hug"}), hidden=True)

    def ben_takes_it_back(self) -> None:
        self._act(self.ben, "DELETE", f"/check-ins/{self.private[-1]}", hidden=True)

    def ben_plans_alone(self) -> None:
        self._send(self.ben, sealed_ritual(self.ben, audience="me"), hidden=True)

    def ben_is_ready_alone(self) -> None:
        for area, state in (("touch", "ready"), ("intimacy", "maybe")):
            self._send(self.ben, sealed_readiness(self.ben, area, state), hidden=True)

    def ben_is_ready_too_often(self) -> None:
        for state in ("ready", "not_now") * 7:
            self._send(self.ben, sealed_readiness(self.ben, "touch", state), hidden=True)

    def ben_is_ready_for_the_topic(self) -> None:
        self._say_ready(self.ben, True, hidden=True)

    def ben_is_no_longer_ready_for_it(self) -> None:
        self._say_ready(self.ben, False, hidden=True)

    def ben_is_ready_for_it_too_often(self) -> None:
        for ready in (True, False) * 7:
            self._say_ready(self.ben, ready, hidden=True)

    def ben_lets_it_rest_often(self) -> None:
        for _ in range(3):
            rest = sealed_answer(self.ben, self._ask, "rest", answer_id=new_id())
            self._send(self.ben, rest, hidden=True)

    def ben_writes_his_card(self) -> None:
        self._card_edit += 1
        request = sealed_card(self.ben, "x" * 300 * self._card_edit, edit=self._card_edit)
        self._send(self.ben, request, hidden=True)

    def ben_lets_the_wobble_rest(self) -> None:
        self._wobble_rest = new_id()
        rest = wobbling.sealed_answer(self.ben, self._wobble, "rest", answer_id=self._wobble_rest)
        self._send(self.ben, rest, hidden=True)

    def ben_does_not_let_the_wobble_rest(self) -> None:
        back = wobbling.withdrawal(self.ben, f"{self._wobble}/{self._wobble_rest}")
        self._send(self.ben, back, hidden=True)

    def ben_makes_a_link(self) -> None:
        self._act(self.ben, "PUT", f"/calendar-links/{new_id()}", {}, hidden=True)

    def ben_reads(self) -> None:
        self._act(self.ben, "GET", "/changes", hidden=True)

    def ben_chooses(self) -> None:
        self._choices = {**self._choices, "edit": self._choices["edit"] + 1, "quiet_from": "20:00"}
        path = f"/preferences/{self.ben.person_id}"
        self._act(self.ben, "PUT", path, {**self._choices, "quiet_until": "08:00"}, hidden=True)

    def ben_lets_it_through(self) -> None:
        self._let_through += 1
        said = {"edit": self._let_through, "ritual_edit": 1, "reminds": self._let_through % 2 == 1}
        path = f"/rituals/{self._ritual}/quiet-hours"
        body: JsonObject = {"space_id": self.ben.person_id, **said}
        self._act(self.ben, "PUT", path, body, hidden=True)

    def ben_is_refused(self) -> None:
        self._act(self.ben, "PUT", f"/pauses/{new_id()}", {"space_id": "?"}, hidden=True)

    def _say_ready(self, phone: Phone, ready: bool, *, hidden: bool = False) -> None:
        body = readiness(phone, self._topic, ready, number=self._round)
        self._act(phone, "PUT", path_of(self._topic), body, hidden=hidden)

    def _kept(self, kind: str, record_id: str, words: Words, edit: int = 1) -> Request:
        """A record of ben's for himself."""
        return self.ben.seal(Draft(kind, self.ben.person_id, record_id, {}, words=words, edit=edit))

    def _send(self, phone: Phone, request: Request, *, hidden: bool = False) -> None:
        self._act(phone, "PUT", request.path, request.body, hidden=hidden)

    def _act(
        self,
        phone: Phone,
        method: str,
        path: str,
        body: JsonObject | None = None,
        *,
        hidden: bool = False,
    ) -> None:
        self.acts.append(Act(clock.now(), phone, method, path, body, hidden))
