"""Nothing tells who said that both are in a pattern: not a row of the database, not a byte that either can fetch."""

import re
from typing import Any

import pytest

from api.client.phone import Phone
from api.kernel import quotas
from api.kernel.clock import HOUR, MINUTE
from api.kernel.ids import UUID7
from tests.kernel.everything import Rows, everything, put_back
from tests.moving_clock import Watch
from tests.people import Cast, came_back
from tests.practices.patterns.owning import in_it, owned
from tests.practices.pauses.asking import pause
from tests.practices.working import work
from tests.push_service import PushService
from tests.pushing import choose, turn_on

ASKED = ("/changes", "/session", "/devices", "/keys")


@pytest.mark.parametrize("paused", [None, 0, 1])
def test_the_database_is_the_same_whoever_said_it(
    watch: Watch, cast: Cast, service: PushService, paused: int | None
):
    """Before and after the pushes, and once both phones have looked, whether one of the two is paused or not."""
    couple = ready(cast, service)
    pattern_id = owned(*couple)
    if paused is not None:
        pause(couple[paused], 60 * 60)
    work()
    beginning, begins = everything(), watch.at

    def told_by(who: int) -> list[Any]:
        put_back(beginning)
        watch.at = begins + 7 * MINUTE
        assert in_it(couple[who], pattern_id).status == 201
        found = [masked(everything(), beginning)]
        found.append(fetched(couple))
        work()
        found.append(masked(everything(), beginning))
        watch.at += HOUR
        work()
        return [*found, masked(everything(), beginning)]

    assert told_by(0) == told_by(1)


def test_a_second_one_to_say_it_leaves_nothing(watch: Watch, cast: Cast):
    couple = cast.couple
    pattern_id = owned(*couple)
    in_it(couple[0], pattern_id)
    before = everything()
    for phone in couple:
        assert in_it(phone, pattern_id).status == 200
    assert everything() == before


def test_a_phone_that_came_back_by_words_leaves_nothing_either(watch: Watch, cast: Cast):
    ana, ben = cast.couple
    back = came_back(cast, ana)
    pattern_id = owned(ana, ben)
    beginning = everything()

    def told_by(phone: Phone) -> Rows:
        put_back(beginning)
        in_it(phone, pattern_id)
        return everything()

    assert told_by(back) == told_by(ben)


def test_who_has_written_too_much_today_says_it_all_the_same(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    """Else a refusal, and a count, would belong to one of the two."""
    ana, ben = cast.couple
    pattern_id = owned(ana, ben)
    monkeypatch.setattr(quotas, "DAY_WRITES", 0)
    assert in_it(ana, pattern_id).status == 201


def ready(cast: Cast, service: PushService) -> tuple[Phone, Phone]:
    for phone in cast.couple:
        turn_on(phone, service)
        choose(phone)
    return cast.couple


def fetched(couple: tuple[Phone, Phone]) -> list[Any]:
    return [phone.api.call("GET", path) for phone in couple for path in ASKED]


def masked(rows: Rows, before: Rows) -> Any:
    """The rows that are new, without the ids that the server has drawn for them, which say nothing."""
    known = set(re.findall(UUID7.pattern, repr(before)))

    def mask(text: str) -> str:
        return re.sub(UUID7.pattern, lambda found: found[0] if found[0] in known else "drawn", text)

    return {
        table: sorted(mask(repr(row)) for row in rows[table] if row not in before[table])
        for table in rows
    }
