"""Patterns: in force only in words that both have accepted; either declines or ends one at once. What the kernel
promises of every accord is asked in tests/kernel/accords."""

import pytest

from api.client.phone import Phone
from api.config import Settings
from api.kernel.clock import DAY
from api.kernel.identity.models import SeatChange
from api.practices.patterns import rules
from api.practices.patterns.models import PatternEnd
from tests.kernel.everything import everything, put_back
from tests.kernel.test_restore import after_restore
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.patterns.owning import (
    answer,
    end,
    in_it,
    owned,
    propose,
    sealed_pattern,
    state,
)
from tests.practices.refusing import invalid, not_found, refused
from tests.practices.working import pushed, work
from tests.push_service import PushService


def test_it_is_in_force_once_both_have_accepted_it(cast: Cast):
    ana, ben = cast.couple
    pattern_id = propose(ana)["id"]
    assert state(ben, pattern_id) == "proposed"
    accepted = answer(ben, pattern_id, "acceptance")
    assert accepted["accepted_by"] == sorted([ana.person_id, ben.person_id])
    assert state(ana, pattern_id) == "accepted"
    views = [phone.changes()[0].view for phone in cast.couple]
    assert views[0] == views[1]


@pytest.mark.parametrize("who", [0, 1])
def test_other_words_need_a_yes_from_both_again(cast: Cast, who: int):
    pattern_id = owned(*cast.couple)
    one, other = cast.couple[who], cast.couple[1 - who]
    assert propose(one, pattern_id, edit=2, title="Hide and chase")["state"] == "proposed"
    stale = {"space_id": other.couple_id, "edit": 1}
    refused(other, f"/patterns/{pattern_id}/acceptance", stale, "stale_edit")
    answer(other, pattern_id, "acceptance", edit=2)
    assert state(one, pattern_id) == "accepted"


def test_the_same_words_sealed_again_need_it_too(cast: Cast):
    """The server cannot read them, so it cannot know that they are the same."""
    ana, ben = cast.couple
    pattern_id = owned(ana, ben)
    assert propose(ana, pattern_id, edit=2)["state"] == "proposed"


@pytest.mark.parametrize("who", [0, 1])
def test_either_declines_it_without_a_push(
    couple: tuple[Phone, Phone], service: PushService, who: int
):
    pattern_id = owned(*couple)
    answer(couple[who], pattern_id, "refusal")
    assert [state(phone, pattern_id) for phone in couple] == ["declined", "declined"]
    assert pushed(service) == []


@pytest.mark.parametrize("who", [0, 1])
def test_either_ends_it_at_once_and_for_good(cast: Cast, who: int):
    pattern_id = owned(*cast.couple)
    end(cast.couple[who], pattern_id)
    assert [state(phone, pattern_id) for phone in cast.couple] == ["ended", "ended"]
    for phone in cast.couple:
        assert in_it(phone, pattern_id).json["type"] == "already_ended"
        again = sealed_pattern(phone, pattern_id, edit=2)
        refused(phone, again.path, again.body, "already_ended")


def test_the_worker_forgets_who_ended_it(cast: Cast, clock: MovingClock):
    end(cast.ben, owned(*cast.couple))
    clock.forward(milliseconds=DAY)
    work()
    assert not PatternEnd.select().exists()


def test_it_takes_two(cast: Cast):
    ana = cast.ana
    alone = sealed_pattern(ana, audience="me")
    invalid(ana, alone.path, alone.body, "space_id")
    ana, _ben = cast.couple
    own = sealed_pattern(ana, audience="me")
    invalid(ana, own.path, own.body, "space_id")


def test_an_author_has_a_limited_number(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rules, "MOST", 1)
    ana, ben = cast.couple
    pattern_id = propose(ana)["id"]
    more = sealed_pattern(ana)
    refused(ana, more.path, more.body, "full")
    propose(ana, pattern_id, edit=2)
    propose(ben)
    end(ana, pattern_id)
    propose(ana)


def test_strangers_the_other_couple_and_exes_have_nothing_of_it(cast: Cast):
    ana, ben = cast.couple
    pattern_id = owned(ana, ben)
    for phone in (cast.stranger, cast.cleo):
        not_found(phone, "GET", f"/patterns/{pattern_id}")
        for what in ("acceptance", "refusal", "end"):
            body = {"space_id": ana.couple_id, **({} if what == "end" else {"edit": 1})}
            not_found(phone, "PUT", f"/patterns/{pattern_id}/{what}", body)
    ben.leave()
    not_found(ben, "GET", f"/patterns/{pattern_id}")
    not_found(ana, "GET", f"/patterns/{pattern_id}")


def test_the_new_account_in_a_seat_says_yes_for_itself(cast: Cast):
    ana, ben = cast.couple
    pattern_id = owned(ana, ben)
    new = cast.started()
    ana.give_seat(new)
    SeatChange.update(due=0).execute()
    new.take_seat(ana.space("us"))
    for phone in (ana, new):
        phone.refresh()
    assert state(new, pattern_id) == "proposed"
    assert in_it(ana, pattern_id).json["type"] == "not_agreed"
    answer(new, pattern_id, "acceptance")
    assert in_it(ana, pattern_id).status == 201


def test_what_was_ended_or_declined_stays_so_after_a_restore(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    ana, ben = cast.couple
    ended, declined, stands = (owned(ana, ben) for _ in range(3))
    backup = everything()
    end(ben, ended)
    answer(ben, declined, "refusal")
    put_back({**backup, "removed": everything()["removed"]})
    after_restore(settings, monkeypatch)
    assert state(ana, ended) == "ended"
    assert state(ana, declined) == "proposed"
    assert state(ana, stands) == "accepted"


def test_a_no_is_said_once_and_to_what_was_read(cast: Cast):
    ana, ben = cast.couple
    pattern_id = propose(ana)["id"]
    body = {"space_id": ben.couple_id, "edit": 2}
    refused(ben, f"/patterns/{pattern_id}/refusal", body, "stale_edit")
    assert answer(ben, pattern_id, "refusal") == answer(ben, pattern_id, "refusal")


def test_nobody_accepts_what_has_ended(cast: Cast):
    ana, ben = cast.couple
    pattern_id = propose(ana)["id"]
    end(ana, pattern_id)
    body = {"space_id": ben.couple_id, "edit": 1}
    refused(ben, f"/patterns/{pattern_id}/acceptance", body, "already_ended")
