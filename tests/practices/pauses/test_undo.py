"""Undo: a pause made by mistake is deleted for both, and its silence ends."""

import pytest

from api.client.transport import ApiProblem
from api.kernel import clock, silence
from tests.people import Cast
from tests.practices.pauses.asking import end, pause, sealed_pause
from tests.practices.refusing import not_found, refused


def test_it_is_gone_for_both(cast: Cast):
    ana, ben = cast.couple
    view = pause(ana)
    ben.changes()
    ana.delete("pauses", view["id"])
    assert silence.silenced_until(ana.person_id) == 0
    ben.changes()
    assert ben.store.records == {}
    for phone in (ana, ben):
        not_found(phone, "GET", f"/pauses/{view['id']}")


def test_undoing_again_changes_nothing(cast: Cast):
    ana, _ = cast.couple
    view = pause(ana)
    ana.delete("pauses", view["id"])
    ana.delete("pauses", view["id"])


def test_the_pause_before_counts_again(cast: Cast):
    ana, _ = cast.couple
    first = pause(ana, 1800)
    ana.delete("pauses", pause(ana, 3600)["id"])
    assert clock.to_text(silence.silenced_until(ana.person_id)) == first["until"]


def test_what_arrives_after_it_was_undone_is_refused(cast: Cast):
    ana, _ = cast.couple
    request = sealed_pause(ana)
    view = ana.send(request)
    ana.delete("pauses", view.id)
    refused(ana, request.path, request.body, "gone")
    assert silence.silenced_until(ana.person_id) == 0


def test_what_was_ended_stays(cast: Cast):
    ana, ben = cast.couple
    view = pause(ana)
    end(ana, view["id"])
    with pytest.raises(ApiProblem, match="already_ended"):
        ana.delete("pauses", view["id"])
    assert ben.get("pauses", view["id"]).view == view


def test_only_by_the_one_who_paused(cast: Cast):
    ana, ben = cast.couple
    view = pause(ana)
    for other in (ben, cast.stranger, cast.cleo):
        not_found(other, "DELETE", f"/pauses/{view['id']}")
    assert silence.silenced_until(ana.person_id) > clock.now()
