"""The twin of our server in `twin/`, as uvicorn serves it on one core."""

import json
import os
import subprocess
from collections.abc import Generator, Sequence
from contextlib import contextmanager

from tests.bench.load import Person, Plan, Server
from tools.ports import HOST, free_port

from .serving import PROGRAMS, served


@contextmanager
def running(database: str, couples: int) -> Generator[Server]:
    """The twin on an empty database, `sqlite:///…` or `postgresql+psycopg://…` with so many
    couples."""
    settings = {"TWIN_DATABASE": database}
    seed = [PROGRAMS / "python", "-m", "tests.bench.peers.twin.seeding", str(couples)]
    environment = {**os.environ, **settings}
    made = subprocess.run(seed, check=True, env=environment, capture_output=True, text=True)
    port = free_port()
    origin = f"http://{HOST}:{port}"
    command = [PROGRAMS / "uvicorn", "tests.bench.peers.twin.app:app", "--port", str(port)]
    quiet = ["--no-access-log", "--log-level", "warning"]
    with served([*command, *quiet], settings, f"{origin}/docs") as process:
        yield Server(origin, json.loads(made.stdout), [process])


def put(people: Sequence[Person]) -> Plan:
    """A check-in for both."""
    words = {"v": 1, "k": "{epoch}", "w": 1, "iv": "{iv}", "ct": "{ct}"}
    named = {"space_id": "{space}", "edit": 1, "sealed_by": "{person}", "at": "{at}"}
    return Plan("PUT", "/check-ins/{id}", people, json.dumps({**named, "words": words}))


def changes(people: Sequence[Person], count: int) -> Plan:
    """The first rows of a person's feed."""
    return Plan("GET", f"/changes?after=0&limit={count}", people)
