"""The removal log: what was taken away, kept apart from the database and its backups.

A backup knows phones, recovery words, records and couples that have been taken away since it was made.
`after-restore` replays this log, so that none of it comes back. See docs/decisions/0007.

It is a folder with a key and a file for each day. A line is the HMAC-SHA-256 of what was taken away, cut
to 128 bits: no id, no words, no kind, no reason. A line of a deletion and one of an expiry differ in
nothing but the hash. All processes write to one file, so that none tells a worker's line from a web
server's; they lock it, since a volume that several hosts share may not append whole lines by itself.
"""

import errno
import fcntl
import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from . import clock, disk

KEY = "key"
OPEN, SORTED = "open", "sorted"
"""How the file of a day ends, and the one that is left once the day is over."""

_KEY_BYTES = 32
_HASH_BYTES = 16
_LINE = re.compile(rf"[0-9a-f]{{{2 * _HASH_BYTES}}}$")
_FILE = re.compile(r"\d{4}-\d\d-\d\d\.\w+$")
_DRAFT = re.compile(r"\.\d{4}-\d\d-\d\d\.\w+$")


def append(folder: Path, kind: str, one: str, day: int | None = None) -> None:
    """Write down that this thing was taken away, today or on a day since the epoch.

    On the disk when it returns. Raises OSError, also where the key was lost.
    """
    line = f"{hash_of(_key_or_new(folder), kind, one)}\n".encode()
    day = today() if day is None else day
    file = folder / f"{clock.day_to_date(day)}.{OPEN}"
    is_new = not file.exists()
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)  # until it is closed
        if os.write(handle, line) < len(line):
            raise OSError(errno.ENOSPC, "a line of the removal log was cut short")
        _set_time(handle, day)
        os.fsync(handle)
    finally:
        os.close(handle)
    if is_new:
        disk.sync(folder)


def begin(folder: Path) -> None:
    """Let there be a log, if nothing was taken away yet. Raises OSError."""
    _key_or_new(folder)


def hash_of(key: bytes, kind: str, one: str) -> str:
    """What a line says of a thing of this kind."""
    return hmac.digest(key, f"{kind}/{one}".encode(), hashlib.sha256)[:_HASH_BYTES].hex()


def key_of(folder: Path) -> bytes:
    """The key of a log. Raises OSError where there is none, or not the whole of it."""
    key = (folder / KEY).read_bytes()
    if len(key) != _KEY_BYTES:
        raise OSError(errno.EIO, "the removal log's key is damaged")
    return key


def name_of(folder: Path) -> str:
    """Tells this log from those with other keys, and nothing of its key. Raises OSError like `key_of`."""
    return hash_of(key_of(folder), "log", "")


def entries(folder: Path) -> dict[str, int]:
    """The hashes in the log, each with the day (since the epoch) of its newest line.

    A line that a full disk cut short is left out. Raises OSError where lines are there and no key.
    """
    found: dict[str, int] = {}
    files = _files(folder)
    if files:
        key_of(folder)
    for file in files:
        for line in _lines(file):
            found[line] = _day(file)
    return found


def tidy(folder: Path, kept_days: int) -> int:
    """Forget days that no backup goes back behind, and the order of lines in days that are over.

    Returns how many files went. Safe beside processes that append and others that tidy, and after a
    crash at any point. Raises OSError.
    """
    oldest = today() - kept_days - 1
    gone = _unlink(file for file in _files(folder, _DRAFT) if _day(file) < oldest)
    for day in sorted({_day(file) for file in _files(folder)}):
        files = [file for file in _files(folder) if _day(file) == day]
        if day < oldest:
            gone += _unlink(files)
        # a day of grace: clocks differ, and an append that begins before midnight ends after it
        elif day < today() - 1 and [file.suffix for file in files] != [f".{SORTED}"]:
            gone += _sort(folder, day, files)
    return gone


def today() -> int:
    """Days since the epoch, UTC."""
    return clock.now() // clock.DAY


def _sort(folder: Path, day: int, files: list[Path]) -> int:
    """One file in the order of hashes, which is that of nothing that happened."""
    lines = sorted({line for file in files for line in _lines(file)})
    target = folder / f"{clock.day_to_date(day)}.{SORTED}"
    _draft(folder, "".join(f"{line}\n" for line in lines).encode(), day).replace(target)
    disk.sync(folder)
    return _unlink(file for file in files if file != target)


def _key_or_new(folder: Path) -> bytes:
    try:
        return key_of(folder)
    except FileNotFoundError:
        if folder.exists() and _files(folder):
            raise
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = _draft(folder, secrets.token_bytes(_KEY_BYTES), 0)
    try:
        os.link(draft, folder / KEY)  # of two processes the first one's key stands
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    disk.sync(folder)
    return key_of(folder)


def _draft(folder: Path, content: bytes, day: int) -> Path:
    """A file that nobody reads, whole and on the disk."""
    draft = folder / f".{clock.day_to_date(day)}.{secrets.token_hex(8)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        _set_time(file.fileno(), day)
        os.fsync(file.fileno())
    return draft


def _set_time(handle: int, day: int) -> None:
    """A file's time is its day's, so that it tells of no hour."""
    seconds = day * clock.DAY // clock.SECOND
    os.utime(handle, (seconds, seconds))


def _unlink(files: Iterable[Path]) -> int:
    gone = 0
    for file in files:
        file.unlink(missing_ok=True)
        gone += 1
    return gone


def _files(folder: Path, named: re.Pattern[str] = _FILE) -> list[Path]:
    """The days' files, oldest first; none where there is no log yet."""
    if not folder.exists():
        return []
    return sorted(file for file in folder.iterdir() if named.match(file.name))


def _lines(file: Path) -> Iterator[str]:
    """A line that a full disk cut short has no end, so the next one begins in it."""
    for line in file.read_text("ascii", "replace").splitlines(keepends=True):
        found = _LINE.search(line.rstrip("\n")) if line.endswith("\n") else None
        if found:
            yield found[0]


def _day(file: Path) -> int:
    return clock.date_to_day(file.name.lstrip(".")[:10])
