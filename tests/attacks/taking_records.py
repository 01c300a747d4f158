"""Stories about records that are deleted, withdrawn, revoked or ended."""

from collections.abc import Iterator

from flask import current_app

from api.client.records import Request
from api.kernel import silence
from api.kernel.ids import new_id
from api.kernel.reminders import Reminder
from tests.attacks.reaching import Stage, Story, feed_of, id_of, nobody_reads
from tests.kernel.asking import check_in, refused, sent
from tests.practices.asks.asking import kinds_seen, sealed_answer, sealed_ask, withdraw
from tests.practices.pauses.asking import end as end_pause
from tests.practices.pauses.asking import sealed_pause
from tests.practices.readiness.saying import sealed_readiness
from tests.practices.rituals.planning import (
    DAILY,
    accept,
    agreed,
    decline,
    end,
    sealed_ritual,
    state,
)
from tests.practices.working import act


def a_check_in_for_both(stage: Stage) -> Iterator[None]:
    return _deleted(stage, check_in(stage.cast.couple[0]))


def a_check_in_of_ones_own(stage: Stage) -> Iterator[None]:
    return _deleted(stage, check_in(stage.cast.couple[0], "me"))


def a_check_in_that_the_backup_never_knew(stage: Stage) -> Iterator[None]:
    ana, _ = stage.cast.couple
    written = check_in(ana)
    yield
    sent(ana, written)
    ana.delete("check_ins", id_of(written))
    yield
    refused(ana, "gone", "PUT", written.path, written.body)
    nobody_reads(stage.cast, written)


def a_pause_that_was_undone(stage: Stage) -> Iterator[None]:
    ana, _ = stage.cast.couple
    written = sealed_pause(ana)
    sent(ana, written)
    yield
    ana.delete("pauses", id_of(written))
    yield
    assert silence.silenced_until(ana.person_id) == 0
    refused(ana, "gone", "PUT", written.path, written.body)
    nobody_reads(stage.cast, written)


def a_pause_that_was_forgotten(stage: Stage) -> Iterator[None]:
    ana, _ = stage.cast.couple
    written = sealed_pause(ana)
    sent(ana, written)
    end_pause(ana, id_of(written))
    yield
    stage.clock.forward(milliseconds=40 * 86_400_000)
    act()
    yield
    refused(ana, "gone", "PUT", written.path, written.body)
    nobody_reads(stage.cast, written)


def a_calendar_link(stage: Stage) -> Iterator[None]:
    ana, ben = stage.cast.couple
    agreed(ana, ben)
    path = f"/calendar-links/{new_id()}"
    url = ana.api.call("PUT", path, {})["url"]
    yield
    ana.api.call("DELETE", path)
    yield
    assert _fetched(url) == 404
    assert ana.api.call("GET", "/calendar-links") == {"links": []}
    refused(ana, "gone", "PUT", path, {})


def a_ritual_that_was_ended(stage: Stage) -> Iterator[None]:
    ana, ben = stage.cast.couple
    ritual_id = agreed(ana, ben)
    yield
    end(ben, ritual_id)
    yield
    for phone in (ana, ben):
        assert state(phone, ritual_id) == "ended"
        path, body = f"/rituals/{ritual_id}/end", {"space_id": phone.couple_id}
        refused(phone, "already_ended", "PUT", path, body)


def a_ritual_that_ended_and_the_backup_never_knew(stage: Stage) -> Iterator[None]:
    ana, ben = stage.cast.couple
    written = sealed_ritual(ana)
    yield
    sent(ana, written)
    accept(ben, id_of(written))
    end(ben, id_of(written))
    yield
    assert sent(ana, written).json["state"] == "ended"
    yes = {"space_id": ben.space("us"), "edit": 1}
    refused(ben, "already_ended", "PUT", f"{written.path}/acceptance", yes)


def a_yes_to_a_ritual_that_was_withdrawn(stage: Stage) -> Iterator[None]:
    ana, ben = stage.cast.couple
    old = agreed(ana, ben)
    ritual_id = agreed(ana, ben, replaces=old)
    yield
    decline(ben, ritual_id)
    yield
    _stands_after_a_no(stage, old, ritual_id)


def a_yes_to_times_that_were_changed(stage: Stage) -> Iterator[None]:
    ana, ben = stage.cast.couple
    old = agreed(ana, ben)
    ritual_id = agreed(ana, ben, replaces=old)
    changed = sealed_ritual(ana, ritual_id=ritual_id, edit=2, recurrence=DAILY)
    yield
    sent(ana, changed)
    yield
    _stands_after_a_no(stage, old, ritual_id)
    sent(ana, changed)
    accept(ben, ritual_id, edit=2)
    assert [state(ana, one) for one in (old, ritual_id)] == ["replaced", "accepted"]


def a_yes_to_other_times_that_the_backup_never_knew(stage: Stage) -> Iterator[None]:
    ana, ben = stage.cast.couple
    ritual_id = agreed(ana, ben)
    changed = sealed_ritual(ana, ritual_id=ritual_id, edit=2, recurrence=DAILY)
    yield
    sent(ana, changed)
    accept(ben, ritual_id, edit=2)
    decline(ben, ritual_id, edit=2)
    yield
    sent(ana, changed)
    yes = {"space_id": ben.space("us"), "edit": 2}
    refused(ben, "declined", "PUT", f"{changed.path}/acceptance", yes)
    assert state(ana, ritual_id) == "proposed"


def a_readiness_that_was_taken_back(stage: Stage) -> Iterator[None]:
    ana, _ = stage.cast.couple
    ready = sealed_readiness(ana, "talk", "ready")
    sent(ana, ready)
    yield
    sent(ana, sealed_readiness(ana, "talk", "not_now"))
    yield
    _is_not_ready(stage)
    assert sent(ana, ready).json["state"] == "not_now"
    _is_not_ready(stage)


def a_readiness_that_the_backup_never_knew(stage: Stage) -> Iterator[None]:
    ana, _ = stage.cast.couple
    ready = sealed_readiness(ana, "talk", "ready")
    yield
    sent(ana, ready)
    sent(ana, sealed_readiness(ana, "talk", "not_now"))
    yield
    assert sent(ana, ready).json["state"] == "not_now"
    _is_not_ready(stage)


def a_yes_that_was_taken_back(stage: Stage) -> Iterator[None]:
    ana, ben = stage.cast.couple
    asking = sealed_ask(ana)
    sent(ana, asking)
    answering = sealed_answer(ben, id_of(asking), "yes")
    said = sent(ben, answering).json["id"]
    yield
    withdraw(ben, said)
    yield
    assert kinds_seen(ana) == kinds_seen(ben) == []
    refused(ben, "gone", "PUT", answering.path, answering.body)
    refused(ana, "gone", "PUT", asking.path, asking.body)


def an_ask_that_was_taken_back_and_the_backup_never_knew(stage: Stage) -> Iterator[None]:
    ana, ben = stage.cast.couple
    asking = sealed_ask(ana)
    yield
    sent(ana, asking)
    withdraw(ana, id_of(asking))
    yield
    refused(ana, "already_ended", "PUT", asking.path, asking.body)
    refused(ben, "not_found", "GET", asking.path)
    assert sent(ana, sealed_ask(ana)).status == 201


STORIES: tuple[Story, ...] = (
    a_check_in_for_both,
    a_check_in_of_ones_own,
    a_check_in_that_the_backup_never_knew,
    a_pause_that_was_undone,
    a_pause_that_was_forgotten,
    a_calendar_link,
    a_ritual_that_was_ended,
    a_ritual_that_ended_and_the_backup_never_knew,
    a_yes_to_a_ritual_that_was_withdrawn,
    a_yes_to_times_that_were_changed,
    a_yes_to_other_times_that_the_backup_never_knew,
    a_readiness_that_was_taken_back,
    a_readiness_that_the_backup_never_knew,
    a_yes_that_was_taken_back,
    an_ask_that_was_taken_back_and_the_backup_never_knew,
)


def _deleted(stage: Stage, written: Request) -> Iterator[None]:
    ana, _ = stage.cast.couple
    sent(ana, written)
    yield
    ana.delete("check_ins", id_of(written))
    yield
    refused(ana, "gone", "PUT", written.path, written.body)
    nobody_reads(stage.cast, written)


def _stands_after_a_no(stage: Stage, old: str, ritual_id: str) -> None:
    """The earlier ritual is in force and reminds; no phone can repeat an earlier yes."""
    ana, ben = stage.cast.couple
    for phone in (ana, ben):
        assert [state(phone, one) for one in (old, ritual_id)] == ["accepted", "proposed"]
        shown = {(one.kind, one.id): one.view for one in phone.changes()}
        assert shown["ritual_acceptances", ritual_id]["accepted_by"] == []
        assert shown["rituals", ritual_id]["state"] == "proposed"
    assert {row.thing for row in Reminder.select().where(Reminder.kind == "ritual")} == {old}
    for phone in (ana, ben):
        yes = {"space_id": phone.space("us"), "edit": 1}
        refused(phone, "declined", "PUT", f"/rituals/{ritual_id}/acceptance", yes)
    assert state(ana, old) == "accepted"


def _is_not_ready(stage: Stage) -> None:
    ana, ben = stage.cast.couple
    path = f"/readiness/{ana.person_id}/talk"
    refused(ben, "not_found", "GET", path)
    assert f"{ana.person_id}/talk" not in feed_of(ben)


def _fetched(url: str) -> int:
    address = url.partition("localhost")[2]
    return current_app.test_client().get(address).status_code
