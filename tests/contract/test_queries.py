"""Every query finds its rows by an index that names whose they are, so it costs the same however many others there are.

PostgreSQL is asked about each query that the product sends in all operations, in the worker, and when it forgets what
is old. What looks at many couples at once, by its nature, stands in a list with the reason.
"""

from collections.abc import Mapping

import psycopg
import pytest
from flask import Flask

from api.config import Settings
from api.kernel import clock as server_clock
from api.kernel import fading, retention, sync
from api.kernel.setup import checks, signs
from api.tables import MODELS
from tests.contract.operations import operations
from tests.contract.real_practices import Requests
from tests.contract.test_outsiders import Outsider
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.working import work
from tests.proven import document
from tests.push_service import PushService
from tests.pushing import turn_on
from tests.queries import Explainer, Look, Query, Recorder, crowd

MONTHS = 15
OF_READER, NOBODY = frozenset({"person_id"}), frozenset[str]()

_DUE = "the worker takes what is due, of all"
_OVER = "the worker forgets what is over, of all, in small batches"
_LIMIT = "a limit of the whole installation, with a bounded number of rows"
_OPERATOR = "of the installation, not of people"

QUEUES: Mapping[tuple[str, str], str] = {
    ("notice", "next_try"): _DUE,
    ("notice", "id"): "the batch that the worker took by time, of all",
    ("reminder", "next_try"): _DUE,
    ("device", "recovered"): _OVER,
    ("handover", "expires"): _OVER,
    ("leaving", "until"): _OVER,
    ("notice_day", "day"): _OVER,
    ("notice_hour", "since"): _OVER,
    ("professional_grant", "until"): _OVER,
    ("seat_lost", "at"): _OVER,
    ("seat_rest", "until"): _OVER,
    ("session", "expires"): _OVER,
    ("sign_up_code", "expires"): _OVER,
    ("space", "ended"): _OVER,
    ("tombstone", "day"): _OVER,
    ("line", "number"): _LIMIT,
    ("line", "until"): _LIMIT,
    ("turn", "line"): _LIMIT,
    ("turn", "until"): _LIMIT,
    ("turn", ""): _LIMIT,
    ("setup_sign", ""): _OPERATOR,
    ("setup_sign", "process"): _OPERATOR,
    ("schema_migration", ""): _OPERATOR,
    ("pg_class", ""): _OPERATOR,
    ("pg_namespace", "nspname"): _OPERATOR,
    (
        "push_subscription",
        "",
    ): "a check of the set-up counts phones by the key they subscribed with",
    ("removed", ""): "empty but after a restore",
    ("restored", ""): "one row, after a restore",
}
"""By table and first column of the index."""


@pytest.mark.slow
def test_every_query_names_whose_rows_it_looks_for(
    app: Flask, settings: Settings, cast: Cast, service: PushService, clock: MovingClock
):
    with Recorder() as recorder:
        _do_everything(app, cast, service)
        _grow_old(settings, clock)
    with psycopg.connect(settings.database) as line:
        crowd(line)
        explainer = Explainer(line)
        found = {
            (look.table, look.by, query.sender)
            for query in recorder.found
            for look in explainer.looks(query)
            if not look.is_owned
        }
    assert sorted(one for one in found if one[:2] not in QUEUES) == []
    assert {*QUEUES} - {one[:2] for one in found} == set()


def test_what_goes_with_a_deleted_row_is_found_by_an_index(app: Flask, settings: Settings):
    with psycopg.connect(settings.database) as line:
        assert line.execute(REFERENCES_WITHOUT_INDEX).fetchall() == []


REFERENCES_WITHOUT_INDEX = """
SELECT c.conrelid::regclass, a.attname FROM pg_constraint c
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
WHERE c.contype = 'f' AND NOT EXISTS (
    SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1]
)
"""


@pytest.mark.parametrize(
    ("text", "value", "look"),
    [
        ("SELECT FROM feed WHERE person_id = %s", "one", Look("feed", "person_id", OF_READER)),
        ("SELECT FROM feed WHERE body = %s", "one", Look("feed", "", frozenset({"body"}))),
        ("SELECT FROM wrap WHERE epoch_id = %s", "one", Look("wrap", "", NOBODY)),
        ("DELETE FROM notice WHERE next_try < %s", 0, Look("notice", "next_try", NOBODY)),
    ],
    ids=["by its reader", "the whole table", "a whole index", "by time"],
)
def test_the_explainer_tells_where_a_query_looks(
    app: Flask, settings: Settings, text: str, value: str | int, look: Look
):
    with psycopg.connect(settings.database) as line:
        crowd(line)
        assert Explainer(line).looks(Query(text, [value], "a test")) == [look]


def _do_everything(app: Flask, cast: Cast, service: PushService) -> None:
    """Each operation as a busy couple's phone uses it, twice, and what the worker does of it."""
    for operation in operations(document()):
        requests = Requests(cast, service)
        real = requests.of(operation.name)
        if "ben" in vars(requests) and requests.ben.space("us"):
            turn_on(requests.ben, service)
        (status, text), _ = [Outsider(app, real.phone).ask(operation, real) for _ in "12"]
        assert status < 300, (operation.name, text)
        if real.phone.api.token:
            sync.stand([real.phone.device_id])
        work()


def _grow_old(settings: Settings, clock: MovingClock) -> None:
    """What the worker does, looks at and forgets, month after month."""
    signs.give(signs.WORKER, {})
    checks.all_of(settings)
    for _ in range(MONTHS):
        clock.forward(milliseconds=30 * server_clock.DAY)
        work()
        while retention.sweep() + fading.fade(MODELS):
            pass
