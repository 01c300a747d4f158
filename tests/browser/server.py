"""The real product for one story: web process and worker on a free port, on a new database."""

import os
import signal
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from api import serving
from tests.browser.forks import Process, begin
from tests.browser.lanes import product_port
from tests.waiting import wait_until
from tools.ports import is_free

Commands = Callable[[int], Mapping[str, Sequence[str]]]
"""The command of each process by its name, `web` and perhaps `worker`, for a port."""
Begin = Callable[[Sequence[str], Mapping[str, str], Path], Process]
"""Starts a command with additional environment variables and a file for its output."""


def product_commands(port: int) -> Mapping[str, Sequence[str]]:
    """The product as `make run` starts it."""
    return {"web": serving.web(f"127.0.0.1:{port}"), "worker": serving.worker()}


class Part:
    """One process of the product, with all it starts itself. Its output goes to a file."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        log: Path,
        first: Begin = begin,
    ) -> None:
        """`first` starts it the first time; whoever starts it again runs the command itself."""
        self._command = command
        self._environment = environment
        self.log = log
        self._begin = first
        self._process: Process | None = None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """The process id, which is that of its session too. Raises RuntimeError if it was never started."""
        if self._process is None:
            raise RuntimeError("not started")
        return self._process.pid

    def start(self) -> None:
        self._process = self._begin(self._command, self._environment, self.log)
        self._begin = begin

    def kill(self) -> None:
        """kill -9 with all children: a crash in the middle of anything."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, as Ctrl-C does; raises TimeoutExpired if it does not within 15 s."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        process = self._process
        if process is None or process.poll() is not None:
            return
        os.killpg(process.pid, how)  # it has its own session, so this reaches no other process
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise


class Product:
    """The product, which a story can start, kill and start again; the database stays."""

    def __init__(
        self,
        folder: Path,
        environment: Mapping[str, str],
        commands: Commands = product_commands,
        first: Begin = begin,
        origin: str | None = None,
        door: int | None = None,
    ) -> None:
        """`origin` is what people open, if something leads from there to `address`: a phone's radio, or a front server
        on the port `door`."""
        self.commands = commands
        self.folder = folder
        """TWOFOLD_DATA: the SQLite file and its log, the VAPID key; the processes' logs too."""
        self.port = product_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.origin = origin or self.address
        self.door = door or self.port
        self.certificate: Path | None = None
        """Of the authority that people must trust to open it."""
        self.environment = {
            "PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
            "TWOFOLD_DATA": str(folder),
            "TWOFOLD_ORIGIN": self.origin,
            "TWOFOLD_TESTING": "1",
            **environment,
        }
        self.parts = {
            name: Part(command, self.environment, folder / f"{name}.log", first)
            for name, command in commands(self.port).items()
        }

    @property
    def web(self) -> Part:
        return self.parts["web"]

    @property
    def worker(self) -> Part:
        return self.parts["worker"]

    def start(self) -> None:
        """Start the processes that do not run, and wait until /readyz says that it can serve."""
        self.begin()
        self.wait_until_ready()

    def begin(self) -> None:
        """Start the processes that do not run."""
        if not self.web.running:  # what an earlier one started may take a moment to end
            wait_until(lambda: is_free(self.port), f"port {self.port} to be free")
        for part in self.parts.values():
            if not part.running:
                part.start()

    def wait_until_ready(self) -> None:
        def ready() -> bool:
            if not self.web.running:
                raise RuntimeError(f"the web process ended:\n{self.logs()[-4000:]}")
            return _answers(f"{self.address}/readyz")

        try:
            wait_until(ready, "/readyz", timeout=30)
        except TimeoutError as error:
            raise TimeoutError(f"{error}:\n{self.logs()[-4000:]}") from error

    def stop(self) -> None:
        """Ask all of it to end."""
        for part in reversed(self.parts.values()):
            part.stop()

    def kill(self) -> None:
        for part in self.parts.values():
            part.kill()

    def logs(self) -> str:
        """The output of all processes so far."""
        logs = [part.log for part in self.parts.values() if part.log.exists()]
        return "\n".join(log.read_text(errors="replace") for log in logs)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False
