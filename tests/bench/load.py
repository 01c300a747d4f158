"""Load from wrk: 16 connections, each of which sends its next request when the last one is answered."""

import http.client
import os
import shutil
import subprocess
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from api.kernel import clock
from api.kernel.ids import new_id
from tools import debian

CONNECTIONS = 16
SERVER_CORE, LOAD_CORE = 0, 1
"""The core that a server shares with all its processes, and that of the load generator."""

_SCRIPT = Path(__file__).with_name("wrk.lua")
_TICKS = os.sysconf("SC_CLK_TCK")
_numbers = count(1)

Person = Mapping[str, str]
"""`token`, and what else stands in braces in a path or a body."""


@dataclass(frozen=True)
class Plan:
    """One request, sent by these people in turns. For what may stand in braces see wrk.lua."""

    method: str
    path: str
    people: Sequence[Person]
    body: str = ""

    def write(self, file: Path) -> Path:
        """The plan as wrk.lua reads it."""
        names = list(self.people[0])
        rows = ["\t".join(person[name] for name in names) for person in self.people]
        lines = [self.method, self.path, self.body, "\t".join(names), *rows]
        file.write_text("\n".join(lines) + "\n")
        return file


@dataclass(frozen=True)
class Server:
    """A running server. Each of `sessions` is the id of one of its processes, which began a session (setsid)."""

    origin: str
    people: Sequence[Person]
    sessions: Sequence[int]

    def cpu_seconds(self) -> float:
        """The time on a core that all its processes have used so far."""
        return sum(ticks for session, ticks in _processes() if session in self.sessions) / _TICKS


@dataclass(frozen=True)
class Round:
    """Requests a second; milliseconds that half of them, and all but one of a hundred, took at most; milliseconds
    on the server's core for each."""

    rate: float
    p50: float
    p99: float
    cpu: float


@contextmanager
def away_from_servers() -> Generator[None]:
    """Keep this process, and what it starts, on the core of the load. Installs wrk if it is missing.

    Exits if this machine has one core only.
    """
    if shutil.which("wrk") is None:
        debian.install(["wrk"], "the benches")
    allowed = os.sched_getaffinity(0)
    if not {SERVER_CORE, LOAD_CORE} <= allowed:
        raise SystemExit("The benches need cores 0 and 1: one for a server, one for its load.")
    os.sched_setaffinity(0, {LOAD_CORE})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def drive(server: Server, plan: Path, seconds: int) -> Round:
    """Load one server. Raises RuntimeError if a request is refused or fails: its figures would mean nothing."""
    how = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "-s", str(_SCRIPT)]
    command = ["wrk", *how, server.origin, "--", str(plan), str(next(_numbers))]
    before = server.cpu_seconds()
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    used = server.cpu_seconds() - before
    line = next(line for line in told.splitlines() if line.startswith("RESULT "))
    requests, microseconds, p50, p99, errors = map(int, line.split()[1:])
    if errors or not requests:
        raise RuntimeError(f"{errors} of {requests} requests to {server.origin} failed:\n{told}")
    rate = requests / microseconds * 1e6
    return Round(rate, p50 / 1000, p99 / 1000, used / requests * 1000)


def fill(server: Server, plan: Plan, times: int) -> None:
    """Let each person send the request so often. Raises RuntimeError if one is refused."""
    connection = http.client.HTTPConnection(urlsplit(server.origin).netloc, timeout=30)
    for person in plan.people:
        for number in range(1, times + 1):
            path, body = filled(plan, person, number)
            headers = {
                "Authorization": f"Bearer {person['token']}",
                "Content-Type": "application/json",
            }
            connection.request(plan.method, path, body, headers)
            response = connection.getresponse()
            said = response.read()
            if response.status >= 300:
                raise RuntimeError(f"{plan.path} was refused: {response.status} {said.decode()}")
    connection.close()


def filled(plan: Plan, person: Person, number: int) -> tuple[str, str]:
    """The path and the body of a request."""
    values = {**person, **_fresh(number)}
    return _filled(plan.path, values), _filled(plan.body, values)


def _processes() -> Iterator[tuple[int, int]]:
    """The session of each process of this machine, and the clock ticks it has used (proc(5))."""
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            fields = file.read_text().rpartition(")")[2].split()
            yield int(fields[3]), int(fields[11]) + int(fields[12])


def _fresh(number: int) -> Mapping[str, str]:
    words = {"iv": "A" * 16, "ct": "A" * 363}
    return {"id": new_id(), "at": clock.to_text(clock.now()), "n": str(number), **words}


def _filled(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text
