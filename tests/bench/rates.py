"""`make bench ONLY=api`: our API beside PocketBase, and beside a twin of ours in FastAPI and SQLAlchemy.

All servers run at the same time and take turns, so that what else the machine does strikes all of them. Each has
one core for all its processes; the load comes from the other one, where PostgreSQL runs too. SQLite does not wait
for the disk at each write (synchronous NORMAL), as PocketBase has it; ours with FULL, its default, is beside it.
"""

from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.bench import load
from tests.bench.load import Plan, Round, Server
from tests.bench.peers import pocketbase, twin_server, twofold
from tools import postgres

COUPLES = 40
RECORDS = 20
ROUNDS = 5
SECONDS = 4


@dataclass(frozen=True)
class Case:
    """One request to one server. `goal`: how many times its rate ours is to reach."""

    name: str
    server: Server
    plan: Plan
    goal: float | None = None
    rounds: list[Round] = field(default_factory=list[Round])


Table = Mapping[str, Sequence[Case]]
"""Cases by what they do; the first of each is ours."""


def compare(folder: Path) -> None:
    """Print the rates of all, and ours as multiples of theirs."""
    with load.away_from_servers():
        for started in (_on_sqlite, _on_postgresql):
            with started(folder) as table:
                _measure(table, folder)


@contextmanager
def _on_sqlite(folder: Path) -> Generator[Table]:
    with ExitStack() as stack:
        start = stack.enter_context
        ours = start(twofold.running(folder / "normal", COUPLES, durability="normal"))
        full = start(twofold.running(folder / "full", COUPLES))
        base = start(pocketbase.running(folder / "pocketbase", COUPLES))
        twin = start(twin_server.running(f"sqlite:///{folder}/twin.db", COUPLES))
        batch = pocketbase.batch_of_three(base.people)
        load.fill(ours, twofold.put(ours.people), RECORDS)
        load.fill(base, batch, RECORDS)
        load.fill(twin, twin_server.put(twin.people), RECORDS)
        yield {
            "PUT a check-in for both, SQLite": [
                Case("Twofold", ours, twofold.put(ours.people)),
                Case("Twofold, synchronous FULL", full, twofold.put(full.people)),
                Case("PocketBase, the same three rows", base, batch, goal=2),
                Case("PocketBase, one row", base, pocketbase.one_insert(base.people), goal=1),
                Case("FastAPI + SQLAlchemy", twin, twin_server.put(twin.people), goal=3),
            ],
            f"GET {RECORDS} changes, SQLite": [
                Case("Twofold", ours, twofold.changes(ours.people, RECORDS)),
                Case("PocketBase", base, pocketbase.rows(base.people, RECORDS), goal=2.5),
                Case("FastAPI + SQLAlchemy", twin, twin_server.changes(twin.people, RECORDS)),
            ],
        }


@contextmanager
def _on_postgresql(folder: Path) -> Generator[Table]:
    with ExitStack() as stack:
        start = stack.enter_context
        database = start(postgres.running())
        ours = start(twofold.running(folder / "postgresql", COUPLES, database=database))
        own = start(postgres.running()).replace("postgresql:", "postgresql+psycopg:")
        twin = start(twin_server.running(own, COUPLES))
        load.fill(ours, twofold.put(ours.people), RECORDS)
        load.fill(twin, twin_server.put(twin.people), RECORDS)
        yield {
            "PUT a check-in for both, PostgreSQL": [
                Case("Twofold", ours, twofold.put(ours.people)),
                Case("FastAPI + SQLAlchemy", twin, twin_server.put(twin.people), goal=2),
            ],
            f"GET {RECORDS} changes, PostgreSQL": [
                Case("Twofold", ours, twofold.changes(ours.people, RECORDS)),
                Case(
                    "FastAPI + SQLAlchemy", twin, twin_server.changes(twin.people, RECORDS), goal=2
                ),
            ],
        }


def _measure(table: Table, folder: Path) -> None:
    cases = [case for cases in table.values() for case in cases]
    plans = [case.plan.write(folder / f"plan-{number}.tsv") for number, case in enumerate(cases)]
    for _ in range(ROUNDS):
        for case, plan in zip(cases, plans, strict=True):
            case.rounds.append(load.drive(case.server, plan, SECONDS))
    for what, cases in table.items():
        print(f"\n{what:40}      /s  p50 ms  p99 ms  CPU ms  Twofold does")
        for case in cases:
            print(_line(case, cases[0]))


def _line(case: Case, ours: Case) -> str:
    figures = [
        median(getattr(one, name) for one in case.rounds) for name in ("rate", "p50", "p99", "cpu")
    ]
    shown = (
        f"  {case.name:38} {figures[0]:7,.0f} {figures[1]:7.1f} {figures[2]:7.1f} {figures[3]:7.2f}"
    )
    if case is ours:
        return shown
    pairs = zip(ours.rounds, case.rounds, strict=True)
    times = f"  {median(mine.rate / theirs.rate for mine, theirs in pairs):.2f} times as many"
    return f"{shown}{times}" + ("" if case.goal is None else f" (goal {case.goal})")
