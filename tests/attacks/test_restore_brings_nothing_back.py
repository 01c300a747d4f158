"""An older backup is restored, from before something was deleted or revoked; then everybody tries to reach it."""

import pytest

from api.config import Settings
from tests.attacks import taking_phones, taking_records
from tests.attacks.reaching import Stage, Story
from tests.kernel.everything import everything, put_back
from tests.kernel.test_restore import after_restore
from tests.moving_clock import MovingClock
from tests.people import Cast

STORIES = (*taking_phones.STORIES, *taking_records.STORIES)


@pytest.mark.parametrize("times", [1, 2], ids=("once", "twice"))
@pytest.mark.parametrize("story", STORIES, ids=[story.__name__ for story in STORIES])
def test_it_stays_away(
    story: Story,
    times: int,
    cast: Cast,
    clock: MovingClock,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steps = story(Stage(cast, clock))
    next(steps)
    backup = everything()
    next(steps)
    put_back(backup)
    for _ in range(times):
        after_restore(settings, monkeypatch)
    assert next(steps, "told") == "told"
