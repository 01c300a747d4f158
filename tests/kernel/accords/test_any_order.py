"""Proposals, changes, yeses, noes, edits and ends in any order: at most one of a ritual and its changes reminds."""

from collections.abc import Generator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.client.phone import Phone
from api.client.records import Request
from api.kernel.accords import views
from api.kernel.column_values import from_text
from api.kernel.feed import Feed
from api.practices.rituals.kinds import RITUALS
from api.practices.rituals.models import Ritual, RitualAcceptance
from api.practices.rituals.rules import RITUAL_ACCORD
from tests.kernel.everything import everything, put_back
from tests.practices.rituals.families import in_force, planned_rituals
from tests.practices.rituals.planning import DAILY, WEEKLY, agreed, sealed_ritual, space_of

Step = tuple[int, str, int]
"""Who, what, and of which ritual, the newest first."""

DOING = ("change", "change", "acceptance", "yes of both", "yes of both", "refusal", "edit", "end")
steps = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(DOING), st.integers(0, 3)),
    min_size=8,
    max_size=16,
)
shorter = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.slow
@shorter
@given(steps=st.tuples(steps, steps).map(lambda two: two[0] + two[1]))
def test_at_most_one_is_in_force(couple: tuple[Phone, Phone], steps: list[Step]):
    with _put_back_after():
        agreed(*couple)
        for step in steps:
            _do(couple, step)
            assert planned_rituals() <= in_force()
            _feeds_say_so()


@pytest.mark.slow
@shorter
@given(steps=steps, later=steps)
def test_at_most_one_is_in_force_after_a_seat_has_passed(
    couple: tuple[Phone, Phone], steps: list[Step], later: list[Step]
):
    """The new account has accepted nothing. What was planned earlier reminds nobody."""
    with _put_back_after():
        agreed(*couple)
        for step in steps:
            _do(couple, step)
        RitualAcceptance.delete().where(RitualAcceptance.author_id == couple[1].person_id).execute()
        for step in later:
            _do(couple, step)
            in_force()


@contextmanager
def _put_back_after() -> Generator[None]:
    """Also after a failure, so that Hypothesis finds a short example."""
    beginning = everything()
    try:
        yield
    finally:
        put_back(beginning)


def _do(couple: tuple[Phone, Phone], step: Step) -> None:
    """Send it. Some requests are refused, such as a yes after a no."""
    who, what, which = step
    phone = couple[who]
    newest = list(Ritual.select().order_by(Ritual.id.desc()))
    ritual = newest[which % len(newest)]
    if what == "change":
        _sent(phone, sealed_ritual(phone, replaces=ritual.id))
    elif what == "edit":
        times = DAILY if ritual.edit % 2 else WEEKLY
        edit = ritual.edit + 1
        _sent(phone, sealed_ritual(phone, ritual_id=ritual.id, edit=edit, recurrence=times))
    else:
        noun = "acceptance" if what == "yes of both" else what
        body = {"space_id": space_of(phone), **({} if what == "end" else {"edit": ritual.edit})}
        for one in couple if what == "yes of both" else (phone,):
            _sent(one, Request("", f"/rituals/{ritual.id}/{noun}", body))


def _sent(phone: Phone, request: Request) -> None:
    assert phone.api.request("PUT", request.path, request.body).status in (200, 201, 409)


def _feeds_say_so() -> None:
    """Every view is current."""
    for row in Feed.select().where(Feed.kind == RITUALS.name):
        ritual = Ritual.get(Ritual.id == row.record_id)
        assert from_text(row.body) == views.of_record(RITUAL_ACCORD, ritual)
