"""A round of the tests: opinions on a question, with words, which both see once both have given theirs."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from peewee import CompositeKey

from api.client.phone import Phone
from api.kernel import clock, column_values, feed, records, reminders, rounds
from api.kernel.clock import DAY
from api.kernel.db import Model, connected, transaction
from api.kernel.errors import Problem
from api.kernel.ids import new_id
from api.kernel.kinds import RecordKind
from api.kernel.rounds import Answer, Asking, Round, Standing, standing
from tests.kernel.applauding import caller_of
from tests.kernel.asking import check_in

LASTS, STAYS = 14 * DAY, 7 * DAY


class Question(Asking):
    class Meta:
        table_name = "question"


class Opinion(Answer):
    class Meta:
        table_name = "opinion"
        primary_key = CompositeKey("space_id", "id", "author_id")


QUESTIONS = RecordKind(
    name="questions",
    title="Question",
    practice="checkins",
    path="/questions/<id7:question_id>",
    about="A question.",
    model=Question,
    derived=Standing,
)
OPINIONS: Round[Question, Opinion] = Round(
    name="opinions",
    title="Opinion",
    practice="checkins",
    path=QUESTIONS.path + "/opinion",
    about="What a person thinks of it. Words: line.",
    of=QUESTIONS,
    model=Opinion,
    given="answered",
    lasts=LASTS,
    stays=STAYS,
    words=1,
    words_optional=True,
    shown=lambda row: records.view(row, **standing(row)),
)
TABLES: list[type[Model]] = [Question, Opinion]


@dataclass(frozen=True)
class Saying:
    """What one of the two says, by place in the couple, to which round, and when."""

    who: int
    given: bool
    number: int
    said_at: int


class Asked:
    """A question of ana's, and the two who answer it."""

    def __init__(self, app: Flask, couple: tuple[Phone, Phone]) -> None:
        self._app, self.couple, self.id = app, couple, new_id()
        self._callers = [caller_of(phone) for phone in couple]
        self._words = [check_in(phone).body["words"] for phone in couple]
        ana = couple[0]
        key = {"space_id": ana.space("us"), "id": self.id, "author_id": ana.person_id}
        sealed = {"edit": 1, "sealed_by": ana.person_id, "received": clock.now()}
        with transaction():
            Question.insert(**key, **sealed).execute()
            people = [phone.person_id for phone in couple]
            records.publish(QUESTIONS, self.row(), people, OPINIONS.shown(self.row()))

    def row(self) -> Question:
        return Question.get(Question.id == self.id)

    def say(self, one: Saying) -> int | str:
        """Say it, in any thread: the status, or the code of the refusal."""
        phone = self.couple[one.who]
        body = {
            "space_id": phone.couple_id,
            "edit": 1,
            "sealed_by": phone.person_id,
            "words": self._words[one.who] if one.given else None,
            "answered": one.given,
            "round": one.number,
            "said_at": clock.to_text(one.said_at),
        }
        return self.send(one.who, body)

    def send(self, who: int, body: dict[str, Any]) -> int | str:
        """PUT this body as one of the two: the status, or the code of the refusal."""
        path = f"/api/v1/questions/{self.id}/opinion"
        with self._app.test_request_context(path, method="PUT", json=body):
            try:
                told: Any = OPINIONS.body.load(body)
                return rounds.say(OPINIONS, self.id, told, self._callers[who])[1]
            except Problem as problem:
                return problem.code

    def work(self) -> None:
        """Whatever is due is done."""
        later = {one.name: one.run for one in rounds.lifetimes(OPINIONS)}
        with self._app.app_context(), connected():
            while reminders.run_due({**rounds.reminders(OPINIONS), **later}):
                pass

    def standing(self) -> tuple[int, int]:
        """The round, and until when it is revealed."""
        row = self.row()
        return row.round, row.revealed_until

    def shown(self, who: int, kind: str) -> list[dict[str, Any]]:
        """The views of a kind that a feed has."""
        mine = (feed.Feed.person_id == self.couple[who].person_id) & (feed.Feed.kind == kind)
        rows = feed.Feed.select().where(mine & feed.Feed.body.is_null(False))
        return [column_values.from_text(row.body) for row in rows]

    def theirs(self, who: int) -> list[dict[str, Any]]:
        """What a person has of the other's answer."""
        own = self.couple[who].person_id
        return [view for view in self.shown(who, "opinions") if view["author_id"] != own]

    def place(self, who: int) -> str:
        """Where a person's feed stands."""
        return feed.cursor(self.couple[who].person_id)
