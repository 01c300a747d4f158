"""The removal log: written before the request is answered, and it reveals nothing about what was deleted."""

import multiprocessing
import resource
import signal
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.config import Settings
from api.kernel import clock as server_clock
from api.kernel import removal_log
from tests.kernel.removal_lines import content
from tests.moving_clock import MovingClock


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


def test_whoever_has_no_key_cannot_tell_what_a_line_is_of(log: Path, tmp_path: Path):
    for folder in (log, tmp_path / "other"):
        removal_log.append(folder, "people", "somebody")
    assert content(log) != content(tmp_path / "other")


def test_a_line_that_a_full_disk_cut_short_is_refused_and_hurts_no_other(log: Path):
    removal_log.append(log, "check_ins", "first")
    with _room_for(len(content(log)) + 10), pytest.raises(OSError, match="short"):
        removal_log.append(log, "check_ins", "second")
    removal_log.append(log, "check_ins", "third")
    key = removal_log.key_of(log)
    known = {removal_log.hash_of(key, "check_ins", one) for one in ("first", "third")}
    assert set(removal_log.entries(log)) == known


def test_processes_append_at_once_without_tearing(log: Path):
    start = multiprocessing.get_context("fork").Process
    running = [start(target=_append_many, args=(log, name)) for name in "abcd"]
    for process in running:
        process.start()
    for process in running:
        process.join()
    key = removal_log.key_of(log)
    wanted = {removal_log.hash_of(key, "x", f"{name}{n}") for name in "abcd" for n in range(50)}
    assert set(removal_log.entries(log)) == wanted
    assert len(content(log)) == 33 * 200
    assert len(list(log.glob("2*"))) == 1, "no file tells which process wrote a line"


def test_a_day_that_is_over_keeps_no_order(log: Path, settings: Settings, clock: MovingClock):
    today = removal_log.today()
    for number in range(20):
        removal_log.append(log, "x", str(number), today - 2)
    removal_log.append(log, "x", "yesterday", today - 1)
    before = removal_log.entries(log)
    assert removal_log.tidy(log, 90) == 1
    old = log / f"{server_clock.day_to_date(today - 2)}.sorted"
    assert old.read_text().split() == sorted(old.read_text().split())
    assert removal_log.entries(log) == before
    assert removal_log.tidy(log, 90) == 0


def test_a_crash_while_it_is_tidied_loses_nothing(log: Path, monkeypatch: pytest.MonkeyPatch):
    for number in range(5):
        removal_log.append(log, "x", str(number), removal_log.today() - 5)
    before = removal_log.entries(log)
    for doomed in ("replace", "unlink"):
        with monkeypatch.context() as crash:
            crash.setattr(Path, doomed, _crash)
            with pytest.raises(KeyboardInterrupt):
                removal_log.tidy(log, 90)
        assert removal_log.entries(log) == before
    removal_log.tidy(log, 90)
    assert removal_log.entries(log) == before
    removal_log.tidy(log, 2)
    assert [file.name for file in log.iterdir()] == ["key"]


def test_it_goes_back_as_far_as_a_backup_may(log: Path):
    today = removal_log.today()
    for ago in (0, 90, 91, 92):
        removal_log.append(log, "x", str(ago), today - ago)
    removal_log.tidy(log, 90)
    assert sorted(removal_log.entries(log).values()) == [today - 91, today - 90, today]


@contextmanager
def _room_for(size: int) -> Generator[None]:
    """Limits the files of this process to this many bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)


def _append_many(log: Path, name: str) -> None:
    for number in range(50):
        removal_log.append(log, "x", f"{name}{number}")


def _crash(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
