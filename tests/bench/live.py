"""`make bench ONLY=live`: what idle streams of one live process take, and how soon the partner hears of a write, beside
the realtime events of PocketBase.

Each server has core 0, and PostgreSQL and the clients core 1. A write counts from its first byte to the event at the
partner's stream. Writes come one after the other, ten a second at most, while all streams are open.
"""

import asyncio
import os
import resource
import time
from collections.abc import Callable, Coroutine, Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from api.app import create_app
from tests.bench import couples, load, memory
from tests.bench.load import Person, Plan
from tests.bench.peers import pocketbase, twofold
from tests.bench.streams import Client, Stream
from tools import postgres

STREAMS, PEERS_STREAMS = 10_000, 2_000
GOAL_KILOBYTES, GOAL_P99, GOAL_TIMES = 25, 10, 10
PAIRS = 20
"""So many of the partners are written to in turns."""
WRITES = 300
PACE_SECONDS = 0.1
AT_ONCE = 50
"""So many streams are opened at the same time."""

Open = Callable[[Person], Coroutine[None, None, Stream]]


@dataclass(frozen=True)
class Case:
    """A server: who idles, and pairs of who writes and who listens."""

    name: str
    origin: str
    process: int
    open: Open
    idle: Sequence[Person]
    pairs: Sequence[tuple[Person, Person]]
    write: Callable[[Sequence[Person]], Plan]


@dataclass(frozen=True)
class Found:
    """Kilobytes for each idle stream; milliseconds of each write."""

    kilobytes: float
    latencies: Sequence[float]

    @property
    def p99(self) -> float:
        return quantiles(self.latencies, n=100)[98]


def measure(folder: Path) -> None:
    """Print both, and how many times as soon ours is."""
    _allow_files(STREAMS + 500)
    with load.away_from_servers(), ExitStack() as stack:
        ours = stack.enter_context(_ours(folder))
        few = [_found(ours, PEERS_STREAMS), _found(ours, STREAMS)]
    with load.away_from_servers(), _peers(folder) as theirs:
        peer = _found(theirs, PEERS_STREAMS)
    times = median(peer.latencies) / median(few[0].latencies)
    print(
        f"With {PEERS_STREAMS:,} streams each, ours is {times:.1f} times as soon in the median"
        f" (goal {GOAL_TIMES}). Goals with {STREAMS:,}: {GOAL_KILOBYTES} kB, p99 {GOAL_P99} ms."
    )


def _found(case: Case, streams: int) -> Found:
    found = asyncio.run(_run(case, case.idle[:streams]))
    print(
        f"{case.name}, {streams:,} idle streams: {found.kilobytes:.1f} kB each; write to partner"
        f" p50 {median(found.latencies):.1f} ms, p99 {found.p99:.1f} ms; load {os.getloadavg()[0]:.1f}"
    )
    return found


async def _run(case: Case, idle: Sequence[Person]) -> Found:
    partners = [await case.open(partner) for _, partner in case.pairs]
    before = _kilobytes(case)
    line = asyncio.Semaphore(AT_ONCE)

    async def open_in_turn(person: Person) -> Stream:
        async with line:
            return await case.open(person)

    streams = await asyncio.gather(*map(open_in_turn, idle))
    kilobytes = (_kilobytes(case) - before) / len(idle)
    plan = case.write([writer for writer, _ in case.pairs])
    client = await Client.open(case.origin)
    latencies = [
        await _write(case, client, plan, partners, number) for number in range(1, WRITES + 1)
    ]
    open_still = sum(not stream.has_ended for stream in streams)
    for one in (*streams, *partners, client):
        await one.close()
    if open_still < len(idle):
        raise RuntimeError(f"{case.name} held {open_still} of {len(idle)} streams")
    return Found(kilobytes, latencies)


async def _write(
    case: Case, client: Client, plan: Plan, partners: Sequence[Stream], number: int
) -> float:
    """Milliseconds from a write until the partner's stream tells of it."""
    pair = number % len(partners)
    partners[pair].forget()
    begun = time.perf_counter()
    answered = asyncio.create_task(client.send(plan, case.pairs[pair][0], number))
    told = await partners[pair].next()
    await answered
    await asyncio.sleep(max(0, begun + PACE_SECONDS - time.perf_counter()))
    return (told - begun) * 1000


@contextmanager
def _ours(folder: Path) -> Generator[Case]:
    """One web process on PostgreSQL, with as many people as there are streams."""
    with postgres.running() as database:
        os.environ.update(
            {
                "TWOFOLD_DATA": str(folder / "made"),
                "TWOFOLD_DATABASE": database,
                "TWOFOLD_TESTING": "1",
                "TWOFOLD_ACCOUNTS_PER_HOUR": "1000000",
            }
        )
        app = create_app()
        with app.app_context():
            idle = couples.make_signed_in(app, database, STREAMS)
        with twofold.running(folder / "live", PAIRS, database=database) as server:
            yield Case(
                "Twofold",
                server.origin,
                server.sessions[0],
                lambda person: Stream.get(server.origin, "/api/v1/stream", person["token"]),
                idle,
                [(one, {**one, "token": one["partner_token"]}) for one in server.people],
                twofold.put,
            )


@contextmanager
def _peers(folder: Path) -> Generator[Case]:
    """PocketBase, with one person who idles in all streams, and pairs beside."""
    with pocketbase.running(folder / "pocketbase", 2 * PAIRS + 1) as server:
        writers, partners = server.people[:PAIRS], server.people[PAIRS : 2 * PAIRS]
        yield Case(
            "PocketBase",
            server.origin,
            server.sessions[0],
            lambda person: pocketbase.listen(server.origin, person["token"]),
            [server.people[-1]] * PEERS_STREAMS,
            [
                ({**writer, "partner": partner["person"]}, partner)
                for writer, partner in zip(writers, partners, strict=True)
            ],
            pocketbase.one_row,
        )


def _kilobytes(case: Case) -> float:
    return memory.megabytes_of(case.process) * 1024


def _allow_files(most: int) -> None:
    """Raise this process's limit of open files, and that of what it starts. Exits where that is refused."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < most:
        raise SystemExit(f"{STREAMS:,} streams need `ulimit -Hn` {most} or more, not {hard}.")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
