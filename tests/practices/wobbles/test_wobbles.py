"""A wobble: told once, answered or let rest, and gone when it is over."""

import pytest

from api.kernel import clock as server_clock
from api.kernel import retention
from api.kernel.clock import DAY, HOUR, MINUTE, SECOND, from_text
from api.kernel.errors import CODES
from api.kernel.push.models import Notice
from api.practices.wobbles.models import Wobble, WobbleAnswer, WobbleWithdrawal
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.wobbles.wobbling import (
    TWO_HOURS,
    Couple,
    code,
    say,
    sealed_answer,
    sealed_card,
    sealed_wobble,
    seen,
    traces,
    withdraw,
    withdrawal,
    wobble,
)
from tests.practices.working import pushed, work
from tests.push_service import PushService


def test_the_partner_gets_the_card_and_both_see_the_answer(couple: Couple):
    ana, ben = couple
    one = wobble(ana, helps="Say that we are on the same side.")
    assert seen(ben) == seen(ana)
    [shown] = [known for known in ben.store.records.values() if known.id == one]
    assert shown.words == {"helps": "Say that we are on the same side."}
    said = say(ben, one, "yes")
    assert f"wobble_answers {said}" in seen(ana)
    assert seen(ben) == seen(ana)


def test_it_lasts_two_hours_and_a_yes_ends_with_it(couple: Couple, clock: MovingClock):
    ana, ben = couple
    assert code(ana, sealed_wobble(ana, seconds=TWO_HOURS + 1)) == "invalid"
    one = wobble(ana)
    clock.forward(milliseconds=HOUR)
    assert code(ben, sealed_answer(ben, one, "yes", seconds=3600 + 60)) == "invalid"
    said = say(ben, one, "yes", seconds=3590)
    clock.forward(milliseconds=3591 * SECOND)
    work()
    assert seen(ana) == seen(ben) == {}
    assert not traces(f'"{said}"')


def test_a_time_is_at_most_twelve_hours_ahead(couple: Couple):
    ana, ben = couple
    one = wobble(ana)
    assert code(ben, sealed_answer(ben, one, "later", later_in=12 * HOUR + MINUTE)) == "invalid"
    say(ben, one, "later", later_in=12 * HOUR - MINUTE)


def test_there_is_no_not_now(couple: Couple):
    ana, ben = couple
    one = wobble(ana)
    assert code(ben, sealed_answer(ben, one, "not_now")) == "invalid"


@pytest.mark.parametrize("let_rest", [True, False])
def test_what_is_let_rest_cannot_be_told_from_silence(
    couple: Couple, clock: MovingClock, service: PushService, let_rest: bool
):
    ana, ben = couple
    one = wobble(ana)
    work()
    service.pushes.clear()
    before = seen(ana)
    if let_rest:
        say(ben, one, "rest")
    assert seen(ana) == before
    clock.forward(milliseconds=2 * HOUR - SECOND)
    assert code(ana, sealed_wobble(ana)) == "open_ask"
    assert (pushed(service), seen(ana)) == ([], before)
    clock.forward(milliseconds=SECOND)
    work()
    assert seen(ana) == {}
    wobble(ana)


def test_nothing_stays_of_it(couple: Couple, clock: MovingClock, service: PushService):
    """Not a row, a notice or a number; a tombstone for a day, so that no phone brings it back."""
    ana, ben = couple
    one, card = wobble(ana), sealed_wobble(ana)
    said = say(ben, one, "rest")
    say(ben, one, "yes")
    withdraw(ana, one)
    late = sealed_answer(ben, one, "yes")
    work()
    service.pushes.clear()
    for model in (Wobble, WobbleAnswer, WobbleWithdrawal, Notice):
        assert not model.select().exists()
    for phone in couple:
        assert seen(phone) == {}
    assert code(ben, late) == "gone"
    assert code(ana, card) == ""
    withdraw(ana, card.path.rpartition("/")[2])
    work()
    clock.forward(milliseconds=DAY + SECOND)
    work()
    while retention.sweep():
        pass
    assert not traces(one, said, "wobble_")


def test_one_is_open_at_a_time_and_no_rest_follows(couple: Couple):
    ana, ben = couple
    one = wobble(ana)
    assert code(ana, sealed_wobble(ana)) == "open_ask"
    wobble(ben)
    withdraw(ana, one)
    two = wobble(ana)
    back = say(ben, two, "yes")
    withdraw(ben, back)
    three = wobble(ana)
    assert three in {row.id for row in Wobble.select()}


def test_an_agreed_time_stays_until_then_or_until_either_takes_it_back(
    couple: Couple, clock: MovingClock
):
    ana, ben = couple
    one = wobble(ana)
    said = say(ben, one, "later", later_in=5 * HOUR)
    clock.forward(milliseconds=4 * HOUR)
    work()
    assert f"wobble_answers {said}" in seen(ana)
    assert code(ana, sealed_wobble(ana)) == "resting"
    withdraw(ana, one)
    work()
    assert seen(ana) == seen(ben) == {}
    two = wobble(ana)
    back = say(ben, two, "later", later_in=HOUR)
    withdraw(ben, back)
    wobble(ana)
    three = [row.id for row in Wobble.select().where(Wobble.ends_at > server_clock.now())]
    say(ben, three[0], "later", later_in=HOUR)
    clock.forward(milliseconds=HOUR)
    work()
    assert seen(ana) == {}


def test_it_goes_with_a_seat_that_passes(cast: Cast, clock: MovingClock):
    """A yes is valid only between the two who agreed."""
    ana, ben = cast.couple
    newcomer = cast.started()
    ben.give_seat(newcomer)
    clock.forward(milliseconds=72 * HOUR)
    one = wobble(ana)
    said = say(ben, one, "yes")
    newcomer.take_seat(ben.space("us"))
    ben.refresh()
    assert seen(ben) == seen(newcomer) == {}
    assert not [row for model in (Wobble, WobbleAnswer) for row in model.select()]
    assert code(ben, withdrawal(ben, said)) == "gone"
    assert seen(newcomer) == {}


def test_withdrawn_before_it_arrived(couple: Couple):
    ana, ben = couple
    late = sealed_wobble(ana)
    withdraw(ana, late.path.rpartition("/")[2])
    assert code(ana, late) == "already_ended"
    assert seen(ben) == {}
    old = sealed_wobble(ana, ago=2 * HOUR)
    assert code(ana, old) == "already_ended"


def test_the_card_is_its_authors_alone(couple: Couple, cast: Cast):
    ana, ben = couple
    ben.changes()
    view = ana.send(sealed_card(ana)).view
    path = f"/wobble-cards/{ana.person_id}"
    assert ana.api.call("GET", path)["words"] == view["words"]
    assert ben.changes() == []
    for other in (ben, cast.stranger, cast.professional):
        answer = other.api.request("GET", path)
        assert (answer.status, answer.json["type"]) == (CODES["not_found"][0], "not_found")
    assert ana.send(sealed_card(ana, "", edit=2)).view["edit"] == 2
    shared = {**sealed_card(ana).body, "space_id": ana.space("us")}
    assert ana.api.request("PUT", path, shared).status == 404
    assert ben.api.request("PUT", path, sealed_card(ana).body).status == 404


def test_a_stranger_finds_nothing(couple: Couple, cast: Cast):
    ana, ben = couple
    one = wobble(ana)
    said = say(ben, one, "rest")
    for path in (f"/wobbles/{one}", f"/wobbles/{said.replace('/', '/answers/')}"):
        assert cast.stranger.api.request("GET", path).status == 404
        assert cast.professional.api.request("GET", path).status == 404
    assert ana.api.request("GET", f"/wobbles/{said.replace('/', '/answers/')}").status == 404
    body = withdrawal(ana, one).body
    assert cast.stranger.api.request("PUT", f"/wobbles/{one}/withdrawal", body).status == 404


def test_the_times_that_are_shown_follow_from_the_taps(couple: Couple):
    ana, _ = couple
    view = ana.send(sealed_wobble(ana)).view
    since = from_text(view["since"])
    times = [from_text(view[name]) - since for name in ("expires_at", "ends_at", "again_at")]
    assert times == [2 * HOUR] * 3
