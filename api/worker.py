"""The worker: runs due reminders and sends notices. `python -m api.worker`

Several workers may run at once. If one is killed, another takes over its work when the leases end.
"""

import asyncio
import gc
import signal
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from typing import TypeVar

import structlog
from peewee import PeeweeException

from .app import create_app
from .config import Settings, settings
from .kernel import clock, fading, library_logs, reminders, removals, retention
from .kernel.db import database
from .kernel.metrics import measures, serving
from .kernel.push import claims
from .kernel.push.claims import Outcome
from .kernel.push.sender import Sender
from .kernel.setup import checks, signs
from .kernel.setup.findings import Finding, log_once
from .practices import PRACTICES
from .tables import MODELS

AT_ONCE = 200
BATCH = 100  # notices claimed in one short transaction
POLL_SECONDS = 0.2
GATHER_SECONDS = 0.05  # results of this many seconds are stored together
SWEEP_SECONDS = 900
SIGN_SECONDS = 30
LOOK_SECONDS = 900
AGAIN_SECONDS = 1
GARBAGE_OBJECTS = 10_000
"""So many new objects make Python look for cycles among them. Its own 700 are a few pushes, and the looks were a fifth
of their CPU."""
AFTER_AWAY_SECONDS = 6
"""After the database was away, the wait before notices are claimed. All workers store first what they had sent: leases
that ended meanwhile would let another one send it again."""

T = TypeVar("T")
_log = structlog.stdlib.get_logger()


class Worker:
    """Runs until stopped, then finishes what it has begun. Needs an app context."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stopping = asyncio.Event()
        self._claims_from = 0.0
        # One thread for the database, so that sending never waits for a lock.
        self._database_thread = ThreadPoolExecutor(1, "database")
        self._actions = {
            kind: action for practice in PRACTICES for kind, action in practice.actions.items()
        }

    def stop(self) -> None:
        """Claim nothing new."""
        self._stopping.set()

    async def run(self) -> None:
        """Run until `stop` is called and all claimed work is finished."""
        _log.info("worker started")
        async with Sender(self._settings, AT_ONCE) as sender:
            await asyncio.gather(
                self._remind(), self._push(sender), self._sweep(), self._look(sender)
            )
        self._database_thread.shutdown()
        _log.info("worker stopped")

    async def _remind(self) -> None:
        while not self._stopping.is_set():
            if not await self._in_database(lambda: reminders.run_due(self._actions), 0):
                await self._wait(POLL_SECONDS)

    async def _push(self, sender: Sender) -> None:
        on_the_way: dict[asyncio.Task[Outcome], str] = {}  # to the notice's id
        while on_the_way or not self._stopping.is_set():
            may_claim = not self._stopping.is_set() and time.monotonic() >= self._claims_from
            room = AT_ONCE - len(on_the_way) if may_claim else 0
            if room > 0:
                in_hand = [*on_the_way.values()]
                found = await self._in_database(
                    lambda room=room, in_hand=in_hand: claims.claim(min(room, BATCH), in_hand), []
                )
                for delivery in found:
                    on_the_way[asyncio.create_task(sender.send(delivery))] = delivery.notice_id
                if len(found) == BATCH and len(on_the_way) < AT_ONCE:
                    continue  # the next ones are claimed while these are sent
            if not on_the_way:
                await self._wait(POLL_SECONDS)
                continue
            arrived, _ = await asyncio.wait(on_the_way, timeout=GATHER_SECONDS)
            if arrived:
                await self._settle([task.result() for task in arrived])
                for task in arrived:
                    del on_the_way[task]

    async def _settle(self, outcomes: list[Outcome]) -> None:
        _count(outcomes)
        troubles = [outcome.verdict for outcome in outcomes if outcome.verdict != "delivered"]
        if troubles:
            _log.info(
                "not delivered", **{verdict: troubles.count(verdict) for verdict in {*troubles}}
            )
        while not await self._in_database(lambda: claims.settle(outcomes), False):
            if self._stopping.is_set():  # the leases end, and another worker sends them again
                return

    async def _sweep(self) -> None:
        while not self._stopping.is_set():
            if not await self._in_database(_forget, 0):
                await self._wait(SWEEP_SECONDS)

    async def _look(self, sender: Sender) -> None:
        """Record regularly that a worker is running, and now and then log problems of the set-up."""
        next_look = 0.0
        while not self._stopping.is_set():
            signed = await self._in_database(lambda: _sign(sender.problems), False)
            if not signed:  # the database is away: it says so as soon as it is back
                continue
            if time.monotonic() >= next_look:
                next_look = time.monotonic() + LOOK_SECONDS
                await self._in_database(lambda: _report(checks.all_of(self._settings)), None)
            await self._wait(SIGN_SECONDS)

    async def _in_database(self, action: Callable[[], T], otherwise: T) -> T:
        """Run an action in the database thread. If the database is out of reach, wait a second and
        return `otherwise`."""

        def connected() -> T:
            with database.connection_context():
                return action()

        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._database_thread, copy_context().run, connected)
        except PeeweeException as error:
            _log.error("database out of reach", error=type(error).__name__)
            self._claims_from = time.monotonic() + AFTER_AWAY_SECONDS
            await self._wait(AGAIN_SECONDS)
            return otherwise

    async def _wait(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)


def _sign(problems: Mapping[str, str]) -> bool:
    signs.give(signs.WORKER, problems)
    return True


def _report(found: list[Finding]) -> None:
    log_once(found)
    problems = {one.problem for one in found}
    for name in measures.PROBLEMS:
        measures.PROBLEM.labels(name).set(name in problems)


def _count(outcomes: list[Outcome]) -> None:
    now = clock.now()
    for outcome in outcomes:
        measures.PUSHES.labels(outcome.verdict).inc()
        if outcome.verdict == "delivered":
            delay = (now - outcome.delivery.due) / clock.SECOND
            measures.PUSH_DELAY_SECONDS.observe(max(0.0, delay))


def _forget() -> int:
    """Delete one batch of expired data; returns the number of rows and files."""
    return retention.sweep() + fading.fade(MODELS) + removals.tidy()


async def run() -> None:
    """Run until SIGTERM or SIGINT."""
    worker = Worker(settings())
    serving.begin_worker(settings())
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, worker.stop)
    await worker.run()


def main() -> None:
    library_logs.take_over()
    with create_app().app_context():
        gc.freeze()  # what is there now stays, and need not be looked through again
        gc.set_threshold(GARBAGE_OBJECTS)
        asyncio.run(run())


if __name__ == "__main__":
    main()
