"""Make a backup, and forget those that are too old to be restored."""

import re
import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile

from peewee import PeeweeException

from ..config import Settings
from ..kernel import clock, disk, migrations, removal_log
from ..kernel.db import connected
from ..kernel.push import vapid
from ..kernel.setup.findings import database_away
from . import archive, scratch, stores
from .errors import BackupError

_NAME = re.compile(r"twofold-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.tar\.gz(\.age)?")


def make(settings: Settings) -> Path:
    """Write a backup into the folder of TWOFOLD_BACKUPS and return its file. People may go on writing.

    The database of `settings` must be connected. Raises `BackupError`; then no new file is there.
    """
    folder = settings.backups
    if folder is None:
        raise BackupError("Set TWOFOLD_BACKUPS to a folder, best on another disk.")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Not in the folder of the backups: what is not sealed yet must not be copied from there to elsewhere.
        with scratch.folder(settings.data) as plain:
            made = _placed(_write(settings, plain), folder)
        _forget_old(folder, settings.backups_kept_days)
    except OSError as error:  # such as a full disk
        raise BackupError(f"No backup could be written: {error}.") from error
    return made


def _write(settings: Settings, plain: Path) -> Path:
    # From now on a restore can ask for the removal log: it is there.
    removal_log.begin(settings.removal_log)
    known = _migrations()
    store = stores.of(settings.database)
    files = [store.dump(plain)]
    if _migrations() != known:
        raise BackupError("The database was migrated meanwhile. Run it again.")
    key = settings.data / vapid.FILE
    if key.exists():
        files.append(Path(shutil.copy(key, plain)))
    about = archive.About(
        clock.to_text(clock.now()),
        store.kind,
        known,
        removal_log.name_of(settings.removal_log),
        archive.digests_of(files),
    )
    sealed = archive.SEALED if settings.backup_recipient else ""
    target = plain / f"twofold-{about.made.replace(':', '-')}.tar.gz{sealed}"
    archive.write(target, files, about, settings.backup_recipient)
    return target


def _migrations() -> list[str]:
    try:
        with connected():
            return migrations.applied()
    except PeeweeException as error:
        raise BackupError(str(database_away(error))) from error


def _placed(file: Path, folder: Path) -> Path:
    """A finished file comes into the folder, which may be on another disk, as a whole; only its owner can read it."""
    with NamedTemporaryFile(prefix=scratch.PREFIX, dir=folder, delete=False) as copy:
        draft = Path(copy.name)
        try:
            with file.open("rb") as content:
                shutil.copyfileobj(content, copy)
            copy.flush()
            disk.sync(draft)
            made = draft.replace(folder / file.name)
        finally:
            draft.unlink(missing_ok=True)
    disk.sync(folder)
    return made


def _forget_old(folder: Path, kept_days: int) -> None:
    """Delete backups that the removal log no longer covers, and what a run that was killed has left."""
    oldest = clock.now() - kept_days * clock.DAY
    for file in folder.iterdir():
        made = _made(file)
        if made is not None and made < oldest:
            file.unlink(missing_ok=True)
    scratch.forget_abandoned(folder)


def _made(file: Path) -> int | None:
    """When a backup was made, by its name; None for what is none."""
    found = _NAME.fullmatch(file.name)
    if found is None or file.is_dir():
        return None
    day, hour, minute, second, _ = found.groups()
    try:
        return clock.from_text(f"{day}T{hour}:{minute}:{second}")
    except ValueError:  # no such day
        return None
