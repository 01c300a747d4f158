"""`make bench ONLY=growth`: what requests and claims cost with many couples, as a multiple of what they cost with few.

Both databases are on one PostgreSQL, and take turns. Each has a process of its own that answers requests without a web
server. CPU is that of this process and of its session in PostgreSQL: it varies less than the time that passes.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import monotonic

import psycopg

from tests.bench.couples import BYTES_EACH
from tools import postgres

FEW, MANY = 1_000, 1_000_000
LEFT_FREE = 20 * 1024**3
"""Bytes of the disk that others may need."""
ROUNDS = 7
GOAL = 1.2
WHAT = ("changes", "put", "reminders", "claim")


@dataclass(frozen=True)
class Figures:
    """Milliseconds of one request, or of one row of a claim: on a core, and passed."""

    cpu: float
    passed: float


class Side:
    """A process that works on one database, and does what it is told."""

    def __init__(self, database: str, folder: Path, couples: int) -> None:
        folder.mkdir()
        settings = {
            "TWOFOLD_DATA": str(folder),
            "TWOFOLD_DATABASE": database,
            "TWOFOLD_REQUESTS_PER_MINUTE": "1000000",
            "TWOFOLD_ACCOUNTS_PER_HOUR": "1000000",
        }
        command = [sys.executable, "-m", "tests.bench.growth_side", str(couples)]
        self._process = subprocess.Popen(
            command,
            env={**os.environ, **settings},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ready(self) -> None:
        """Wait until its couples are made."""
        self._told()

    def do(self, what: str) -> Figures:
        assert self._process.stdin is not None
        print(what, file=self._process.stdin, flush=True)
        return Figures(**self._told())

    def end(self) -> None:
        self._process.terminate()
        self._process.wait(30)

    def _told(self) -> Mapping[str, float]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the process of one database has ended")
        return json.loads(line)


def compare(folder: Path) -> None:
    """Print what each costs, and with many couples as a multiple of with few."""
    with postgres.running() as server, ExitStack() as stack:
        many = min(MANY, (shutil.disk_usage(folder).free - LEFT_FREE) // BYTES_EACH)
        if many < MANY:
            print(f"The disk holds {many:,} couples, not {MANY:,}.")
        sides: list[Side] = []
        for couples in (FEW, many):
            begun = monotonic()
            side = stack.enter_context(_side(server, folder, couples))
            size = _size(server, couples)
            print(f"{couples:,} couples made in {monotonic() - begun:.0f} s: {size / 1e9:.2f} GB")
            sides.append(side)
        _measure(sides, many)


def _measure(sides: Sequence[Side], many: int) -> None:
    print(
        f"\nCPU and time of one, ms; load {os.getloadavg()[0]:.1f}   {FEW:,} couples   {many:,} couples"
    )
    for what in WHAT:
        rounds = [[side.do(what) for side in sides] for _ in range(ROUNDS + 1)][1:]
        few, much = (
            [Figures(median(one.cpu for one in side), median(one.passed for one in side))]
            for side in zip(*rounds, strict=True)
        )
        times = median(large.cpu / small.cpu for small, large in rounds)
        passed = median(large.passed / small.passed for small, large in rounds)
        shown = "   ".join(f"{one.cpu:6.3f} {one.passed:6.3f}" for one in (*few, *much))
        print(f"{what:32} {shown}   CPU {times:.2f} times, time {passed:.2f} times (goal {GOAL})")


@contextmanager
def _side(server: str, folder: Path, couples: int) -> Generator[Side]:
    with psycopg.connect(server, autocommit=True) as line:
        line.execute(f"CREATE DATABASE of_{couples}".encode())
    side = Side(_database(server, couples), folder / f"of-{couples}", couples)
    try:
        side.ready()
        yield side
    finally:
        side.end()


def _database(server: str, couples: int) -> str:
    return f"{server.rpartition('/')[0]}/of_{couples}"


def _size(server: str, couples: int) -> int:
    with psycopg.connect(server) as line:
        found = line.execute("SELECT pg_database_size(%s)", (f"of_{couples}",)).fetchone()
    return found[0] if found else 0
