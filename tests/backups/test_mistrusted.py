"""What a thief, a careless host or somebody who can write into the folder of the backups could try."""

import dataclasses
import io
import os
import shutil
import tarfile
from collections.abc import Sequence
from pathlib import Path

import orjson
import pytest

from api.backups import age, archive, scratch, stores
from api.backups.errors import BackupError
from api.config import Settings
from api.kernel import removal_log
from api.kernel.clock import DAY, HOUR
from api.kernel.setup import checks
from tests.backups.conftest import BackUp, Run
from tests.moving_clock import MovingClock
from tests.people import Cast

Capture = pytest.CaptureFixture[str]
ABOUT = {
    "made": "2026-11-29T00:00:00.000Z",
    "database": "sqlite",
    "migrations": [],
    "removal_log": "",
    "digests": {},
}


def test_nothing_that_is_not_sealed_comes_into_the_folder(
    cast: Cast, here: Settings, backed_up: BackUp, monkeypatch: pytest.MonkeyPatch
):
    """It may be copied to elsewhere at any moment."""
    seen: list[list[Path]] = []
    folder, write = here.backups, archive.write
    assert folder is not None

    def look(*arguments: object) -> None:
        seen.append(list(folder.iterdir()))
        write(*arguments)  # pyright: ignore[reportArgumentType] - as they came

    monkeypatch.setattr(archive, "write", look)
    cast.ana.changes()
    file = backed_up(str(age.new_identity().to_public()))
    assert seen == [[]]
    assert list(folder.iterdir()) == [file]
    assert list(here.data.glob(f"{scratch.PREFIX}*")) == []


def test_what_a_killed_run_has_left_is_forgotten(cast: Cast, here: Settings, backed_up: BackUp):
    cast.ana.changes()
    assert here.backups is not None
    here.backups.mkdir()
    left = [
        folder / f"{scratch.PREFIX}{one}" for folder in (here.data, here.backups) for one in "ab"
    ]
    other = here.data / "kept"
    other.mkdir()
    for folder in left[::2]:
        folder.mkdir()
        (folder / "plain").write_text("not sealed")
        os.utime(folder, (0, 0))
    for link in left[1::2]:
        link.symlink_to(other)
        os.utime(link, (0, 0), follow_symlinks=False)
    young = here.data / f"{scratch.PREFIX}young"
    young.mkdir()
    backed_up()
    assert [one for one in left if one.is_symlink() or one.exists()] == []
    assert young.exists()
    assert other.exists()


def test_names_that_look_like_a_backup_stop_none(cast: Cast, here: Settings, backed_up: BackUp):
    cast.ana.changes()
    folder = here.backups
    assert folder is not None
    folder.mkdir()
    (folder / "twofold-2026-99-99T00-00-00.000Z.tar.gz").write_text("")
    (folder / "twofold-2020-01-01T00-00-00.000Z.tar.gz").mkdir()
    (folder / "twofold-2020-01-02T00-00-00.000Z.tar.gz").symlink_to(folder / "nothing")
    (folder / "twofold-away.tar.gz").symlink_to(folder / "nothing")
    backed_up()
    assert [one.problem for one in checks.all_of(here) if one.about == "backups"] == [None]


def test_an_old_one_is_refused_since_the_log_covers_less(
    cast: Cast,
    backed_up: BackUp,
    elsewhere: Settings,
    run: Run,
    clock: MovingClock,
    capsys: Capture,
):
    cast.ana.changes()
    file = str(backed_up())
    clock.forward(milliseconds=elsewhere.backups_kept_days * DAY + HOUR)
    assert run(elsewhere, "restore", file) == 1
    assert "older than 90 days" in capsys.readouterr().err
    assert run(elsewhere, "restore", file, "--removals-lost") == 0


def test_another_removal_log_is_refused(
    cast: Cast, backed_up: BackUp, elsewhere: Settings, run: Run, capsys: Capture
):
    """As where the server was started on the new machine before the restore, and has begun one."""
    cast.ana.changes()
    file = str(backed_up())
    shutil.rmtree(elsewhere.removal_log)
    removal_log.begin(elsewhere.removal_log)
    assert run(elsewhere, "restore", file) == 1
    assert "another installation's" in capsys.readouterr().err
    assert run(elsewhere, "restore", file, "--removals-lost") == 0
    assert "with what was taken away since" in capsys.readouterr().out


@pytest.mark.parametrize(
    "about",
    [
        [],
        {},
        {**ABOUT, "made": 5},
        {**ABOUT, "made": "yesterday"},
        {**ABOUT, "migrations": 5},
        {**ABOUT, "migrations": [[], {}]},
        {**ABOUT, "digests": [1]},
        {**ABOUT, "digests": {"..": ""}},
        {**ABOUT, "digests": {"": ""}},
        {**ABOUT, "digests": {"../../outside": ""}},
        {**ABOUT, "digests": {"loop": ""}},
        {**ABOUT, "digests": {"etc": ""}},
        {**ABOUT, "more": 1},
    ],
)
def test_a_prepared_one_is_refused_in_words(
    here: Settings, elsewhere: Settings, run: Run, tmp_path: Path, capsys: Capture, about: object
):
    removal_log.begin(elsewhere.removal_log)
    file = tmp_path / "prepared.tar.gz"
    with tarfile.open(file, "w:gz") as tar:
        _add(tar, "about.json", orjson.dumps(about))
        _add(tar, "..", b"x")
        _add(tar, "../../outside", b"x")
        _link(tar, "loop", "loop")
        _link(tar, "etc", "/etc/passwd")
    before = set(tmp_path.rglob("*"))
    assert run(elsewhere, "restore", str(file)) == 1
    told = capsys.readouterr().err
    assert told
    assert "root:" not in told
    assert set(tmp_path.rglob("*")) - before <= {elsewhere.data}


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))


def _link(tar: tarfile.TarFile, name: str, target: str) -> None:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = tarfile.SYMTYPE, target
    tar.addfile(member)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql:/twofold:hunter2@127.0.0.1/twofold",
        "postgresql://twofold:hunter2@127.0.0.1:1/twofold",
        "postgresql://twofold:a@hunter2@127.0.0.1:1/twofold",
        "postgresql://twofold:a/hunter2@127.0.0.1:1/twofold",
    ],
)
@pytest.mark.parametrize(
    "command", [["backup"], ["restore", "FILE"], ["migrate"], ["after-restore"]]
)
def test_no_message_holds_the_password_of_the_database(
    here: Settings, run: Run, capsys: Capture, address: str, command: Sequence[str]
):
    removal_log.begin(here.removal_log)
    wrong = dataclasses.replace(here, database=address)
    assert run(wrong, *command) == 1
    told = "".join(capsys.readouterr())
    assert "The database does not answer" in told
    assert "hunter2" not in told


def test_a_database_that_a_running_server_begins_meanwhile_is_not_overwritten(tmp_path: Path):
    source, place = tmp_path / "source.db", tmp_path / "data" / "twofold.db"
    stores.Sqlite(source).refuse_unless_empty()
    source.touch()

    def begin(_address: str) -> None:
        place.parent.mkdir()
        place.write_text("of the server")

    with pytest.raises(BackupError, match="already"):
        stores.Sqlite(place).load(source, begin)
    assert place.read_text() == "of the server"
    assert list(place.parent.iterdir()) == [place]
