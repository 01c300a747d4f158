"""Run Twofold on this machine, web process and worker together, until Ctrl-C: `python -m tools.run`."""

import argparse
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping

from api import serving
from tools.ports import HOST, wished_port


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--dev", action="store_true", help="reload the server and the phone app when sources change"
    )
    parser.add_argument(
        "--quiet", action="store_true", help="do not say how two people connect, once it runs"
    )
    arguments = parser.parse_args()
    dev: bool = arguments.dev
    quiet: bool = arguments.quiet
    port = wished_port("run")
    address = f"http://{HOST}:{5173 if dev else port}"
    os.environ.setdefault("TWOFOLD_ORIGIN", address)
    if subprocess.run([sys.executable, "-m", "api.cli", "migrate"]).returncode != 0:
        sys.exit("The database could not be brought up to date; see above.")

    def started(processes: serving.Processes) -> None:
        if not quiet and _is_ready(f"http://{HOST}:{port}/readyz", processes):
            print(_welcome(address), flush=True)

    return serving.together(_commands(port, dev), started)


def _commands(port: int, dev: bool) -> Mapping[str, list[str]]:
    bind = f"{HOST}:{port}"
    if not dev:
        return {"web process": serving.web(bind), "worker": serving.worker()}
    phone = [sys.executable, "-m", "tools.npm", "--prefix", "pwa", "run", "dev"]
    return {
        "web process": serving.web(bind, "--reload"),
        "worker": serving.worker(),
        "phone app": phone,
    }


def _is_ready(url: str, processes: serving.Processes) -> bool:
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


if __name__ == "__main__":
    sys.exit(main())
