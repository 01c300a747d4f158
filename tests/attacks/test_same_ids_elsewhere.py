"""Somebody who knows the ids of a couple's records, and has them in another account too.

A partner reads the ids in their feed, and can start as many accounts as they like. Plans and notices
bear the id of what they are about.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from api.client.phone import Phone
from api.kernel.push.models import Notice
from api.kernel.reminders import Reminder
from api.kernel.repeats import Edit
from tests.kernel.asking import check_in, sent
from tests.kernel.caught import start_of
from tests.people import Cast
from tests.practices.asks.asking import ask, say, withdraw
from tests.practices.pauses.asking import end as come_back
from tests.practices.pauses.asking import pause
from tests.practices.rituals.planning import agreed, change, decline, end, propose
from tests.push_service import PushService
from tests.pushing import choose, queue, turn_on

Act = Callable[[Cast, Phone, Phone], Iterator[None]]
"""What ana and ben do, then what others do with the same ids."""


def ritual(cast: Cast, ana: Phone, ben: Phone) -> Iterator[None]:
    ritual_id = agreed(ana, ben)
    queue(ana, record_id=ritual_id)
    yield
    propose(cast.cleo, ritual_id=ritual_id)
    decline(cast.dan, ritual_id)
    end(cast.cleo, ritual_id)


def time_of_a_ritual(cast: Cast, ana: Phone, ben: Phone) -> Iterator[None]:
    ritual_id = agreed(ana, ben)
    queue(ana, record_id=ritual_id)
    yield
    agreed(cast.cleo, cast.dan, ritual_id=ritual_id)
    change(cast.cleo, ritual_id, "skipped")


def declined_ritual(cast: Cast, ana: Phone, ben: Phone) -> Iterator[None]:
    """Otherwise the refusal would stay, to be counted."""
    ritual_id = propose(ana)["id"]
    decline(ben, ritual_id)
    yield
    propose(cast.cleo, ritual_id=ritual_id)
    decline(cast.dan, ritual_id)
    propose(cast.cleo, ritual_id=ritual_id, edit=2, leads=(30,))


def withdrawn_ask(cast: Cast, ana: Phone, _ben: Phone) -> Iterator[None]:
    ask_id = ask(ana)["id"]
    yield
    ask(cast.cleo, ask_id=ask_id)
    withdraw(cast.cleo, ask_id)


def answered_ask(cast: Cast, ana: Phone, ben: Phone) -> Iterator[None]:
    ask_id = ask(ana)["id"]
    answer_id = say(ben, ask_id, "yes")["id"].rpartition("/")[2]
    yield
    ask(cast.cleo, ask_id=ask_id)
    one = say(cast.dan, ask_id, "yes", answer_id=answer_id)["id"]
    withdraw(cast.dan, one)


def ended_pause(cast: Cast, ana: Phone, _ben: Phone) -> Iterator[None]:
    pause_id = pause(ana)["id"]
    yield
    pause(cast.cleo, pause_id=pause_id)
    come_back(cast.cleo, pause_id)


def undone_pause(cast: Cast, ana: Phone, _ben: Phone) -> Iterator[None]:
    pause_id = pause(ana)["id"]
    yield
    pause(cast.cleo, pause_id=pause_id)
    cast.cleo.api.call("DELETE", f"/pauses/{pause_id}")


def deleted_check_in(cast: Cast, ana: Phone, _ben: Phone) -> Iterator[None]:
    written = check_in(ana)
    sent(ana, written)
    record_id = written.path.rpartition("/")[2]
    yield
    sent(cast.cleo, check_in(cast.cleo, record_id=record_id))
    cast.cleo.api.call("DELETE", written.path)


def erased_account(cast: Cast, ana: Phone, ben: Phone) -> Iterator[None]:
    """Its own id is that of the ask, or of the ritual."""
    about = (ask(ana)["id"], agreed(ana, ben))
    yield
    for person_id in about:
        phone, _, body = start_of(cast)
        phone.api.token = phone.api.call("PUT", f"/people/{person_id}", body)["token"]
        phone.api.call("DELETE", f"/people/{person_id}")


def erased_author(cast: Cast, ana: Phone, ben: Phone) -> Iterator[None]:
    ritual_id, pause_id = agreed(ana, ben), pause(ana)["id"]
    yield
    propose(cast.cleo, ritual_id=ritual_id)
    pause(cast.cleo, pause_id=pause_id)
    cast.cleo.api.call("DELETE", f"/people/{cast.cleo.person_id}")


ACTS = (
    ritual,
    time_of_a_ritual,
    declined_ritual,
    withdrawn_ask,
    answered_ask,
    ended_pause,
    undone_pause,
    deleted_check_in,
    erased_account,
    erased_author,
)


@pytest.mark.parametrize("act", ACTS)
def test_what_is_planned_and_queued_for_a_couple_stays(cast: Cast, service: PushService, act: Act):
    ana, ben = cast.couple
    assert cast.dan.couple_id == cast.cleo.couple_id
    for phone in (ana, ben):
        choose(phone)
        turn_on(phone, service)
    steps = act(cast, ana, ben)
    next(steps)
    before = kept(ana)
    assert before[0] or before[1]
    next(steps, None)
    assert kept(ana) == before


def kept(phone: Phone) -> tuple[list[Any], ...]:
    """The plans, notices and known requests of the phone's couple."""
    tables = (Reminder, Notice, Edit)
    return tuple(
        sorted(model.select().where(model.space_id == phone.couple_id).tuples(), key=repr)
        for model in tables
    )
