"""When a seat passes, a topic tells the new account nothing of when it was open before."""

from typing import Any

from api.client.phone import Phone
from api.kernel.identity.models import SeatChange
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.topics.parking import is_open, park, say, seen, stand


def test_a_new_account_learns_of_no_earlier_opening(cast: Cast, clock: MovingClock):
    _, ben = cast.couple
    opened, parked = park(ben)["id"], park(ben)["id"]
    _open(cast, clock, opened)
    say(ben, opened, False)
    assert seen(ben, opened).view["revealed_on"] is not None
    new = _seated(cast)
    for phone in (ben, new):
        views = [_told(phone, topic_id) for topic_id in (opened, parked)]
        told = [{name: view[name] for name in ("round", "revealed_on")} for view in views]
        assert told[0] == told[1] == {"round": 1000, "revealed_on": None}
        assert views[0] == phone.api.call("GET", f"/topics/{opened}")


def test_the_new_account_and_the_partner_open_it_as_any_other(cast: Cast, clock: MovingClock):
    _, ben = cast.couple
    topic_id = park(ben)["id"]
    _open(cast, clock, topic_id)
    new = _seated(cast)
    for phone in (ben, new):
        assert say(phone, topic_id, number=1000).status == 201
    stand(clock)
    views = [_told(phone, topic_id) for phone in (ben, new)]
    assert views[0] == views[1]
    assert None not in (views[0]["revealed_on"], views[0]["revealed_until"])


def test_leaving_and_undoing_it_deletes_no_trace(cast: Cast, clock: MovingClock):
    """Else one of the two could look whether the other is ready, and leave no trace."""
    found, (ana, ben) = cast.thief, cast.couple
    topic_id = park(ben)["id"]
    _open(cast, clock, topic_id)
    path = f"/couples/{ana.space('us')}/leaving"
    found.api.call("PUT", path, {})
    ana.api.call("PUT", f"{path}/withdrawal", {})
    view = seen(ben, topic_id).view
    assert (view["round"] > 1, view["revealed_until"]) == (True, None)
    assert view["revealed_on"] is not None


def _told(phone: Phone, topic_id: str) -> Any:
    """What the feed has of a topic; a new account cannot open the words before it has the old keys."""
    topics = phone.api.call("GET", "/changes")["records"]["topics"]
    return next(view for view in topics if view["id"] == topic_id)


def _open(cast: Cast, clock: MovingClock, topic_id: str) -> None:
    for phone in cast.couple:
        say(phone, topic_id)
    stand(clock)
    assert is_open(cast.ben, topic_id)


def _seated(cast: Cast) -> Phone:
    """The phone of a new account in ana's seat."""
    _, ben = cast.couple
    new = cast.started()
    ben.give_seat(new)
    SeatChange.update(due=0).execute()
    new.take_seat(ben.space("us"))
    return new
