"""Find programs of the system, install them from Debian if allowed, or else ask for them in one
sentence."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence


def program(name: str, package: str, purpose: str) -> str:
    """The path of a program; installs its package if it is missing."""
    if shutil.which(name) is None:
        install([package], purpose)
    return shutil.which(name) or name


def install(packages: Sequence[str], purpose: str) -> None:
    """Install Debian packages as root. For any other user, print the command and exit."""
    wait = "DPkg::Lock::Timeout=300"  # another run may be installing right now
    command = ["apt-get", "-o", wait, "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        sys.exit(f"Please install what {purpose} need: sudo {' '.join(command)}")
    print(f"Installing {', '.join(packages)} for {purpose} …", file=sys.stderr, flush=True)
    # Old or missing package lists name packages that no longer exist, or browsers that are too old.
    _quietly(["apt-get", "update"])
    if _quietly(command) != 0:
        sys.exit(f"That failed. Please look why: {' '.join(command)}")


def _quietly(command: list[str]) -> int:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, capture_output=True).returncode
