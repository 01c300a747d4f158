"""Starting a pause: it silences the person who paused, and both see until when."""

from api.kernel import clock, silence
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.pauses.asking import pause, sealed_pause
from tests.practices.refusing import invalid

MINUTE = clock.MINUTE


def test_both_see_since_when_and_until_when(cast: Cast):
    ana, ben = cast.couple
    view = pause(ana, 1200, line="Back soon.")
    since = clock.from_text(view["since"])
    assert clock.from_text(view["until"]) == since + 20 * MINUTE
    assert (view["edit"], view["author_id"]) == (1, ana.person_id)
    [record] = ben.changes()
    assert record.view == view
    assert (record.words, record.headline) == ({"line": "Back soon."}, {"line": "Back soon."})
    assert ben.get("pauses", view["id"]).view == view


def test_words_may_be_left_out(cast: Cast):
    ana, ben = cast.couple
    view = pause(ana)
    assert (view["words"], view["headline"]) == (None, None)
    assert ben.get("pauses", view["id"]).view == view


def test_the_one_who_paused_is_silent_until_it_ends(cast: Cast):
    ana, ben = cast.couple
    view = pause(ana)
    assert clock.to_text(silence.silenced_until(ana.person_id)) == view["until"]
    assert silence.silenced_until(ben.person_id) == 0


def test_the_latest_until_counts(cast: Cast):
    ana, _ = cast.couple
    longer = pause(ana, 3600)
    pause(ana, 60)
    assert clock.to_text(silence.silenced_until(ana.person_id)) == longer["until"]


def test_a_pause_written_offline_began_when_it_was_tapped(cast: Cast):
    ana, _ = cast.couple
    view = pause(ana, 1800, ago=10 * MINUTE)
    assert view["since"] == view["started_at"]
    assert silence.silenced_until(ana.person_id) < clock.now() + 21 * MINUTE


def test_a_start_in_the_future_is_the_receipt(cast: Cast):
    ana, _ = cast.couple
    view = pause(ana, 1800, ago=-60 * MINUTE)
    assert clock.from_text(view["since"]) <= clock.now()
    assert silence.silenced_until(ana.person_id) <= clock.now() + 30 * MINUTE


def test_one_that_arrives_after_its_end_is_kept_and_not_enforced(cast: Cast):
    ana, ben = cast.couple
    view = pause(ana, 1800, ago=40 * MINUTE)
    assert silence.silenced_until(ana.person_id) == 0
    assert [record.view for record in ben.changes()] == [view]


def test_the_same_request_again_changes_nothing(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    request = sealed_pause(ana)
    first = ana.api.request("PUT", request.path, request.body)
    ben.changes()
    clock.forward(milliseconds=5 * MINUTE)
    again = ana.api.request("PUT", request.path, request.body)
    assert (first.status, again.status) == (201, 200)
    assert again.json == first.json
    assert (first.headers["ETag"], again.headers["ETag"]) == ('"1"', '"1"')
    assert ben.changes() == []


def test_alone_a_pause_is_ones_own(cast: Cast):
    ana = cast.ana
    view = pause(ana)
    assert view["space_id"] == ana.person_id
    assert silence.silenced_until(ana.person_id) > clock.now()


def test_a_couple_has_no_secret_pauses(cast: Cast):
    ana, _ = cast.couple
    request = sealed_pause(ana, audience="me")
    invalid(ana, request.path, request.body, "space_id")
    assert silence.silenced_until(ana.person_id) == 0


def test_a_pause_of_before_may_be_repeated_after_pairing(cast: Cast):
    ana = cast.ana
    request = sealed_pause(ana)
    ana.send(request)
    ana.pair(cast.started())
    assert ana.api.request("PUT", request.path, request.body).status == 200
