"""What was taken away stays away, after a restore too.

An act that takes something away notes it in the removal log before it is answered. After a restore the
log's hashes are loaded into the database: what the backup brought back is taken away again, and what a
phone sends again is refused, as long as a phone from before could still come back.

`one` names a thing so that nobody else can name it too: what belongs to a space bears the space's id.
"""

from pathlib import Path

import orjson
import structlog
from peewee import BigIntegerField, IntegerField, TextField, chunked

from ..config import settings
from . import clock, removal_log
from .db import Model
from .errors import Problem
from .statements import Statement

UNFINISHED = "restore-unfinished"
"""A file in the data folder while a restored database may hold what was taken away since."""
_AT_ONCE = 200

_log = structlog.stdlib.get_logger()


class Removed(Model):
    """What the log held at the last restore: a hash, and the day (since the epoch) of the act."""

    hash = TextField(primary_key=True)
    day = IntegerField()


class Restored(Model):
    """When the database was last restored from a backup."""

    at = BigIntegerField(primary_key=True)


def note(kind: str, one: str) -> None:
    """Note what is taken away, as the last that can be refused. Call it inside the transaction that
    does so, and after every check. Raises `not_ready`: then nothing may be taken away."""
    try:
        removal_log.append(settings().removal_log, kind, one)
    except OSError as error:
        raise Problem("not_ready") from error


def note_or_warn(kind: str, one: str) -> None:
    """The same for what must be done whatever happens, as to leave or to end a phone: a log that cannot
    be written keeps nobody from it, and the failure stands in the server's log."""
    try:
        removal_log.append(settings().removal_log, kind, one)
    except OSError as error:
        _log.error("a removal is not in the removal log", error=type(error).__name__)


def refuse(kind: str, one: str) -> None:
    """Raises `gone` for what was taken away before a restore and is sent again."""
    if is_removed(kind, one):
        raise Problem("gone")


def is_removed(kind: str, one: str) -> bool:
    """Whether the log held this thing at the last restore. Always False where there was none."""
    return removed_on(kind, one) is not None


def removed_on(kind: str, one: str) -> int | None:
    """The day (since the epoch) on which it was taken away; None for what was not."""
    if _ANY.row() is None:
        return None
    key = removal_log.key_of(settings().removal_log)
    row = _DAY.row(removal_log.hash_of(key, kind, one))
    return None if row is None else row[0]


_ANY = Statement(lambda: Removed.select(Removed.day).limit(1))
_DAY = Statement(lambda hash_: Removed.select(Removed.day).where(Removed.hash == hash_))


def restored_at() -> int:
    """When the database was last restored; 0 where it never was."""
    row = Restored.select().first()
    return 0 if row is None else row.at


def load() -> None:
    """After a restore: take the log's hashes into the database. Call it inside a transaction.

    Raises OSError where the log cannot be read or has lost its key.
    """
    rows = [{"hash": one, "day": day} for one, day in removal_log.entries(_folder()).items()]
    Removed.delete().execute()
    for some in chunked(rows, _AT_ONCE):
        Removed.insert_many(some).execute()
    Restored.delete().execute()
    Restored.insert(at=clock.now()).execute()


def tidy() -> int:
    """Prune the log and leave no order in it; returns how many files went."""
    try:
        return removal_log.tidy(_folder(), settings().backups_kept_days)
    except FileNotFoundError:  # another worker tidies
        return 0
    except OSError as error:
        _log.error("the removal log is not pruned", error=type(error).__name__)
        return 0


def convert(erasures: Path) -> None:
    """Take over the log that versions before this kept: lines of JSON with ids. Then it is deleted.

    Interrupted, it is done again. Raises OSError.
    """
    if not erasures.is_file():
        return
    kinds = {"erased": "people", "parted": "couples"}
    for line in erasures.read_bytes().splitlines():
        try:
            told = orjson.loads(line)
        except orjson.JSONDecodeError:  # a crash cut it short
            continue
        removal_log.append(
            _folder(), kinds[told["what"]], told["id"], clock.date_to_day(told["day"])
        )
    erasures.unlink()


def _folder() -> Path:
    return settings().removal_log
