"""A backup is restored whole or not at all: a phone opens its words, and what was taken away since stays away."""

import shutil
import tarfile
from pathlib import Path

import pytest

from api.backups import age
from api.client.phone import Phone
from api.config import Settings
from api.kernel import db, migrations
from api.kernel.db import connected, database
from api.kernel.push import vapid
from api.kernel.setup import checks
from tests.backups.conftest import BackUp, Move, Run
from tests.kernel.asking import check_in, sent
from tests.people import Cast

pytestmark = pytest.mark.slow

Capture = pytest.CaptureFixture[str]


def moods(phone: Phone) -> list[str]:
    """What the phone opens of all that the server has for it, loaded afresh."""
    phone.changes()
    return sorted(str(record.words) for record in phone.store.records.values())


def test_a_phone_opens_its_words_after_a_restore(
    cast: Cast, backed_up: BackUp, elsewhere: Settings, run: Run, moved: Move, capsys: Capture
):
    ana, ben = cast.couple
    for mood in (1, 2, 3):
        sent(ana, check_in(ana, "us", mood=mood))
    file = backed_up()
    assert file.stat().st_mode & 0o777 == 0o600
    assert "Written and checked" in capsys.readouterr().out
    sent(ana, check_in(ana, "us", mood=4))  # after the backup
    assert run(elsewhere, "restore", str(file)) == 0
    moved()
    assert moods(ben) == ["{'mood': 1}", "{'mood': 2}", "{'mood': 3}"]
    with connected():
        assert migrations.pending() == migrations.unknown() == []


def test_the_push_key_comes_along(
    cast: Cast, here: Settings, backed_up: BackUp, elsewhere: Settings, run: Run
):
    vapid.public_keys(here.data)
    key = (here.data / "vapid.pem").read_bytes()
    assert run(elsewhere, "restore", str(backed_up())) == 0
    placed = elsewhere.data / "vapid.pem"
    assert placed.read_bytes() == key
    assert placed.stat().st_mode & 0o777 == 0o600


def test_what_was_taken_away_stays_away(
    cast: Cast, backed_up: BackUp, elsewhere: Settings, run: Run, moved: Move
):
    ana, ben = cast.couple
    gone = check_in(ana, "us", mood=1)
    for request in (gone, check_in(ana, "us", mood=2)):
        sent(ana, request)
    file = backed_up()
    assert ana.api.request("DELETE", gone.path).status == 204
    assert run(elsewhere, "restore", str(file)) == 0
    moved()
    assert moods(ben) == ["{'mood': 2}"]


def test_one_that_is_sealed_opens_with_its_key_only(
    cast: Cast,
    here: Settings,
    backed_up: BackUp,
    elsewhere: Settings,
    run: Run,
    moved: Move,
    tmp_path: Path,
    capsys: Capture,
):
    identity = age.new_identity()
    ana, _ = cast.couple
    sent(ana, check_in(ana, "us", mood=1))
    file = backed_up(str(identity.to_public()))
    assert file.suffix == ".age"
    assert not tarfile.is_tarfile(file)
    keys = {"right": identity, "wrong": age.new_identity()}
    for name, key in keys.items():
        (tmp_path / name).write_text(f"# made by age-keygen\n{key}\n")
    for refused in ([], ["--identity", str(tmp_path / "wrong")], ["--identity", str(file)]):
        assert run(elsewhere, "restore", str(file), *refused) == 1
        assert capsys.readouterr().err
    assert run(elsewhere, "restore", str(file), "--identity", str(tmp_path / "right")) == 0
    moved()
    assert moods(ana) == ["{'mood': 1}"]


def test_nothing_that_is_there_is_overwritten(
    cast: Cast,
    here: Settings,
    backed_up: BackUp,
    elsewhere: Settings,
    run: Run,
    moved: Move,
    capsys: Capture,
):
    ana, _ = cast.couple
    sent(ana, check_in(ana, "us", mood=1))
    vapid.public_keys(here.data)
    file = str(backed_up())
    sent(ana, check_in(ana, "us", mood=2))
    assert run(here, "restore", file) == 1
    assert "already" in capsys.readouterr().err
    db.connect(here.database)
    assert moods(ana) == ["{'mood': 1}", "{'mood': 2}"]
    vapid.public_keys(elsewhere.data)
    assert run(elsewhere, "restore", file) == 1
    assert "another key" in capsys.readouterr().err
    (elsewhere.data / "vapid.pem").write_text("damaged")
    assert run(elsewhere, "restore", file) == 1
    assert "another key" in capsys.readouterr().err
    (elsewhere.data / "vapid.pem").unlink()
    assert run(elsewhere, "restore", file) == 0


def test_without_the_removal_log_it_asks_first(
    cast: Cast, backed_up: BackUp, elsewhere: Settings, run: Run, moved: Move, capsys: Capture
):
    """Even where nothing was taken away before the backup: something may have been since."""
    ana, _ = cast.couple
    sent(ana, check_in(ana, "us", mood=1))
    file = str(backed_up())
    shutil.rmtree(elsewhere.removal_log)
    assert run(elsewhere, "restore", file) == 1
    assert "--removals-lost" in capsys.readouterr().err
    assert run(elsewhere, "restore", file, "--removals-lost") == 0
    moved()
    assert moods(ana) == ["{'mood': 1}"]


@pytest.mark.parametrize("sealed", [False, True])
def test_a_damaged_one_is_refused_and_leaves_nothing(
    cast: Cast,
    here: Settings,
    backed_up: BackUp,
    elsewhere: Settings,
    run: Run,
    tmp_path: Path,
    sealed: bool,
):
    sent(cast.ana, check_in(cast.ana, "me", mood=1))
    identity = age.new_identity()
    key = tmp_path / "key"
    key.write_text(str(identity))
    how = ["--identity", str(key)] if sealed else []
    file = backed_up(str(identity.to_public()) if sealed else None)
    whole = file.read_bytes()
    for broken in (b"", whole[:-1], whole[: len(whole) // 2], b"no backup", _flipped(whole)):
        file.write_bytes(broken)
        assert run(elsewhere, "restore", str(file), *how) == 1
        assert list(elsewhere.data.glob("*")) == []
    file.write_bytes(whole)
    assert run(elsewhere, "restore", str(file), *how) == 0


def _flipped(whole: bytes) -> bytes:
    """One bit in the middle is another."""
    middle = len(whole) // 2
    return whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]


def test_one_of_a_newer_version_is_refused(
    cast: Cast, backed_up: BackUp, elsewhere: Settings, run: Run, capsys: Capture
):
    cast.ana.changes()
    file = backed_up()
    with connected():
        first = migrations.known()[0]
        database.execute_sql(
            f"UPDATE schema_migration SET name = '9999_later' WHERE name = '{first}'"  # noqa: S608 - a name of ours
        )
    newer = backed_up()
    assert run(elsewhere, "restore", str(newer)) == 1
    assert "9999_later" in capsys.readouterr().err
    assert run(elsewhere, "restore", str(file)) == 0


def test_what_cannot_be_finished_says_what_to_do(
    cast: Cast, backed_up: BackUp, elsewhere: Settings, run: Run, capsys: Capture
):
    """The removal log cannot be read: the database must not serve anybody yet."""

    def unfinished() -> list[str | None]:
        return [one.problem for one in checks.of_settings(elsewhere) if one.about == "restore"]

    cast.ana.changes()
    file = str(backed_up())
    unreadable = elsewhere.removal_log / "2026-11-28.sorted"
    unreadable.mkdir()
    assert run(elsewhere, "restore", file) == 1
    told = capsys.readouterr().err
    unreadable.rmdir()
    if db.is_sqlite():
        assert "No database was put in place" in told
        assert unfinished() == []
        assert run(elsewhere, "restore", file) == 0
    else:
        assert "after-restore" in told
        assert unfinished() == ["restore_unfinished"]
        with pytest.raises(SystemExit):
            checks.refuse_unfit(elsewhere)
        assert run(elsewhere, "after-restore") == 0
    assert unfinished() == []
