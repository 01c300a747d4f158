"""A backup is made whole while people write, leaves no half file, and old ones are forgotten."""

import dataclasses
import subprocess
import sys
from threading import Thread

import pytest
from flask import Flask

from api.backups import age, scratch
from api.config import Settings
from api.kernel.clock import DAY, HOUR
from api.kernel.db import database
from api.kernel.setup import checks
from tests.backups.conftest import BackUp, Move, Run
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.resilience.test_web_killed import (
    Writing,
    assert_whole,
    over_http,
    stored,
    web,
    write_until_dead,
)
from tests.waiting import wait_until

pytestmark = pytest.mark.slow

Capture = pytest.CaptureFixture[str]


def test_people_go_on_writing_meanwhile(
    cast: Cast, here: Settings, backed_up: BackUp, elsewhere: Settings, run: Run, moved: Move
):
    """Each write is in the backup as a whole or not at all, and what was answered before is in it."""
    ana, ben = cast.couple
    writing, product = Writing(), web(here)
    database.close_all()
    lines = [(phone, over_http(phone, product.origin)) for phone in (ana, ben)]
    threads = [Thread(target=write_until_dead, args=(*line, writing)) for line in lines]
    product.start()
    try:
        for thread in threads:
            thread.start()
        wait_until(lambda: len(writing.answered) > 5, "phones to write")
        answered = dict(writing.answered)
        file = backed_up()
        wait_until(lambda: len(writing.answered) > len(answered), "phones to go on")
    finally:
        writing.stopped.set()
        for thread in threads:
            thread.join(30)
        product.stop()
    assert run(elsewhere, "restore", str(file)) == 0
    moved()
    now = stored()
    assert all(now[record_id] >= edit for record_id, edit in answered.items())
    assert_whole(ana, ben)


@pytest.mark.parametrize("sealed", [False, True])
def test_a_full_disk_leaves_no_half_backup(
    cast: Cast, here: Settings, backed_up: BackUp, monkeypatch: pytest.MonkeyPatch, sealed: bool
):
    cast.ana.changes()
    first = backed_up()
    recipient = str(age.new_identity().to_public()) if sealed else ""
    monkeypatch.setenv("TWOFOLD_BACKUP_RECIPIENT", recipient)
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000));"
        "from api import cli; sys.exit(cli.main(['backup']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert here.backups is not None
    assert list(here.backups.iterdir()) == [first]
    assert list(here.data.glob(f"{scratch.PREFIX}*")) == []


def test_old_ones_are_forgotten_and_nothing_else(
    cast: Cast, here: Settings, backed_up: BackUp, clock: MovingClock
):
    cast.ana.changes()
    first = backed_up()
    other = first.with_name("letter.txt")
    other.write_text("not ours")
    clock.forward(milliseconds=here.backups_kept_days * DAY - HOUR)
    second = backed_up()
    assert first.exists()
    clock.forward(milliseconds=2 * HOUR)
    third = backed_up()
    assert set(first.parent.iterdir()) == {other, second, third}


def test_the_doctor_misses_a_backup_of_late(
    app: Flask, here: Settings, backed_up: BackUp, clock: MovingClock
):
    def problems() -> list[str | None]:
        return [one.problem for one in checks.all_of(here) if one.about == "backups"]

    assert problems() == ["backup_old"]
    backed_up()
    assert problems() == [None]
    clock.forward(milliseconds=2 * DAY + HOUR)
    assert problems() == ["backup_old"]
    assert [
        one
        for one in checks.all_of(dataclasses.replace(here, backups=None))
        if one.about == "backups"
    ] == []
