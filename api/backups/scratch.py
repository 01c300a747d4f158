"""Places for what is not finished."""

import shutil
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

PREFIX = ".unfinished-"
"""How the name of each begins."""
_ABANDONED_SECONDS = 24 * 3600


@contextmanager
def folder(parent: Path) -> Generator[Path]:
    """A folder that nobody else can read, until the block ends. Forgets those of runs that were killed."""
    forget_abandoned(parent)
    with TemporaryDirectory(prefix=PREFIX, dir=parent, ignore_cleanup_errors=True) as name:
        yield Path(name)


def forget_abandoned(parent: Path) -> None:
    """Delete what runs that were killed have left, once no run can be at it."""
    for left in parent.glob(f"{PREFIX}*"):
        with suppress(OSError):  # another run deletes it, too
            if left.lstat().st_mtime >= time.time() - _ABANDONED_SECONDS:
                continue
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            else:
                left.unlink()
