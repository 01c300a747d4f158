"""The end of a conversation writes plans first, then notices, then feeds, as the worker does."""

import pytest

from tests.people import Cast
from tests.practices.conversations.holding import away, begun, say, take
from tests.practices.locking import in_order


@pytest.mark.parametrize("keeps", [True, False])
def test_an_end_writes_plans_before_feeds(
    cast: Cast, caplog: pytest.LogCaptureFixture, keeps: bool
):
    ana, ben = cast.couple
    one = begun(ana, ben, keeps=keeps)
    take((ana, ben), one, "turn", "reflection")
    away(ben, one)
    in_order(caplog, lambda: say(ana, one, "end"))


def test_a_yes_that_is_taken_back_writes_plans_before_feeds(
    cast: Cast, caplog: pytest.LogCaptureFixture
):
    ana, ben = cast.couple
    one = begun(ana, ben)
    take((ana, ben), one, "turn", "reflection")
    say(ana, one, "end")
    in_order(caplog, lambda: say(ben, one, "forgetting"))
