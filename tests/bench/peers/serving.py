"""How a server of the comparison is run: on one core, on a database of its own."""

import os
import subprocess
import urllib.request
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.load import SERVER_CORE
from tests.waiting import wait_until

PROGRAMS = Path(__file__).parents[3] / ".venv" / "bench" / "bin"
"""Of the environment that only `make bench` makes."""


def pinned(command: Sequence[str | Path]) -> Sequence[str]:
    """The same command on the servers' core."""
    return ["taskset", "-c", str(SERVER_CORE), *map(str, command)]


@contextmanager
def served(
    command: Sequence[str | Path], environment: Mapping[str, str], ready: str
) -> Generator[int]:
    """Run a server until the block ends, which begins when the address `ready` answers. Yields its process id."""
    settings = {**os.environ, **environment}
    server = subprocess.Popen(
        pinned(command), env=settings, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_until(lambda: _answers(ready), ready, timeout=60)
        yield server.pid
    finally:
        server.terminate()
        server.wait(30)


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except OSError:
        return False
    return True
