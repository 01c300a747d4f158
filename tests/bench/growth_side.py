"""One side of `growth.py`: `python -m tests.bench.growth_side COUPLES`, with TWOFOLD_* set. It makes the couples in an
empty database, and then does what each line of its input says. It tells what one of it took as JSON."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path
from random import Random
from time import perf_counter, process_time

import psycopg
from flask import Flask

from api.app import create_app
from api.config import settings
from api.kernel import clock, migrations, reminders
from api.kernel.db import database
from api.kernel.ids import new_id
from api.kernel.push import claims
from api.practices import PRACTICES
from api.worker import BATCH
from tests.bench import couples
from tests.bench.couples import Couple
from tests.bench.cpu import environ_of, status_of

AT_ONCE = 400
"""Requests, or rows that are due, in a round."""
SAMPLED = 1_000


class Work:
    """What can be asked for, by name: before it is measured, and then."""

    def __init__(self, app: Flask, chosen: Sequence[Couple]) -> None:
        self._app = app
        self._couples: Iterator[Couple] = cycle(chosen)
        self._actions = {kind: action for one in PRACTICES for kind, action in one.actions.items()}

    def of(self, what: str) -> Callable[[], None]:
        """Prepare a round. Returns what is to be measured."""
        some = [*islice(self._couples, AT_ONCE)]
        if what == "changes":
            return lambda: self._changes(some)
        if what == "put":
            return lambda: self._put(some)
        table, act = {
            "reminders": ("reminder", lambda: reminders.run_due(self._actions)),
            "claim": ("notice", lambda: len(claims.claim(BATCH))),
        }[what]
        _make_due(table, [couple.person_id for couple in some])
        return lambda: _until_none_is_left(act)

    def _changes(self, some: Sequence[Couple]) -> None:
        for one in some:
            self._ask(one, "GET", f"/changes?after={one.cursor}&limit=20", None, "200 OK")

    def _put(self, some: Sequence[Couple]) -> None:
        for one in some:
            self._ask(one, "PUT", f"/check-ins/{new_id()}", one.body, "201 CREATED")

    def _ask(
        self,
        couple: Couple,
        method: str,
        path: str,
        body: Mapping[str, object] | None,
        expected: str,
    ) -> None:
        told = status_of(self._app.wsgi_app, environ_of(couple.token, method, path, body))
        if told != expected:
            raise RuntimeError(f"{method} {path}: {told}")


def main() -> None:
    app = create_app()
    migrations.migrate()
    with app.app_context():
        chosen = couples.make(app, settings().database, int(sys.argv[1]), SAMPLED)
        # In another order than on the disk, as people come.
        work = Work(app, Random(1).sample(chosen, len(chosen)))
        _tell({})
        for line in sys.stdin:
            _tell(_measured(work.of(line.strip())))


def _make_due(table: str, people: Sequence[str]) -> None:
    """Let one row of each of these people be due, and no other."""
    now = clock.now()
    with psycopg.connect(settings().database) as line:
        for when, chosen in (
            (now + clock.DAY, "next_try < %s"),
            (now - 1, "person_id = ANY(%s)"),
        ):
            values = (when, when, now + clock.HOUR if "next_try" in chosen else [*people])
            text = f"UPDATE {table} SET next_try = %s, due = %s WHERE {chosen}"  # noqa: S608 - a table of ours
            line.execute(text.encode(), values)


def _until_none_is_left(act: Callable[[], int]) -> None:
    with database.connection_context():
        while act():
            pass


def _measured(work: Callable[[], None]) -> Mapping[str, float]:
    """Milliseconds of one, on a core in this process and in PostgreSQL, and passed."""
    with database.connection_context():  # the only one of this process
        session = database.connection().info.backend_pid
    cpu, passed = process_time() + _cpu_of(session), perf_counter()
    work()
    cpu, passed = process_time() + _cpu_of(session) - cpu, perf_counter() - passed
    return {"cpu": cpu / AT_ONCE * 1000, "passed": passed / AT_ONCE * 1000}


def _cpu_of(process: int) -> float:
    """Seconds that a process with one thread has been on a core."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9


def _tell(what: Mapping[str, float]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
