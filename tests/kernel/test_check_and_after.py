"""What a practice adds to the write of a record: a check before anything is written, and what follows it."""

from typing import Any

import pytest
from flask import Flask

from api.client.phone import Phone
from api.client.records import Request
from api.kernel import records
from api.kernel.db import transaction
from api.kernel.errors import Problem
from api.kernel.records import Saved, Write
from api.practices.checkins.kinds import CHECK_INS
from api.practices.checkins.models import CheckIn
from tests.kernel.applauding import caller_of
from tests.kernel.asking import check_in
from tests.kernel.everything import nothing_changes
from tests.people import Cast

COLUMNS = {"at": 1, "shown_at": 2}


def save(app: Flask, phone: Phone, request: Request, **acts: Any) -> Saved[CheckIn]:
    """Save a check-in as this phone, as a route does."""
    path = f"/api/v1{request.path}"
    with app.test_request_context(path, method="PUT", json=request.body), transaction():
        told: Any = CHECK_INS.body.load(request.body)
        record_id, caller = request.path.rpartition("/")[2], caller_of(phone)
        return records.save(
            CHECK_INS, record_id, told, caller, columns=lambda _before: COLUMNS, **acts
        )


def refuse(_write: Write[CheckIn]) -> None:
    raise Problem("full")


@pytest.mark.parametrize("act", ["check", "after"])
def test_a_refused_write_changes_nothing(app: Flask, cast: Cast, act: str):
    ana = cast.ana
    with nothing_changes(), pytest.raises(Problem, match="full"):
        save(app, ana, check_in(ana, "me"), **{act: refuse})


def test_a_check_sees_what_was_and_what_will_be(app: Flask, cast: Cast):
    ana, seen = cast.ana, list[tuple[int | None, int, int]]()

    def look(write: Write[CheckIn]) -> None:
        stored = [row.edit for row in CheckIn.select()]
        seen.append((write.before and write.before.edit, write.row.edit, sum(stored)))

    first = check_in(ana, "me")
    save(app, ana, first, check=look, after=look)
    second = check_in(ana, "me", first.path.rpartition("/")[2], edit=2)
    save(app, ana, second, check=look, after=look)
    assert seen == [(None, 1, 0), (None, 1, 1), (1, 2, 1), (1, 2, 2)]


def test_a_check_may_change_what_is_written(app: Flask, cast: Cast):
    def later(write: Write[CheckIn]) -> None:
        write.row.at = 5

    ana, first = cast.ana, check_in(cast.ana, "me")
    assert save(app, ana, first, check=later).row.at == 5
    assert CheckIn.get().at == 5
    save(app, ana, check_in(ana, "me", first.path.rpartition("/")[2], edit=2))
    assert (CheckIn.get().at, CheckIn.get().edit) == (1, 2)


def test_nothing_follows_a_request_that_comes_again(app: Flask, cast: Cast):
    ana, request = cast.ana, check_in(cast.ana, "me")
    save(app, ana, request)
    with nothing_changes():
        assert save(app, ana, request, check=refuse, after=refuse).repeated
