"""A run of tests keeps its temporary files in memory, if there is room for them.

On SQLite each test has a database of its own, and a story makes and deletes two thousand files, most of them a
browser's profile. On a disk both wait for it, and nobody reads these files after a loss of power.
"""

import os
import shutil
import tempfile
from pathlib import Path

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - folders in it are made by `tempfile`
NEEDED = 2 * 1024**3
"""Bytes. Each process of a run has less than 200 MB at once."""


def use_memory() -> None:
    """Make temporary files in memory, in this process and in those that it starts, unless TMPDIR says where."""
    if "TMPDIR" in os.environ or not SHARED_MEMORY.is_dir():
        return
    if shutil.disk_usage(SHARED_MEMORY).free >= NEEDED:
        os.environ["TMPDIR"] = str(SHARED_MEMORY)
        tempfile.tempdir = None  # it is looked up once
