"""The file of a backup: a compressed tar of a few files and a note about them, sealed with age if a key is given.

`age --decrypt` and `tar` open it without Twofold, too.
"""

import gzip
import hashlib
import shutil
import tarfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from ..kernel import clock
from . import age
from .errors import BackupError

SEALED = ".age"
"""How the name of a sealed file ends."""

_ABOUT = "about.json"
_PIECE = 1024 * 1024
_NOT_WHOLE = (
    tarfile.TarError,
    EOFError,
    zlib.error,
    gzip.BadGzipFile,
    KeyError,
    AttributeError,
    TypeError,
    ValueError,
    RecursionError,
)
"""What reading a damaged file raises, or one that is no backup."""


@dataclass(frozen=True)
class About:
    """What a backup says of itself: `made` is an instant, `database` the kind of store, `removal_log` the name of the
    log that goes with it, `digests` the SHA-256 of each file by its name."""

    made: str
    database: str
    migrations: Sequence[str]
    removal_log: str
    digests: Mapping[str, str]


def digests_of(files: Sequence[Path]) -> Mapping[str, str]:
    """The SHA-256 of each file by its name."""
    found: dict[str, str] = {}
    for file in files:
        with file.open("rb") as content:
            found[file.name] = hashlib.file_digest(content, "sha256").hexdigest()
    return found


def write(target: Path, files: Sequence[Path], about: About, recipient: str | None) -> None:
    """Write the files into one and open it again. With a recipient (age1…) it is sealed for that key.

    Raises `BackupError` where the recipient is no key or what was written is not what was to be written.
    """
    scratch = target.parent
    plain = scratch / "plain.tar.gz"
    note = scratch / _ABOUT
    note.write_bytes(orjson.dumps(asdict(about)))
    with tarfile.open(plain, "w:gz") as tar:
        for file in (note, *files):
            tar.add(file, file.name, filter=_without_owner)
    # A key of this run alone, forgotten at its end: only so can what was sealed be opened and checked.
    witness = None
    if recipient is None:
        plain.replace(target)
    else:
        witness = age.new_identity()
        age.seal(plain, target, [age.recipient_of(recipient), witness.to_public()])
        plain.unlink()
    opened = scratch / "opened"
    opened.mkdir()
    _read(target, opened, witness)
    shutil.rmtree(opened)


def read(source: Path, folder: Path, identity: Path | None) -> About:
    """Take the files out of a backup into a folder. `identity` is the file of the age key, for a sealed one.

    Raises `BackupError` where it cannot be opened, or is not whole.
    """
    if not source.is_file():
        raise BackupError(f"There is no file {source}.")
    if source.suffix != SEALED:
        return _read(source, folder, None)
    if identity is None:
        raise BackupError("This backup is sealed. Name the file of its age key with --identity.")
    return _read(source, folder, age.identity_in(identity))


def _read(source: Path, folder: Path, identity: age.Identity | None) -> About:
    if identity is not None:
        plain = folder / "plain.tar.gz"
        age.unseal(source, plain, identity)
        source = plain
    try:
        with gzip.open(source) as content:
            with tarfile.open(fileobj=content) as tar:
                about = _about_in(_take(tar, _ABOUT, folder))
                taken = [_take(tar, name, folder) for name in about.digests]
            while content.read(_PIECE):  # to its end, where its own check is
                pass
    except _NOT_WHOLE as error:
        raise BackupError(f"{source} is damaged, or no backup.") from error
    if digests_of(taken) != about.digests:
        raise BackupError(f"{source} is damaged: its files are not those that were written.")
    return about


def _about_in(note: Path) -> About:
    """What the note of a backup says, whoever wrote it; raises one of `_NOT_WHOLE` where it is none."""
    with note.open("rb") as content:
        told = orjson.loads(content.read(_PIECE))
    clock.from_text(told["made"])
    return About(
        made=told["made"],
        database=str(told["database"]),
        migrations=[str(one) for one in told["migrations"]],
        removal_log=str(told["removal_log"]),
        digests={str(name): str(digest) for name, digest in told["digests"].items()},
    )


def _take(tar: tarfile.TarFile, name: str, folder: Path) -> Path:
    """One file out of the tar, under the last part of its name: it can only come to lie in this folder."""
    content = tar.extractfile(name)
    if content is None:
        raise KeyError(name)
    target = folder / Path(name).name
    with content, target.open("wb") as file:
        shutil.copyfileobj(content, file)
    return target


def _without_owner(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member
