"""What a practice declares of a quiet request, and what follows from it: four kinds, and how long they are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .. import audiences, clock, feed, records, repeats
from ..kinds import Kind, RecordKind
from ..lifetimes import Kept
from ..notice_kinds import NoticeKind
from ..nouns import Noun
from ..push import notices
from ..statements import by_id
from . import schemas
from .rows import AnswerRow, RequestRow, WithdrawalRow


@dataclass(frozen=True, kw_only=True)
class QuietRequest:
    """Something that one person asks of the other; see the package.

    `one` is the practice's word for it, as `ask`: the names of its kinds follow from it. `title` is that of its
    view's schema. The models are its tables.
    """

    one: str
    title: str
    practice: str
    path: str
    about: str
    """What is asked, and what the words hold."""
    request_model: type[RequestRow]
    answer_model: type[AnswerRow]
    withdrawal_model: type[WithdrawalRow]
    signals: type[schemas.RequestSignals]
    alike: Sequence[str]
    """The signals in which two requests of a person are for the same: one is open at a time, and then there is a
    rest."""
    asked: NoticeKind
    """Tells the partner of it."""
    answered: NoticeKind
    """Tells the asker of an answer that both see."""
    ended: NoticeKind
    """Replaces a yes on the lock screen that was withdrawn."""
    says: Sequence[str] = schemas.ANSWERS
    """The answers that there are."""
    lasts: int = 72 * clock.HOUR
    """The longest that a request or a yes may last, in milliseconds. A request made longer ago is over when it
    arrives."""
    rest: int = 12 * clock.HOUR
    """How long the same may not be asked again after a request that got neither a yes nor a *later*. With 0 there
    is no such time, and the asker can also withdraw a request that got a *later*, to ask again at once."""
    latest: int = 14 * clock.DAY
    """How far ahead a *later* may be."""
    yes_outlasts: bool = True
    """Whether a yes may hold longer than the request would have been open."""
    yes_in_pause: bool = False
    """Whether a yes can be said while either has a pause: only if it consents to nothing."""
    stays: int = 24 * clock.HOUR
    """How long a request is kept after it is over."""
    traced: int = 8 * clock.DAY
    """How long its tombstone is kept after that: longer than a phone keeps a write about it before it sends it."""

    @cached_property
    def requests(self) -> RecordKind[RequestRow]:
        """The kind of what is asked."""
        return RecordKind(
            name=f"{self.one}s",
            title=self.title,
            practice=self.practice,
            path=self.path,
            about=self.about,
            model=self.request_model,
            signals=schemas.lasting(self.signals, self.lasts),
            derived=schemas.RequestDerived,
            headline=True,
            edited=False,
            one_audience=False,
        )

    @cached_property
    def answers(self) -> RecordKind[AnswerRow]:
        """The kind of answers, a `rest` included."""
        return RecordKind(
            name=f"{self.one}_answers",
            title=f"{self.title}Answer",
            practice=self.practice,
            path=f"{self.path}/answers/<id7:answer_id>",
            about=(
                f"An answer to {self.a_one}, sealed under the id {self._id_of_answer}. Words and headline as of "
                f"{self.a_one}. A yes always has words, so that a server cannot forge one; a rest never has."
            ),
            model=self.answer_model,
            signals=schemas.answering(self.says, self.lasts),
            derived=schemas.of_answer(self.one),
            words_optional=True,
            headline=True,
            id_of_parts=True,
            edited=False,
            one_audience=False,
        )

    @cached_property
    def withdrawals(self) -> Noun[RequestRow, WithdrawalRow]:
        """The kind of the asker's withdrawals."""
        return Noun(
            name=f"{self.one}_withdrawals",
            title=f"{self.title}Withdrawal",
            practice=self.practice,
            path=f"{self.path}/withdrawal",
            about=f"The withdrawal of {self.a_one}. `id` is the {self.one}'s.",
            of=self.requests,
            model=self.withdrawal_model,
            by="author",
            early=True,
            counted=False,
        )

    @cached_property
    def answer_withdrawals(self) -> Noun[AnswerRow, WithdrawalRow]:
        """The kind of withdrawals by the person who was asked."""
        return Noun(
            name=f"{self.one}_answer_withdrawals",
            title=f"{self.title}AnswerWithdrawal",
            practice=self.practice,
            path=f"{self.answers.path}/withdrawal",
            about=f"The withdrawal of an answer. `id` is {self._id_of_answer}.",
            of=self.answers,
            model=self.withdrawal_model,
            by="author",
            derived=schemas.of_withdrawn_answer(self.one),
            id_of_parts=True,
            early=True,
            counted=False,
        )

    @property
    def a_one(self) -> str:
        """The practice's word for one, with its article."""
        return f"{'an' if self.one[0] in 'aeiou' else 'a'} {self.one}"

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """For `Practice.kinds`."""
        return (self.requests, *self._parts)

    @property
    def models(self) -> tuple[type[RequestRow], type[AnswerRow], type[WithdrawalRow]]:
        """For `Practice.models`."""
        return (self.request_model, self.answer_model, self.withdrawal_model)

    @cached_property
    def kept(self) -> Kept[RequestRow]:
        """How long a request is kept after its end, or after the time that a *later* names, since the rest lasts
        until then.

        The tombstone is equal for both people and for every answer. It tells phones that were offline, and refuses
        late requests. Then it goes too, so that nobody can count requests. Phones also delete them by themselves.
        """
        return Kept(
            kind=self.requests,
            one=self.one,
            kept=self.stays,
            along=self._delete_said,
            traced=self.traced,
            logged=False,  # a restore deletes all requests
        )

    def forget_all(self) -> None:
        """For `Practice.after_restore`: delete all requests, for the backup may hold a yes that was withdrawn
        since."""
        found = (
            model.select(model.space_id).distinct()
            for model in (self.request_model, self.withdrawal_model)
        )
        for space_id in sorted({row.space_id for rows in found for row in rows}):
            self._forget_all_of(space_id)

    def drop(self, space_id: str, _goes: str, _stays: str) -> None:
        """For `Practice.seat_lost`: delete all requests of the space, since a yes is valid only between the two who
        agreed."""
        self._forget_all_of(space_id)

    def find(self, space_id: str, request_id: str) -> RequestRow | None:
        """What was asked, if it is there."""
        return by_id(self.request_model, space_id, request_id)

    def shown(self, row: RequestRow) -> dict[str, Any]:
        """The view of a request. It is equal for both, and a `rest` does not change it."""
        return records.view_of(self.requests, row)

    def shown_answer(self, row: AnswerRow) -> dict[str, Any]:
        """The view of an answer."""
        return records.view_of(self.answers, row)

    @property
    def _parts(self) -> tuple[Kind, ...]:
        """The kinds that belong to a request; their ids are REQUEST or REQUEST/ANSWER."""
        return (self.answers, self.withdrawals, self.answer_withdrawals)

    @property
    def _id_of_answer(self) -> str:
        return f"{self.one.upper()}/ANSWER"

    def _forget_all_of(self, space_id: str) -> None:
        here = self.request_model.select().where(self.request_model.space_id == space_id)
        taken = self.withdrawal_model.select().where(self.withdrawal_model.space_id == space_id)
        for request_id in sorted({row.id for row in here} | {row.request_id for row in taken}):
            self.kept.forget(space_id, request_id)

    def _delete_said(self, space_id: str, request_id: str) -> None:
        """Delete what was said to a request. Phones delete it with the request, so it uses no number."""
        said = (self.answer_model.space_id == space_id) & (
            self.answer_model.request_id == request_id
        )
        for answer in self.answer_model.select().where(said):
            notices.drop(space_id, self.answers.name, answer.id)
            repeats.forget_edits(space_id, self.answers.name, answer.id)
        for model in (self.answer_model, self.withdrawal_model):
            its_own = (model.space_id == space_id) & (model.request_id == request_id)
            model.delete().where(its_own).execute()
        for kind in self._parts:
            feed.forget(space_id, kind.name, request_id, audiences.holders(space_id))
