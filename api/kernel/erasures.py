"""What was erased and who has parted, kept apart from the database and its backups.

A backup knows people who have been erased since, and couples that have parted since. After a
restore this log is replayed, so that nobody comes back and nobody is connected again. One line of
JSON each: an id and a day, nothing else. Keep it out of the backups, and as long as they are kept.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import orjson
import structlog

from . import clock

What = Literal["erased", "parted"]

_log = structlog.stdlib.get_logger()


@dataclass(frozen=True)
class Entry:
    """`id` is a person's where `what` is "erased", a couple's where it is "parted"."""

    what: What
    id: str


def note_erased(file: Path, person_id: str) -> None:
    """Call it inside the transaction that erases. Raises OSError: then nothing is erased either."""
    _append(file, Entry("erased", person_id))


def note_parted(file: Path, couple_id: str) -> None:
    """Call it inside the transaction that parts them. A full disk keeps nobody from leaving."""
    try:
        _append(file, Entry("parted", couple_id))
    except OSError as error:
        _log.error("a leaving is not in the erasure log", error=type(error).__name__)


def entries(file: Path) -> Iterator[Entry]:
    """Everything in the log, oldest first; a line that a crash cut short is left out."""
    if not file.exists():
        return
    for line in file.read_bytes().splitlines():
        try:
            told = orjson.loads(line)
        except orjson.JSONDecodeError:
            continue
        yield Entry(told["what"], told["id"])


def _append(file: Path, entry: Entry) -> None:
    """On the disk when it returns. A line is short enough to be written whole beside other processes."""
    day = clock.to_text(clock.now())[:10]
    line = orjson.dumps({"what": entry.what, "id": entry.id, "day": day}) + b"\n"
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, line)
        os.fsync(handle)
    finally:
        os.close(handle)
