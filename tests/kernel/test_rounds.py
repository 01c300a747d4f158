"""Rules of every round, tested with opinions: hidden until both are in, then shown to both at once."""

import logging

import pytest
from flask import Flask

from api.kernel import clock, rounds
from api.kernel.clock import DAY, HOUR, MINUTE
from api.kernel.db import transaction
from api.kernel.reminders import Reminder
from api.kernel.rounds import plans
from api.kernel.rounds.pace import AN_HOUR
from api.kernel.rounds.times import STANDS
from tests.kernel.everything import nothing_changes
from tests.kernel.opinions import LASTS, OPINIONS, STAYS, Asked, Opinion, Saying
from tests.moving_clock import Watch

ANA, BEN = 0, 1


def say(asked: Asked, who: int, *, given: bool = True, number: int = 1, ago: int = 0) -> int | str:
    return asked.say(Saying(who, given, number, clock.now() - ago))


def both(asked: Asked, watch: Watch, number: int = 1) -> None:
    """Both answer, and it is revealed."""
    for who in (ANA, BEN):
        say(asked, who, number=number)
    watch.at += 2 * STANDS
    asked.work()
    assert asked.row().is_revealed


def test_an_answer_reaches_its_author_alone(asked: Asked, watch: Watch):
    place, number = asked.place(BEN), asked.standing()
    assert say(asked, ANA) == 201
    watch.at += HOUR
    asked.work()
    assert (asked.place(BEN), asked.standing()) == (place, number)
    [own] = asked.shown(ANA, "opinions")
    assert (own["answered"], clock.from_text(own["until"])) == (True, watch.at - HOUR + LASTS)
    assert asked.shown(BEN, "opinions") == []


def test_an_answer_takes_the_same_work_whatever_the_partner_said(
    app: Flask, asked: Asked, caplog: pytest.LogCaptureFixture
):
    """The statements that reach the database are the same, one for one."""
    say(asked, ANA)  # the first write of a day counts it
    caplog.set_level(logging.DEBUG, logger="peewee")
    ran: list[list[str]] = []
    for partner_answers in (False, True):
        fresh = Asked(app, asked.couple)
        if partner_answers:
            say(fresh, BEN)
        caplog.clear()
        say(fresh, ANA)
        sql = [record.getMessage() for record in caplog.records]
        ran.append([text.partition("', [")[0] for text in sql])
    assert ran[0] == ran[1]
    assert len(ran[0]) > 5


def test_both_see_both_answers_at_once_and_no_time(asked: Asked, watch: Watch):
    both(asked, watch)
    for who in (ANA, BEN):
        [theirs] = asked.theirs(who)
        assert theirs["words"] is not None
        assert theirs.keys().isdisjoint({"said_at", "until"})
        assert theirs["edit"] == 1
    assert asked.shown(ANA, "questions") == asked.shown(BEN, "questions")


@pytest.mark.parametrize("late", [1, STANDS - 1])
def test_an_answer_must_have_stood_for_a_while(asked: Asked, watch: Watch, late: int):
    say(asked, ANA)
    watch.at = clock.now() + HOUR - clock.now() % HOUR + late
    say(asked, BEN)
    watch.at += STANDS - 1
    asked.work()
    assert not asked.row().is_revealed
    watch.at += STANDS + 1
    asked.work()
    assert asked.row().is_revealed


@pytest.mark.parametrize("who", [ANA, BEN])
def test_whoever_withdraws_ends_it_for_both(asked: Asked, watch: Watch, who: int):
    both(asked, watch)
    assert say(asked, who, given=False) == 200
    assert asked.standing() == (2, 0)
    assert [asked.theirs(one) for one in (ANA, BEN)] == [[], []]
    [seen] = asked.shown(1 - who, "questions")
    assert seen["revealed_on"] is not None  # the trace, with both
    assert say(asked, who, number=2) == 200  # the other's answer was to the first round
    watch.at += HOUR
    asked.work()
    assert asked.standing() == (2, 0)


def test_a_withdrawn_answer_leaves_no_plan(asked: Asked):
    say(asked, ANA)
    looks = Reminder.select().where(Reminder.kind == plans.ripens(OPINIONS))
    assert looks.count() == 1
    say(asked, ANA, given=False)
    assert looks.count() == 0


def test_it_ends_by_itself(asked: Asked, watch: Watch):
    both(asked, watch)
    watch.at += STAYS + HOUR
    asked.work()
    assert asked.standing() == (2, 0)
    assert [asked.theirs(one) for one in (ANA, BEN)] == [[], []]


def test_the_next_round_runs_even_before_the_worker_has_ended_the_last(asked: Asked, watch: Watch):
    both(asked, watch)
    watch.at += STAYS + HOUR
    assert say(asked, ANA) == "stale_edit"
    assert say(asked, ANA, number=2) == 200
    assert asked.standing() == (2, 0)


def test_what_is_revealed_stands(asked: Asked, watch: Watch):
    both(asked, watch)
    with nothing_changes():
        assert say(asked, ANA) == "already_ended"


def test_an_answer_to_another_round_changes_nothing(asked: Asked, watch: Watch):
    both(asked, watch)
    say(asked, ANA, given=False)
    for number, given in ((1, True), (1, False), (3, True)):
        with nothing_changes():
            assert say(asked, BEN, number=number, given=given) == "stale_edit"


def test_a_late_answer_does_not_pass_a_withdrawal(asked: Asked, watch: Watch):
    say(asked, ANA)
    say(asked, BEN)
    watch.at += MINUTE
    say(asked, ANA, given=False)
    with nothing_changes():
        assert say(asked, ANA, ago=30_000) == 200
    watch.at += HOUR
    asked.work()
    assert not asked.row().is_revealed


def test_an_answer_is_over_after_its_time(asked: Asked, watch: Watch):
    say(asked, ANA)
    watch.at += LASTS
    say(asked, BEN)
    watch.at += HOUR
    asked.work()
    assert not asked.row().is_revealed
    assert [row.author_id for row in Opinion.select()] == [asked.couple[BEN].person_id]
    assert asked.shown(ANA, "opinions") == []


def test_an_answer_that_is_over_when_it_arrives_is_withdrawn(asked: Asked):
    assert say(asked, ANA, ago=LASTS) == 201
    assert not Opinion.get().given


def test_more_often_than_six_times_an_hour_is_refused(asked: Asked, watch: Watch):
    for _ in range(AN_HOUR):
        assert say(asked, ANA) in (200, 201)
        watch.at += 1
        assert say(asked, ANA, given=False) == 200
        watch.at += 1
    with nothing_changes():
        assert say(asked, ANA) == "often_ready"
    watch.at += HOUR
    asked.work()
    assert Opinion.get().count == 0
    assert say(asked, ANA) == 200


def test_a_change_of_a_standing_answer_restarts_no_wait(asked: Asked, watch: Watch):
    for _ in range(2 * AN_HOUR):
        assert say(asked, ANA) in (200, 201)
        watch.at += 1
    assert (Opinion.get().count, Opinion.get().since) == (1, watch.at - 2 * AN_HOUR)


def test_each_answers_for_themselves_under_the_key_in_force(asked: Asked):
    ana = asked.couple[ANA]
    body = {"space_id": ana.couple_id, "edit": 1, "answered": True, "round": 1}
    body |= {"said_at": clock.to_text(clock.now()), "words": None}
    with nothing_changes():
        assert asked.send(ANA, {**body, "sealed_by": asked.couple[BEN].person_id}) == "invalid"
        old = {"v": 1, "k": asked.id, "w": 1, "iv": "a" * 16, "ct": "a" * 363}
        sealed = {**body, "sealed_by": ana.person_id, "words": old}
        assert asked.send(ANA, sealed) == "old_key"


def test_a_passed_seat_voids_it_alike_with_and_without_answers(asked: Asked, watch: Watch):
    say(asked, ANA)
    with transaction():
        rounds.void(OPINIONS, asked.couple[ANA].space("us"))
    assert asked.standing() == (2, 0)
    assert not Opinion.select().exists()
    assert asked.shown(ANA, "opinions") == []
    assert not Reminder.select().where(Reminder.kind.startswith(OPINIONS.name)).exists()
    say(asked, BEN, number=2)
    watch.at += HOUR
    asked.work()
    assert asked.standing() == (2, 0)


def test_answers_go_with_their_record(asked: Asked):
    say(asked, BEN)
    with transaction():
        rounds.drop_record(OPINIONS, asked.couple[ANA].space("us"), asked.id)
    asked.work()
    assert not Opinion.select().exists()
    assert asked.shown(BEN, "opinions") == []
    assert not Reminder.select().where(Reminder.kind.startswith(OPINIONS.name)).exists()


def test_nothing_is_revealed_after_parting(asked: Asked, watch: Watch):
    for who in (ANA, BEN):
        say(asked, who)
    asked.couple[ANA].leave()
    watch.at += DAY
    asked.work()
    assert not asked.row().is_revealed
