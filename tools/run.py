"""Run Twofold on this machine, web process and worker together, until Ctrl-C: `python -m tools.run [--dev]`."""

import argparse
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping

from tools.ports import HOST, wished_port

WEB = [
    "gunicorn",
    "-k",
    "api.front.Worker",
    "-w",
    "1",
    "--graceful-timeout",
    "3",
    "--log-level",
    "warning",
]
Processes = Mapping[str, subprocess.Popen[bytes]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--dev", action="store_true", help="reload the server and the phone app when sources change"
    )
    dev: bool = parser.parse_args().dev
    port = wished_port("run")
    # Stop as cleanly on other signals (systemd, CI) as on Ctrl-C, also behind a shell's `&`.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    address = f"http://{HOST}:{5173 if dev else port}"
    os.environ.setdefault("TWOFOLD_ORIGIN", address)
    if subprocess.run([sys.executable, "-m", "api.cli", "migrate"]).returncode != 0:
        sys.exit("The database could not be brought up to date; see above.")
    processes: dict[str, subprocess.Popen[bytes]] = {}
    group = 0  # in the process group of the first one: Ctrl-C then reaches only this process, which ends them in order
    try:
        for name, command in _commands(port, dev).items():
            processes[name] = subprocess.Popen(command, process_group=group)
            group = group or processes[name].pid
        if _is_ready(f"http://{HOST}:{port}/readyz", processes):
            print(_welcome(address), flush=True)
        return _watch(processes)
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(group, processes)


def _commands(port: int, dev: bool) -> Mapping[str, list[str]]:
    web = [sys.executable, "-m", *WEB, "--bind", f"{HOST}:{port}", "api.app:create_app()"]
    worker = [sys.executable, "-m", "api.worker"]
    if not dev:
        return {"web process": web, "worker": worker}
    phone = [sys.executable, "-m", "tools.npm", "--prefix", "pwa", "run", "dev"]
    return {"web process": [*web, "--reload"], "worker": worker, "phone app": phone}


def _is_ready(url: str, processes: Processes) -> bool:
    """Wait until the web process responds; False after half a minute or if a process ends before."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and all(
        process.poll() is None for process in processes.values()
    ):
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return True
        except OSError:  # not listening yet, or too slow
            time.sleep(0.05)
    return False


def _welcome(address: str) -> str:
    return f"""
  Twofold is on {address}

  1. Open it in two browsers, one for each of you, and tap a face in both.
  2. In the first, tap Connect with your partner, then Show a code, and copy the link; open the link in the second.
  3. Compare the four words and confirm them in both. Now tap how you are, and look at the other.

  Ctrl-C stops it.
"""


def _watch(processes: Processes) -> int:
    """Wait until a process ends by itself, which should never happen."""
    os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
    for name, process in processes.items():
        if process.poll() is not None:
            print(
                f"The {name} ended by itself (status {process.returncode}), so Twofold stops.",
                file=sys.stderr,
            )
    return 1


def _stop(group: int, processes: Processes) -> None:
    if all(process.poll() is not None for process in processes.values()):
        return
    os.killpg(group, signal.SIGTERM)
    try:
        for process in processes.values():
            process.wait(timeout=10)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
