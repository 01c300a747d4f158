"""What time has forgotten, of the kinds that lapse by themselves: late writes about it change nothing."""

from api.kernel.clock import DAY, HOUR
from tests.kernel.asking import sent, told
from tests.kernel.everything import nothing_changes
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.conversations import holding
from tests.practices.wobbles import wobbling
from tests.practices.working import work


def test_a_conversation_that_nobody_joined(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    proposal = holding.sealed_proposal(ana)
    one = str(ana.send(proposal).view["id"])
    clock.forward(milliseconds=DAY + 3 * HOUR)
    work()
    with nothing_changes():
        late = [
            sent(ana, proposal),
            holding.say(ben, one, "join"),
            holding.away(ben, one),
            holding.say(ana, one, "end"),
            holding.say(ana, one, "forgetting"),
            sent(ana, holding.sealed_takeaway(ana, one)),
        ]
    assert [told(answer) for answer in late] == ["gone"] * len(late)


def test_a_wobble(cast: Cast, clock: MovingClock):
    ana, _ = cast.couple
    told = wobbling.sealed_wobble(ana)
    ana.send(told)
    clock.forward(milliseconds=3 * HOUR)
    work()
    one = told.path.rpartition("/")[2]
    withdrawal = wobbling.withdrawal(ana, one)
    with nothing_changes():
        late = [ana.api.request("PUT", each.path, each.body) for each in (told, withdrawal)]
    assert [answer.json["type"] for answer in late] == ["gone"] * 2
