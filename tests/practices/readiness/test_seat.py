"""When a seat passes, nothing is left of what the old account was ready for."""

from api.kernel.identity.models import SeatChange
from api.practices.readiness.models import Readiness
from tests.people import Cast
from tests.practices.readiness.saying import say, seen
from tests.practices.working import planned


def test_it_goes_with_the_seat(cast: Cast):
    ana, ben = cast.couple
    say(ana, "talk", "ready")
    say(ana, "touch", "ready")
    say(ben, "money", "ready")
    assert seen(ben, of=ana).keys() == {"talk"}
    new = cast.started()
    ben.give_seat(new)
    SeatChange.update(due=0).execute()
    new.take_seat(ben.space("us"))
    assert [row.person_id for row in Readiness.select()] == [ben.person_id]
    assert seen(ben, of=ana) == seen(new, of=ana) == {}
    assert len(planned("readiness_end")) == 1
