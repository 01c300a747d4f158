"""A person's preferences for notices: their own record, on all their phones, and nobody else's."""

from typing import Any

import pytest

from api.app import SWITCHES
from api.client.transport import ApiProblem
from api.kernel import clock, preferences
from api.kernel.ids import new_id
from api.kernel.notice_kinds import Switch
from api.kernel.reminders import Reminder
from api.kernel.schedule.recurrence import next_daily
from tests.people import Cast
from tests.pushing import choose


def planned(person_id: str) -> list[int]:
    chosen = (Reminder.person_id == person_id) & (Reminder.kind == "check_in_reminder")
    return [reminder.due for reminder in Reminder.select().where(chosen)]


def body(person_id: str, **changed: Any) -> dict[str, Any]:
    return {
        "space_id": person_id,
        "edit": 1,
        "zone": "Europe/Berlin",
        "language": "en",
        "quiet_from": "22:00",
        "quiet_until": "07:00",
        "notices": {
            "pauses": True,
            "rituals": True,
            "topics": True,
            "patterns": True,
            "conversations": True,
            "asks": True,
            "wobbles": True,
            "wobbles_in_quiet_hours": False,
            "check_in_arrived": False,
            "check_in_reminder": False,
        },
        "check_in_reminder_at": None,
        **changed,
    }


def test_nobody_chose_anything_yet(cast: Cast):
    with pytest.raises(ApiProblem, match="not_found"):
        cast.ana.api.call("GET", f"/preferences/{cast.ana.person_id}")
    initial = preferences.of(cast.ana.person_id)
    assert (initial.zone, initial.quiet_from, initial.quiet_until) == (
        "Europe/Berlin",
        "22:00",
        "07:00",
    )
    wanted = {switch.name: initial.wants(switch) for switch in SWITCHES}
    assert wanted == body("")["notices"]


def test_choices_are_saved_and_come_back(cast: Cast):
    ana = cast.ana
    path = f"/preferences/{ana.person_id}"
    sent = body(ana.person_id, zone="America/New_York", language="de")
    created = ana.api.request("PUT", path, sent)
    assert (created.status, created.headers["ETag"]) == (201, '"1"')
    assert created.json == {**sent, "id": ana.person_id, "author_id": ana.person_id}
    assert ana.api.call("GET", path) == created.json
    assert preferences.of(ana.person_id).zone == "America/New_York"
    edited = ana.api.request(
        "PUT", path, {**sent, "edit": 2, "quiet_from": None, "quiet_until": None}
    )
    assert (edited.status, edited.json["quiet_from"]) == (200, None)


def test_the_same_again_changes_nothing_and_an_old_edit_is_refused(cast: Cast):
    ana = cast.ana
    path = f"/preferences/{ana.person_id}"
    ana.api.call("PUT", path, body(ana.person_id))
    ana.api.call("PUT", path, body(ana.person_id, edit=2, language="fr"))
    assert ana.api.call("PUT", path, body(ana.person_id))["language"] == "fr"
    with pytest.raises(ApiProblem, match="stale_edit"):
        ana.api.call("PUT", path, body(ana.person_id, edit=2, language="de"))


def test_they_flow_through_the_own_feed_only(cast: Cast):
    ana, ben = cast.couple
    before = ben.api.call("GET", "/changes")
    choose(ana, language="fr")
    (mine,) = ana.api.call("GET", "/changes")["records"]["preferences"]
    assert mine["language"] == "fr"
    assert ben.api.call("GET", "/changes") == before


def test_nobody_reads_or_writes_those_of_another(cast: Cast):
    ana, ben = cast.couple
    choose(ana)
    path = f"/preferences/{ana.person_id}"
    for other in (ben, cast.stranger):
        with pytest.raises(ApiProblem, match="not_found"):
            other.api.call("GET", path)
        for space_id in (ana.person_id, other.person_id, ana.couple_id):
            with pytest.raises(ApiProblem, match="not_found"):
                other.api.call("PUT", path, body(str(space_id), edit=2))
    with pytest.raises(ApiProblem, match="not_found"):
        ana.api.call("PUT", f"/preferences/{new_id()}", body(ana.person_id))
    with pytest.raises(ApiProblem, match="not_found"):
        ana.api.call("PUT", path, body(str(ana.couple_id), edit=2))


@pytest.mark.parametrize("switch", SWITCHES, ids=[switch.name for switch in SWITCHES])
def test_an_app_that_does_not_know_a_switch_leaves_it_as_it_is(cast: Cast, switch: Switch):
    ana = cast.ana
    path = f"/preferences/{ana.person_id}"
    older = body(ana.person_id)
    del older["notices"][switch.name]
    saved = ana.api.call("PUT", path, older)
    assert saved["notices"] == {**older["notices"], switch.name: switch.on}
    changed = {switch.name: not switch.on}
    ana.api.call("PUT", path, body(ana.person_id, edit=2, notices=changed))
    saved = ana.api.call("PUT", path, {**older, "edit": 3})
    assert saved["notices"] == {**older["notices"], **changed}
    assert ana.api.call("GET", path) == saved


def test_a_single_switch_can_be_changed(cast: Cast):
    ana = cast.ana
    first = choose(ana)["notices"]
    path = f"/preferences/{ana.person_id}"
    saved = ana.api.call("PUT", path, body(ana.person_id, edit=2, notices={"rituals": False}))
    assert saved["notices"] == {**first, "rituals": False}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"language": "English, please"}, "language"),
        ({"quiet_from": "24:00"}, "quiet_from"),
        ({"quiet_from": "9:00"}, "quiet_from"),
        ({"quiet_until": None}, "quiet_until"),
        ({"quiet_until": "22:00"}, "quiet_until"),
        ({"notices": {"advertisements": True}}, "notices"),
        ({"notices": None}, "notices"),
        ({"notices": {**body("")["notices"], "pauses": "yes"}}, "notices"),
        ({"check_in_reminder_at": "20:00:00"}, "check_in_reminder_at"),
        ({"words": None}, "words"),
    ],
)
def test_what_makes_no_sense_is_refused(cast: Cast, changed: dict[str, Any], field: str):
    ana = cast.ana
    with pytest.raises(ApiProblem, match="invalid") as refused:
        ana.api.call("PUT", f"/preferences/{ana.person_id}", body(ana.person_id, **changed))
    assert field in refused.value.errors["json"]
    with pytest.raises(ApiProblem, match="not_found"):
        ana.api.call("GET", f"/preferences/{ana.person_id}")


def test_the_daily_reminder_follows_its_time_zone_and_switch(cast: Cast):
    ana = cast.ana
    choose(ana, check_in_reminder_at="20:00")
    (due,) = planned(ana.person_id)
    assert due == next_daily("20:00", "Europe/Berlin", clock.now())
    choose(ana, 2, check_in_reminder_at="20:00", zone="America/New_York")
    (due,) = planned(ana.person_id)
    assert due == next_daily("20:00", "America/New_York", clock.now())
    choose(ana, 3, {"check_in_reminder": False}, check_in_reminder_at="20:00")
    assert planned(ana.person_id) == []


@pytest.mark.parametrize(
    ("time", "quiet"),
    [
        ("21:59", False),
        ("22:00", True),
        ("23:59", True),
        ("00:00", True),
        ("06:59", True),
        ("07:00", False),
    ],
)
def test_quiet_hours_are_local_and_end_when_they_say(cast: Cast, time: str, quiet: bool):
    choose(cast.ana, quiet_from="22:00", quiet_until="07:00", zone="Asia/Kathmandu")
    at = next_daily(time, "Asia/Kathmandu", clock.now())
    assert preferences.of(cast.ana.person_id).is_quiet(at) is quiet


def test_quiet_hours_within_a_day(cast: Cast):
    choose(cast.ana, quiet_from="13:00", quiet_until="15:00")
    chosen = preferences.of(cast.ana.person_id)
    within = [next_daily(time, "Europe/Berlin", clock.now()) for time in ("13:00", "14:59")]
    without = [next_daily(time, "Europe/Berlin", clock.now()) for time in ("12:59", "15:00")]
    assert [chosen.is_quiet(at) for at in (*within, *without)] == [True, True, False, False]


@pytest.mark.parametrize("until", [None, "22:00"])
def test_quiet_hours_without_two_ends_are_told_what_to_send(cast: Cast, until: str | None):
    ana = cast.ana
    changed = {"quiet_from": "22:00", "quiet_until": until}
    with pytest.raises(ApiProblem, match="invalid") as refused:
        ana.api.call("PUT", f"/preferences/{ana.person_id}", body(ana.person_id, **changed))
    told = refused.value.errors["json"]["quiet_until"]
    assert told == ["Set quiet_from and quiet_until to two different times, or both to null."]
