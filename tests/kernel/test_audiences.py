"""Who reads what is shared: the people of a space, and professionals while they are granted it."""

from typing import Any

import pytest

from api.client.phone import Phone
from api.kernel import audiences, retention
from api.kernel import clock as server_clock
from api.kernel.db import transaction
from api.kernel.errors import Problem
from api.kernel.feed import Feed
from api.kernel.ids import new_id
from tests.granting import OPEN, WEEK, let_read, read_by
from tests.kernel.asking import check_in, sent
from tests.moving_clock import MovingClock
from tests.people import Cast, came_back
from tests.practices.asks.asking import sealed_answer, sealed_ask
from tests.practices.rituals.planning import agreed

ASKED = ("/session", "/keys", "/devices", "/changes")


@pytest.fixture
def granted(cast: Cast) -> tuple[Phone, str]:
    """A professional who reads all that the couple may grant, and the couple's space."""
    ana, _ = cast.couple
    let_read(cast.professional, ana.space("us"))
    sent(ana, check_in(ana))
    assert read_by(cast.professional) == {"check_ins"}
    return cast.professional, ana.space("us")


def told(phone: Phone, path: str) -> Any:
    """What a path answers, but for the time."""
    return {**phone.api.call("GET", path), "server_time": None}


def reads_nothing(professional: Phone, space_id: str) -> None:
    """Neither what there was nor what is stored."""
    assert read_by(professional) == set()
    assert Feed.select().where(Feed.person_id == professional.person_id).count() == 0
    assert professional.person_id not in audiences.readers("check_ins", space_id)


def test_readers_are_the_people_and_whoever_is_granted_the_practice(cast: Cast):
    ana, ben = cast.couple
    us, both = ana.space("us"), sorted([ana.person_id, ben.person_id])
    let_read(cast.professional, us, ["pauses"])
    everybody = sorted([*both, cast.professional.person_id])
    assert audiences.readers("pauses", us) == everybody
    assert audiences.readers("pause_ends", us) == everybody
    assert audiences.readers("check_ins", us) == both
    assert audiences.readers("pauses", ana.person_id) == [ana.person_id]
    assert audiences.holders(us) == everybody


def test_a_grant_ends_at_its_time(granted: tuple[Phone, str], clock: MovingClock):
    professional, us = granted
    clock.forward(milliseconds=WEEK - server_clock.HOUR)
    assert professional.person_id in audiences.readers("check_ins", us)
    clock.forward(milliseconds=server_clock.HOUR)
    reads_nothing(professional, us)


def test_what_is_over_is_deleted_for_those_who_never_look(
    granted: tuple[Phone, str], clock: MovingClock
):
    professional, us = granted
    clock.forward(milliseconds=WEEK)
    assert audiences.holders(us).count(professional.person_id) == 1
    while retention.sweep():
        pass
    assert professional.person_id not in audiences.holders(us)
    assert Feed.select().where(Feed.person_id == professional.person_id).count() == 0


def test_one_practice_may_end_before_another(cast: Cast, clock: MovingClock):
    ana, _ = cast.couple
    us, professional = ana.space("us"), cast.professional
    let_read(professional, us, ["checkins"], during=server_clock.HOUR)
    let_read(professional, us, ["rituals"])
    sent(ana, check_in(ana))
    agreed(*cast.couple)
    clock.forward(milliseconds=server_clock.HOUR)
    assert read_by(professional) == {"rituals", "ritual_acceptances"}


def test_nobody_else_sees_that_there_is_one(cast: Cast):
    ana, ben = cast.couple
    before = [told(phone, path) for phone in (ana, ben) for path in ASKED]
    let_read(cast.professional, ana.space("us"))
    assert [told(phone, path) for phone in (ana, ben) for path in ASKED] == before


def test_nothing_waits_for_their_yes(granted: tuple[Phone, str], cast: Cast):
    agreed(*cast.couple)
    (ritual,) = granted[0].api.call("GET", "/changes")["records"]["rituals"]
    assert ritual["state"] == "accepted"


def test_what_is_kept_from_the_asker_is_kept_from_them(granted: tuple[Phone, str], cast: Cast):
    ana, ben = cast.couple
    asked = new_id()
    sent(ana, sealed_ask(ana, ask_id=asked))
    before = granted[0].api.call("GET", "/changes")
    sent(ben, sealed_answer(ben, asked, "rest"))
    sent(ben, check_in(ben, "me"))
    assert granted[0].api.call("GET", "/changes") == before


def test_what_is_deleted_is_deleted_for_them(granted: tuple[Phone, str], cast: Cast):
    ana, _ = cast.couple
    request = check_in(ana)
    sent(ana, request)
    ana.api.call("DELETE", request.path)
    page = granted[0].api.call("GET", "/changes")
    assert [one["id"] for one in page["gone"]] == [request.path.rpartition("/")[2]]
    assert len(page["records"]["check_ins"]) == 1


def test_leaving_ends_it(granted: tuple[Phone, str], cast: Cast):
    cast.ana.leave()
    reads_nothing(*granted)


def test_a_leaving_that_is_undone_brings_back_the_two_alone(granted: tuple[Phone, str], cast: Cast):
    ana, us = cast.ana, granted[1]
    came_back(cast, ana).api.call("PUT", f"/couples/{us}/leaving", {})
    reads_nothing(*granted)
    ana.api.call("PUT", f"/couples/{us}/leaving/withdrawal", {})
    assert "check_ins" in read_by(ana)
    reads_nothing(*granted)


def test_a_seat_that_passes_ends_it(granted: tuple[Phone, str], cast: Cast, clock: MovingClock):
    _, ben = cast.couple
    new = cast.started()
    ben.give_seat(new)
    clock.forward(milliseconds=3 * server_clock.DAY + 1)
    new.take_seat(granted[1])
    for phone in (ben, new):
        phone.refresh()
    reads_nothing(*granted)
    assert sent(new, check_in(new)).status == 201
    reads_nothing(*granted)


def test_somebody_who_erases_themselves_is_read_no_more(granted: tuple[Phone, str], cast: Cast):
    cast.ana.erase()
    reads_nothing(*granted)


def test_a_professional_can_erase_themselves(granted: tuple[Phone, str], cast: Cast):
    ana, ben = cast.couple
    granted[0].erase()
    assert sent(ben, check_in(ben)).status == 201
    assert audiences.holders(granted[1]) == sorted([ana.person_id, ben.person_id])


def test_only_somebody_outside_is_granted_what_is_open_and_for_a_time(cast: Cast):
    ana, ben = cast.couple
    us = ana.space("us")
    for reader, practice, during in (
        (ben, "checkins", WEEK),
        (cast.professional, "readiness", WEEK),
        (cast.professional, "preferences", WEEK),
        (cast.professional, "checkins", 0),
        (cast.professional, "checkins", audiences.LONGEST + 60_000),
    ):
        with pytest.raises(Problem, match="invalid"):
            let_read(reader, us, [practice], during=during)
    assert audiences.holders(us) == sorted([ana.person_id, ben.person_id])


def test_the_two_can_end_it(granted: tuple[Phone, str]):
    professional, us = granted
    with transaction():
        audiences.end(us, professional.person_id)
    reads_nothing(professional, us)


def test_what_one_says_unseen_by_the_other_is_for_nobody_else():
    assert OPEN == ["asks", "checkins", "patterns", "pauses", "profiles", "rituals"]
