"""Proposals, changes, yeses, noes, edits and ends in any order: at most one of a ritual and its changes reminds."""

from collections.abc import Generator
from contextlib import contextmanager

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.client.phone import Phone
from api.kernel.feed import Feed
from api.kernel.records import from_text
from api.kernel.reminders import Reminder
from api.practices.rituals import views
from api.practices.rituals.models import Ritual, RitualAcceptance
from tests.kernel.everything import everything, put_back
from tests.practices.rituals.families import families
from tests.practices.rituals.planning import DAILY, WEEKLY, propose, sealed_ritual, space_of

Step = tuple[int, str, int]
"""Who, what, and of which ritual."""

DOING = ("change", "acceptance", "acceptance", "acceptance", "refusal", "edit", "end")
steps = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(DOING), st.integers(0, 6)),
    min_size=4,
    max_size=16,
)
shorter = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@shorter
@given(steps=steps)
def test_at_most_one_is_in_force(couple: tuple[Phone, Phone], steps: list[Step]):
    with _put_back_after():
        propose(couple[0])
        for step in steps:
            _do(couple, step)
            assert _planned() <= _in_force()
            _feeds_say_so()


@shorter
@given(steps=steps, later=steps)
def test_at_most_one_is_in_force_after_a_seat_has_passed(
    couple: tuple[Phone, Phone], steps: list[Step], later: list[Step]
):
    """The one who comes has accepted nothing. What was planned before reminds nobody."""
    with _put_back_after():
        propose(couple[0])
        for step in steps:
            _do(couple, step)
        RitualAcceptance.delete().where(RitualAcceptance.person_id == couple[1].person_id).execute()
        for step in later:
            _do(couple, step)
            _in_force()


@contextmanager
def _put_back_after() -> Generator[None]:
    """Also after a failure, so that Hypothesis finds a short example."""
    beginning = everything()
    try:
        yield
    finally:
        put_back(beginning)


def _do(couple: tuple[Phone, Phone], step: Step) -> None:
    """Do it; some are refused, such as a yes after a no."""
    who, what, which = step
    phone = couple[who]
    rows = list(Ritual.select().order_by(Ritual.id))
    ritual = rows[which % len(rows)]
    if what == "change":
        request = sealed_ritual(phone, replaces=ritual.id)
    elif what == "edit":
        times = DAILY if ritual.edit % 2 else WEEKLY
        request = sealed_ritual(phone, ritual_id=ritual.id, edit=ritual.edit + 1, recurrence=times)
    else:
        body = {"space_id": space_of(phone), **({} if what == "end" else {"edit": ritual.edit})}
        assert phone.api.request("PUT", f"/rituals/{ritual.id}/{what}", body).status in (
            200,
            201,
            409,
        )
        return
    assert phone.api.request("PUT", request.path, request.body).status in (200, 201, 409)


def _in_force() -> set[str]:
    """Which are in force: of each ritual and its changes one at most."""
    in_force: set[str] = set()
    for family in families():
        accepted = [one.id for one in family if views.state_of(one) == "accepted"]
        assert len(accepted) <= 1
        in_force.update(accepted)
    return in_force


def _planned() -> set[str]:
    return {row.thing for row in Reminder.select().where(Reminder.kind == "ritual")}


def _feeds_say_so() -> None:
    """No view was left as it was before."""
    for row in Feed.select().where(Feed.kind == views.RITUALS):
        ritual = Ritual.get(Ritual.id == row.record_id)
        assert from_text(row.body) == views.of_ritual(ritual)
