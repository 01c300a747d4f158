"""Starts parts of the product as forks of processes that have imported them already; see `fork_server.py`."""

import json
import os
import select
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypedDict

ROOT = Path(__file__).parents[2]

MODULES: Mapping[str, str] = {"gunicorn": "web", "api.worker": "worker"}
"""The parts that are forked, by the module that their command runs."""


class Request(TypedDict):
    """What a fork should be."""

    arguments: list[str]
    """The program's arguments, as in `sys.argv`."""
    environment: dict[str, str]
    log: str
    """The file that its output is added to."""


class Process(Protocol):
    """What `subprocess.Popen` and `Fork` have in common. It leads its own session."""

    pid: int

    def poll(self) -> object | None:
        """None while it runs."""
        ...

    def wait(self, timeout: float | None = None) -> object:
        """Wait for its end; raises `subprocess.TimeoutExpired` after `timeout` seconds."""
        ...


def begin(command: Sequence[str], environment: Mapping[str, str], log: Path) -> Process:
    """Run a command of this project in a session of its own."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


class Forks:
    """Forks the parts of the product. Any other command it starts as `begin` does."""

    def __init__(self) -> None:
        self._servers: dict[str, subprocess.Popen[str]] = {}

    def begin(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> Process:
        """As the function `begin`."""
        match list(command):
            case [sys.executable, "-m", module, *arguments] if module in MODULES:
                request: Request = {
                    "arguments": [module, *arguments],
                    "environment": {**os.environ, **environment},
                    "log": str(log),
                }
                return Fork(self._ask(MODULES[module], json.dumps(request)))
            case _:
                return begin(command, environment, log)

    def end(self) -> None:
        """End the processes that fork. What they have forked goes on."""
        for server in self._servers.values():
            server.communicate()

    def _ask(self, part: str, request: str) -> int:
        server = self._servers.get(part) or self._serve(part)
        assert server.stdin
        assert server.stdout
        server.stdin.write(f"{request}\n")
        server.stdin.flush()
        return int(server.stdout.readline())

    def _serve(self, part: str) -> subprocess.Popen[str]:
        self._servers[part] = subprocess.Popen(
            [sys.executable, "-m", f"{__package__}.fork_server", part],
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self._servers[part]


class Fork:
    """A process that is no child of ours."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._end = os.pidfd_open(pid)

    def poll(self) -> object | None:
        return True if self._has_ended(0) else None

    def wait(self, timeout: float | None = None) -> object:
        if not self._has_ended(timeout):
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return True

    def _has_ended(self, within: float | None) -> bool:
        """Within these seconds, or ever."""
        ready, _, _ = select.select([self._end], [], [], within)
        return bool(ready)

    def __del__(self) -> None:
        os.close(self._end)
