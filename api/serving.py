"""How the server's processes are started, on every kind of machine: `twofold web | worker | serve`."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping

BIND = "127.0.0.1:8000"
_STOP_SECONDS = 10

Processes = Mapping[str, subprocess.Popen[bytes]]


def web(bind: str, *more: str) -> list[str]:
    """The command of a web process that listens on HOST:PORT, with `more` options of gunicorn."""
    server = [sys.executable, "-m", "gunicorn", "-k", "api.front.Worker", "-w", "1"]
    manner = [
        "--graceful-timeout",
        "3",
        "--log-level",
        "warning",
        "--logger-class",
        "api.front.Log",
    ]
    return [*server, *manner, "--bind", bind, *more, "api.app:create_app()"]


def worker() -> list[str]:
    """The command of a worker."""
    return [sys.executable, "-m", "api.worker"]


def together(
    commands: Mapping[str, list[str]], started: Callable[[Processes], None] = lambda _: None
) -> int:
    """Run processes by their names until one ends by itself or a signal comes; returns the exit code.

    Calls `started` once all run. Stops as cleanly on other signals (systemd, containers, CI) as on Ctrl-C.
    """
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    processes: dict[str, subprocess.Popen[bytes]] = {}
    group = 0  # in the process group of the first one: Ctrl-C then reaches only this process, which ends them in order
    try:
        for name, command in commands.items():
            processes[name] = subprocess.Popen(command, process_group=group)
            group = group or processes[name].pid
        started(processes)
        return _watch(processes)
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(group, processes)


def _watch(processes: Processes) -> int:
    """Wait until a process ends by itself, which should never happen."""
    while not (ended := [name for name in processes if processes[name].poll() is not None]):
        found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
        # as the first process of a container this one inherits others' children
        if found and found.si_pid not in {process.pid for process in processes.values()}:
            os.waitpid(found.si_pid, 0)
    for name in ended:
        status = processes[name].returncode
        print(f"The {name} ended by itself (status {status}), so Twofold stops.", file=sys.stderr)
    return 1


def _stop(group: int, processes: Processes) -> None:
    if all(process.poll() is not None for process in processes.values()):
        return
    try:
        os.killpg(group, signal.SIGTERM)
        for process in processes.values():
            process.wait(timeout=_STOP_SECONDS)
    except ProcessLookupError:  # the last one has just ended
        return
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        os.killpg(group, signal.SIGKILL)
