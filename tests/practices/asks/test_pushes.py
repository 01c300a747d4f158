"""What lock screens show: one push for an ask, one for a visible answer, a silent one when a yes is over."""

import pytest

from api.client.phone import Phone
from api.kernel import clock
from tests.kernel.asking import sent
from tests.moving_clock import MovingClock
from tests.practices.asks.asking import (
    ask,
    say,
    sealed_ask,
    withdraw,
)
from tests.practices.pauses.asking import pause
from tests.practices.working import kinds, pushed, queued, work
from tests.push_service import PushService
from tests.pushing import choose

MINUTE, HOUR = clock.MINUTE, clock.HOUR
Couple = tuple[Phone, Phone]


def test_the_one_who_is_asked_gets_one_neutral_push(couple: Couple, service: PushService):
    ana, ben = couple
    view = ask(ana, "intimacy", line="Tonight?")
    assert (queued(ana.person_id), queued(ben.person_id)) == ([], ["ask"])
    [payload] = pushed(service)
    shown, ours = payload["notification"], payload["twofold"]
    assert (shown["title"], shown["body"], shown["silent"]) == ("Reminder", "", False)
    assert shown["navigate"] == f"http://localhost/asks/{view['id']}"
    assert (ours["kind"], ours["record_kind"], ours["record_id"]) == ("ask", "asks", view["id"])
    assert (ours["headline"], ours["edit"]) == (view["headline"], 1)
    names = ("area", "wants_at", "started_at", "duration_seconds")
    assert ours["signals"] == {name: view[name] for name in names}
    assert "actions" not in ours


def test_nothing_reminds_of_it(couple: Couple, service: PushService, clock: MovingClock):
    ask(couple[0])
    assert kinds(service) == ["ask"]
    for _ in range(5):
        clock.forward(milliseconds=6 * HOUR)
        assert kinds(service) == []


def test_it_is_of_use_until_it_expires(couple: Couple, service: PushService, clock: MovingClock):
    ask(couple[0], "talk", 3600)
    clock.forward(milliseconds=50 * MINUTE)
    work()
    [push] = service.pushes
    assert 9 * 60 < int(push.headers["ttl"]) <= 10 * 60
    ask(couple[0], "money", 600)
    clock.forward(milliseconds=11 * MINUTE)
    assert pushed(service)[1:] == []


def test_a_yes_is_told_with_its_end_in_the_readers_zone(couple: Couple, service: PushService):
    ana, ben = couple
    choose(ana, edit=2, zone="Asia/Tokyo")
    view = ask(ana)
    pushed(service)
    said = say(ben, view["id"], "yes", 3600, line="Gladly.")
    assert (queued(ana.person_id), queued(ben.person_id)) == (["ask_answer"], [])
    [payload] = pushed(service)
    ours = payload["twofold"]
    assert payload["notification"]["body"] == ""
    assert payload["notification"]["navigate"] == f"http://localhost/asks/{view['id']}"
    assert (ours["record_kind"], ours["record_id"]) == ("ask_answers", said["id"])
    assert (ours["ask_id"], ours["answer"], ours["actions"]) == (view["id"], "yes", ["withdraw"])
    assert (ours["at"], ours["local"]) == (said["until"], "21:00")
    assert ours["headline"] == said["headline"]
    assert ours["signals"]["duration_seconds"] == 3600


@pytest.mark.parametrize(("answer", "local"), [("later", "13:00"), ("not_now", None)])
def test_what_is_said_aloud_is_told_once(
    couple: Couple, service: PushService, answer: str, local: str | None
):
    ana, ben = couple
    view = ask(ana)
    pushed(service)
    say(ben, view["id"], answer)
    [payload] = pushed(service)
    ours = payload["twofold"]
    assert (ours["kind"], ours["answer"], ours.get("local")) == ("ask_answer", answer, local)
    assert "actions" not in ours


def test_an_answer_that_comes_at_once_takes_the_place_of_the_ask(
    couple: Couple, service: PushService
):
    ana, ben = couple
    say(ben, ask(ana)["id"], "not_now")
    assert kinds(service) == ["ask_answer"]


def test_what_is_taken_back_before_it_was_pushed_never_is(couple: Couple, service: PushService):
    ana, ben = couple
    withdraw(ana, ask(ana, "talk")["id"])
    assert pushed(service) == []
    view = ask(ana, "money")
    pushed(service)
    withdraw(ben, say(ben, view["id"], "yes")["id"])
    assert pushed(service) == []


def test_a_yes_taken_back_is_told_silently_on_the_same_topic(couple: Couple, service: PushService):
    ana, ben = couple
    choose(ana, edit=2, quiet_from="11:00", quiet_until="13:00")
    view = ask(ana)
    said = say(ben, view["id"], "yes")
    work()
    withdraw(ben, said["id"])
    work()
    payload = service.pushes[-1].payload
    assert payload["notification"]["silent"] is True
    ours = payload["twofold"]
    assert (ours["kind"], ours["ask_id"], ours["record_id"]) == ("ask_end", view["id"], view["id"])


def test_the_one_who_said_yes_is_told_when_the_ask_is_taken_back(
    couple: Couple, service: PushService
):
    ana, ben = couple
    view = ask(ana)
    say(ben, view["id"], "yes")
    work()
    topics = {push.headers["topic"] for push in service.pushes}
    withdraw(ana, view["id"])
    assert (queued(ana.person_id), queued(ben.person_id)) == ([], ["ask_end"])
    work()
    assert len(topics) == 1
    assert service.pushes[-1].payload["twofold"]["kind"] == "ask_end"


def test_an_ask_without_a_yes_is_taken_back_without_a_push(couple: Couple, service: PushService):
    ana, ben = couple
    view = ask(ana)
    assert kinds(service) == ["ask"]
    withdraw(ana, view["id"])
    said = say(ben, ask(ana, "money")["id"], "not_now")
    pushed(service)
    withdraw(ben, said["id"])
    assert pushed(service) == []


def test_two_a_day_and_no_more(couple: Couple, service: PushService):
    ana, ben = couple
    for area in ("talk", "money", "touch", "share"):
        ask(ana, area)
    assert kinds(service) == ["ask", "ask"]
    assert ben.changes()


def test_within_a_pause_nothing_is_told(couple: Couple, service: PushService):
    ana, ben = couple
    one, other = ask(ana)["id"], ask(ana, "money")["id"]
    yes = say(ben, one, "yes")["id"]
    pushed(service)
    pause(ana)
    pushed(service)
    withdraw(ben, yes)
    say(ben, other, "later")
    assert queued(ana.person_id) == []


def test_a_pause_takes_what_waits(couple: Couple, service: PushService):
    ana, ben = couple
    ask(ana)
    pause(ben)
    assert kinds(service) == ["pause"]


def test_whoever_turned_asks_off_gets_none(couple: Couple, service: PushService):
    ana, ben = couple
    choose(ben, edit=2, notices={"asks": False})
    ask(ana)
    assert pushed(service) == []


def test_refused_and_repeated_asks_push_nothing(couple: Couple, service: PushService):
    ana, _ = couple
    request = sealed_ask(ana)
    sent(ana, request)
    pushed(service)
    sent(ana, request)
    sent(ana, sealed_ask(ana))
    assert pushed(service) == []


def test_leaving_takes_what_is_queued(couple: Couple, service: PushService):
    ana, ben = couple
    ask(ana)
    ben.leave()
    assert pushed(service) == []
