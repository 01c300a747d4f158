"""What must survive a power cut."""

import os
from pathlib import Path


def sync(path: Path) -> None:
    """A file, or the names in a folder, are on the disk and not only on their way there. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
