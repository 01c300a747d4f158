"""Make a backup, and forget those that are too old to be restored."""

import os
import re
import shutil
import time
from pathlib import Path
from tempfile import mkdtemp

from ..config import Settings
from ..kernel import clock, migrations, removal_log
from ..kernel.db import connected
from ..kernel.push import vapid
from . import archive, stores
from .errors import BackupError

_SCRATCH = ".making-"
_NAME = re.compile(r"twofold-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.tar\.gz(\.age)?$")
_ABANDONED_SECONDS = 24 * 3600


def make(settings: Settings) -> Path:
    """Write a backup into the folder of TWOFOLD_BACKUPS and return its file. People may go on writing.

    The database of `settings` must be connected. Raises `BackupError`; then no new file is there.
    """
    folder = settings.backups
    if folder is None:
        raise BackupError("Set TWOFOLD_BACKUPS to a folder, best on another disk.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    scratch = Path(mkdtemp(prefix=_SCRATCH, dir=folder))
    try:
        file = _write(settings, scratch)
        file.chmod(0o600)
        _sync(file)
        made = file.replace(folder / file.name)
        _sync(folder)
    except OSError as error:  # such as a full disk
        raise BackupError(f"No backup could be written to {folder}: {error}.") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    _forget_old(folder, settings.backups_kept_days)
    return made


def _write(settings: Settings, scratch: Path) -> Path:
    # From now on a restore can ask for the removal log: it is there.
    removal_log.begin(settings.removal_log)
    with connected():
        known = migrations.applied()
    store = stores.of(settings.database)
    files = [store.dump(scratch)]
    key = settings.data / vapid.FILE
    if key.exists():
        files.append(Path(shutil.copy(key, scratch)))
    about = archive.About(clock.to_text(clock.now()), store.kind, known, archive.digests_of(files))
    sealed = archive.SEALED if settings.backup_recipient else ""
    target = scratch / f"twofold-{about.made.replace(':', '-')}.tar.gz{sealed}"
    archive.write(target, files, about, settings.backup_recipient)
    return target


def _forget_old(folder: Path, kept_days: int) -> None:
    """Delete backups that the removal log no longer covers, and what a run that was killed has left."""
    oldest = clock.now() - kept_days * clock.DAY
    for file in _files(folder):
        if _made(file) < oldest:
            file.unlink(missing_ok=True)
    for left in folder.glob(f"{_SCRATCH}*"):
        if left.stat().st_mtime < time.time() - _ABANDONED_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if _NAME.match(file.name)] if folder.is_dir() else []


def _made(file: Path) -> int:
    """When a backup was made, by its name."""
    found = _NAME.match(file.name)
    if found is None:
        return 0
    day, hour, minute, second, _ = found.groups()
    return clock.from_text(f"{day}T{hour}:{minute}:{second}")


def _sync(path: Path) -> None:
    """It is on the disk, and not only on its way there."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
