"""What people are told of favours, and in which order it is written."""

import logging
import re

import pytest

from api.client.phone import Phone
from api.kernel.db import transaction
from api.kernel.push.models import Notice
from tests.kernel.quiet_requests.favours import answer, favour, id_of, withdrawal
from tests.kernel.quiet_requests.stage import Two
from tests.push_service import PushService
from tests.pushing import choose, turn_on


def test_each_is_told_what_concerns_them(two: Two, service: PushService):
    for phone in (two.ana, two.ben):
        turn_on(phone, service)
        choose(phone)
    asked = two.ask()
    assert _waiting(two.ben) == [("ask", "favours", asked)]
    said = two.say(asked, "yes")
    assert _waiting(two.ana) == [("ask_answer", "favour_answers", said)]
    assert _waiting(two.ben) == []
    with transaction():
        Notice.delete().execute()  # the phone was told
    two.send(two.ben, withdrawal(two.ben, said))
    assert _waiting(two.ana) == [("ask_end", "favour_withdrawals", asked)]


def test_plans_come_before_notices_and_notices_before_feeds(
    two: Two, service: PushService, caplog: pytest.LogCaptureFixture
):
    """The worker takes locks in this order too, so neither waits for the other."""
    for phone in (two.ana, two.ben):
        turn_on(phone, service)
        choose(phone)
    small, large = favour(two.ana), favour(two.ana, size="large")
    to_small, to_large = (answer(two.ben, id_of(one), "yes") for one in (small, large))
    steps = [
        (two.ana, small),
        (two.ben, to_small),
        (two.ben, withdrawal(two.ben, id_of(to_small))),
        (two.ana, large),
        (two.ben, to_large),
        (two.ana, withdrawal(two.ana, id_of(large))),
    ]
    order = {"reminder": 0, "notice": 1, "reader": 2, "feed": 2}
    for phone, request in steps:
        caplog.clear()
        with caplog.at_level(logging.DEBUG, "peewee"):
            two.send(phone, request)
        written = [_WRITE.match(str(record.msg[0])) for record in caplog.records]
        found = [order[one[1]] for one in written if one and one[1] in order]
        assert {0, 2} <= set(found)
        assert found == sorted(found)


_WRITE = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


def _waiting(phone: Phone) -> list[tuple[str, str, str]]:
    """The notices that wait for a person: their kinds, and what they are about."""
    rows = Notice.select().where(Notice.person_id == phone.person_id)
    return [(row.kind, row.record_kind, row.record_id) for row in rows]
