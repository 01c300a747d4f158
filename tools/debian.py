"""Programs that come from the system: found, installed from Debian when we may, else asked for in one sentence."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence


def install(packages: Sequence[str], purpose: str) -> None:
    """Install Debian packages as root; anybody else is told the command and the program ends."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        sys.exit(f"{purpose} needs {', '.join(packages)}. Please run: sudo {' '.join(command)}")
    print(f"Installing {', '.join(packages)} for {purpose} …", file=sys.stderr, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if (
        subprocess.run(
            command, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ).returncode
        != 0
    ):
        # Package lists may be missing or old; with fresh ones a failure is real and is shown.
        subprocess.run(
            ["apt-get", "update", "-q"], env=quiet, stdout=subprocess.DEVNULL, check=True
        )
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=True)
