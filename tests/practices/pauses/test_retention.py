"""A pause is deleted thirty days after its end, on the server and on the phones."""

from api.kernel import clock
from api.practices.pauses.models import Pause
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.pauses.asking import end, pause, sealed_pause
from tests.practices.refusing import not_found, refused
from tests.practices.working import planned, work

DAY = clock.DAY


def test_a_pause_and_its_end_are_forgotten(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    request = sealed_pause(ana)
    view = ana.send(request).view
    end(ana, view["id"])
    clock.forward(milliseconds=29 * DAY)
    work()
    assert {record.kind for record in ben.changes()} == {"pauses", "pause_ends"}
    clock.forward(milliseconds=2 * DAY)
    work()
    ben.changes()
    assert ben.store.records == {}
    not_found(ana, "GET", f"/pauses/{view['id']}")
    refused(ana, request.path, request.body, "gone")


def test_what_was_undone_plans_nothing(cast: Cast):
    ana, _ = cast.couple
    view = pause(ana)
    assert len(planned("pause_retention")) == 1
    ana.delete("pauses", view["id"])
    assert planned("pause_retention") == []


def test_it_is_forgotten_too_where_the_seat_of_whoever_paused_passes(
    cast: Cast, clock: MovingClock
):
    ana, ben = cast.couple
    end(ana, pause(ana)["id"])
    new = cast.started()
    ben.give_seat(new)
    clock.forward(milliseconds=4 * DAY)
    new.take_seat(ben.space("us"))
    clock.forward(milliseconds=28 * DAY)
    work()
    assert not Pause.select().exists()
    assert {record.kind for record in new.changes()} & {"pauses", "pause_ends"} == set()
