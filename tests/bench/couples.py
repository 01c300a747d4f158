"""Makes any number of couples straight into the tables of PostgreSQL: copies of one that came to be through the API.

Each couple has what two people leave who have just begun: two check-ins for both, the four rows of them in the feeds,
phones that can be pushed to, a planned reminder for each, and a notice that waits for tomorrow.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import psycopg
from flask import Flask

from api.client.phone import Phone
from api.client.transport import FlaskTransport
from api.kernel import clock, migrations
from api.kernel.db import database
from api.kernel.ids import new_id
from tests.kernel.asking import check_in, sent
from tests.pushing import choose, queue

_UNIQUE = re.compile(
    r"(?<![0-9a-f])([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{4}|[0-9a-f]{56})[0-9a-f]{8}"
)
"""An id or a hash, without its last eight digits: in a copy these are the number of the couple."""
_MARK = "@@@@@@@@"
_LEFT_OUT = (
    "schema_migration",
    "handover",
    "spent_id",
    "turn",
    "line",
    "sign",
    "restored",
    "removed",
)
_AT_ONCE = 2000
BYTES_EACH = 30_000
"""What a couple takes on the disk, its indexes included, rounded up."""


@dataclass(frozen=True)
class Couple:
    """What a request of a couple's first person needs."""

    person_id: str
    token: str
    cursor: str
    body: Mapping[str, object]
    """Of a PUT of a check-in for both."""


def make(app: Flask, url: str, number: int, sampled: int) -> Sequence[Couple]:
    """Fill an empty, migrated database, to which the app is connected, with `number` couples. Returns some of them,
    spread over all, and about `sampled`."""
    ana = _couple_by_the_api(app)
    with psycopg.connect(url, autocommit=True) as line:
        line.execute("SET session_replication_role = replica")  # no references are checked
        line.execute("SET maintenance_work_mem = '512MB'")
        for table, rows in _rows(line).items():
            _fill(line, table, _copies(rows, number))
        line.execute("VACUUM ANALYZE")
        found = [_sign_in(line, ana, one) for one in _spread(number, sampled)]
        line.execute("CHECKPOINT")
    return found


def make_signed_in(app: Flask, url: str, number: int) -> Sequence[Mapping[str, str]]:
    """As `make`; returns the token of one person of each couple."""
    migrations.migrate()
    return [{"token": one.token} for one in make(app, url, number, number)]


def _fill(line: psycopg.Connection, table: str, texts: Iterator[str]) -> None:
    """Replace all rows. Indexes are made afterwards, which takes a third of the time."""
    line.execute(f'DELETE FROM "{table}"'.encode())  # noqa: S608 - tables of ours
    line.execute(_INDEXES.format("false"), (table,))
    with line.cursor().copy(f'COPY "{table}" FROM STDIN'.encode()) as copy:
        for text in texts:
            copy.write(text)
    line.execute(_INDEXES.format("true"), (table,))
    line.execute(f'REINDEX TABLE "{table}"'.encode())


_INDEXES = "UPDATE pg_index SET indisready = {0} WHERE indrelid = %s::regclass"


def _couple_by_the_api(app: Flask) -> Phone:
    ana, ben = (Phone(FlaskTransport(app.test_client())) for _ in range(2))
    for phone in (ana, ben):
        phone.start()
    ana.pair(ben)
    for phone in (ana, ben):
        endpoint = f"https://updates.push.services.mozilla.com/{new_id()}"
        keys = {"p256dh": P256DH, "auth": "A" * 22}
        phone.api.call("PUT", f"/push-subscriptions/{new_id()}", {"endpoint": endpoint, **keys})
        choose(phone, check_in_reminder_at="20:00")
        sent(phone, check_in(phone, "us"))
        queue(phone, due=clock.now() + clock.DAY)
    database.close()
    return ana


def _rows(line: psycopg.Connection) -> Mapping[str, str]:
    """The rows of each table, as COPY writes them, with a mark where a copy has its number."""
    found = line.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    rows: dict[str, str] = {}
    for (table,) in found:
        with line.cursor().copy(f'COPY "{table}" TO STDOUT'.encode()) as copy:
            text = b"".join(bytes(block) for block in copy).decode()
        if text and table not in _LEFT_OUT:
            rows[table] = _UNIQUE.sub(rf"\1{_MARK}", text)
    return rows


def _copies(rows: str, number: int) -> Iterator[str]:
    numbers = iter(range(number))
    while some := [*islice(numbers, _AT_ONCE)]:
        yield "".join(rows.replace(_MARK, f"{one:08x}") for one in some)


def _spread(number: int, sampled: int) -> Iterator[int]:
    return iter(range(0, number, max(1, number // sampled)))


def _sign_in(line: psycopg.Connection, ana: Phone, one: int) -> Couple:
    """Give the first person of a copy a session whose token is known."""
    token = f"bench-{one:08x}".ljust(43, "A")
    device_id = _of(one, ana.device_id)
    hashed = hashlib.sha256(token.encode()).hexdigest()
    line.execute("UPDATE session SET token_hash = %s WHERE device_id = %s", (hashed, device_id))
    generation, n = line.execute(
        "SELECT generation, n FROM reader WHERE person_id = %s", (_of(one, ana.person_id),)
    ).fetchone() or ("", 0)
    body = json.loads(_of(one, json.dumps(dict(check_in(ana, "us").body))))
    return Couple(_of(one, ana.person_id), token, f"{generation}.{n}", body)


def _of(one: int, text: str) -> str:
    """The same text of a copy."""
    return _UNIQUE.sub(rf"\g<1>{one:08x}", text)


P256DH = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
"""A public key: the example of RFC 8291 §5."""
