"""Restore a backup into an empty place, and take away again what was taken away since it was made."""

from collections.abc import Callable
from pathlib import Path

from peewee import PeeweeException

from ..config import Settings
from ..kernel import clock, disk, migrations, removal_log, removals
from ..kernel.push import vapid
from . import archive, scratch, stores
from .archive import About
from .errors import BackupError
from .stores import Store


def restore(
    file: Path,
    settings: Settings,
    finish: Callable[[str], None],
    *,
    identity: Path | None = None,
    removals_lost: bool = False,
) -> About:
    """Put the database and the push key of a backup in place; returns what the backup says of itself.

    `finish` gets the address of the restored database: it migrates it and takes away again. On SQLite it runs before
    the database is in its place; on PostgreSQL, should it fail, the tables are there and it has to be run again.
    `removals_lost`: restore although the removal log is not there.
    Raises `BackupError`.
    """
    store = stores.of(settings.database)
    store.refuse_unless_empty()
    if not removals_lost:
        _refuse_without_removal_log(settings)
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        with scratch.folder(settings.data) as folder:
            about = archive.read(file, folder, identity)
            _refuse_unfit(about, store)
            if not removals_lost:
                _refuse_what_the_log_does_not_cover(about, settings)
            # The key comes first, so that whoever finishes a restore by hand has it.
            _place_push_key(folder / vapid.FILE, settings.data / vapid.FILE)
            _load(store, folder, finish, settings.data / removals.UNFINISHED)
    except OSError as error:  # such as a full disk
        raise BackupError(f"Nothing could be restored: {error}.") from error
    return about


def _load(store: Store, folder: Path, finish: Callable[[str], None], mark: Path) -> None:
    """While `mark` is there no server starts: also after a crash, it serves nobody what was taken away."""
    mark.touch()
    disk.sync(mark.parent)
    try:
        store.load(folder / store.file, finish)
        mark.unlink()
    except (OSError, PeeweeException) as error:
        raise BackupError(f"{store.left_unfinished} It failed with: {error}") from error
    finally:
        if mark.exists() and _is_empty(store):
            mark.unlink()


def _is_empty(store: Store) -> bool:
    try:
        store.refuse_unless_empty()
        return True
    except BackupError:
        return False


def _refuse_without_removal_log(settings: Settings) -> None:
    log = settings.removal_log
    try:
        removal_log.key_of(log)
    except OSError as error:
        raise BackupError(
            f"The removal log is not in {log}. Put its newest copy there: without it, what people have deleted "
            "since the backup comes back. If no copy is left, add --removals-lost."
        ) from error


def _refuse_unfit(about: About, store: Store) -> None:
    if about.database != store.kind:
        raise BackupError(
            f"The backup is of {about.database}, and TWOFOLD_DATABASE names {store.kind}."
        )
    if store.file not in about.digests:
        raise BackupError("The backup holds no database.")
    unknown = sorted(set(about.migrations) - set(migrations.known()))
    if unknown:
        raise BackupError(
            f"The backup is of a newer version: this one does not know {', '.join(unknown)}."
        )


def _refuse_what_the_log_does_not_cover(about: About, settings: Settings) -> None:
    """What was taken away since the backup must all be in the removal log that is here."""
    lost = (
        "what people have deleted since the backup comes back. If it must be, add --removals-lost."
    )
    if about.removal_log != removal_log.name_of(settings.removal_log):
        raise BackupError(
            f"{settings.removal_log} is another installation's removal log, or a new one. With it, {lost}"
        )
    days = settings.backups_kept_days
    if clock.from_text(about.made) < clock.now() - days * clock.DAY:
        raise BackupError(
            f"The backup is older than {days} days, and the removal log covers no more. With it, {lost}"
        )


def _place_push_key(restored: Path, own: Path) -> None:
    """Phones have subscribed with the backup's keys. Others that are there already are not overwritten; they stay if
    they include the backup's: then the key was changed since."""
    if not restored.exists():
        return
    if own.exists():
        if _holds(own, restored):
            return
        raise BackupError(f"{own} is another key than the backup's. Move it away, then try again.")
    restored.chmod(0o600)
    disk.sync(restored)
    restored.replace(own)


def _holds(own: Path, restored: Path) -> bool:
    try:
        return vapid.holds(own, restored)
    except ValueError:  # one of them is no file of keys
        return False
