"""The removal log: written before an act is answered, and it tells nobody what was taken away."""

import multiprocessing
import re
import resource
import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import orjson
import pytest

from api import cli
from api.client import recovery
from api.client.phone import Phone
from api.client.phrase import new_phrase
from api.client.transport import JsonObject
from api.config import Settings
from api.kernel import clock as server_clock
from api.kernel import removal_log, removals
from api.kernel.clock import DAY
from api.kernel.ids import new_id
from api.practices.pauses import retention
from tests.kernel.asking import check_in, refused, sent
from tests.kernel.test_restore import after_restore
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.pauses.asking import pause
from tests.practices.rituals.planning import propose
from tests.practices.working import act

Act = tuple[Phone, str, str, JsonObject | None]
"""Who does it, and the request."""
LINE = re.compile(rb"[0-9a-f]{32}\n")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


def content(log: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(log.glob("2*")))


def deleted(phone: Phone) -> str:
    request = check_in(phone)
    assert sent(phone, request).status == 201
    record_id = request.path.rpartition("/")[2]
    phone.delete("check_ins", record_id)
    return record_id


def test_it_tells_nothing_but_days(cast: Cast, settings: Settings):
    ana, ben = cast.couple
    second = cast.unused()
    ana.pair(second)
    told = [ana.person_id, ben.person_id, ana.space("us"), second.device_id, deleted(ana)]
    ana.remove_phone(second.device_id)
    ana.leave()
    ana.erase()
    found = content(settings.removal_log)
    assert len(LINE.findall(found)) * 33 == len(found) == 4 * 33
    assert not [
        one for one in told if one.encode() in found or one.replace("-", "").encode() in found
    ]


def test_only_its_owner_may_read_it_and_it_knows_no_hour(
    cast: Cast, settings: Settings, clock: MovingClock
):
    deleted(cast.couple[0])
    files = list(settings.removal_log.iterdir())
    assert sorted(file.name[:10] for file in files) == [
        server_clock.to_text(server_clock.now())[:10],
        "key",
    ]
    for file in (settings.removal_log, *files):
        assert file.stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mtime % 86_400 == 0 for file in files)


def test_a_deletion_and_an_expiry_look_alike(cast: Cast, settings: Settings, clock: MovingClock):
    ana, _ = cast.couple
    undone, forgotten = pause(ana)["id"], pause(ana)["id"]
    ana.delete("pauses", undone)
    by_hand = content(settings.removal_log)
    clock.forward(milliseconds=retention.KEPT + DAY)
    act()
    by_time = content(settings.removal_log).replace(by_hand, b"")
    key = removal_log.key_of(settings.removal_log)
    for line, gone in ((by_hand, undone), (by_time, forgotten)):
        one = f"{ana.space('us')}/{gone}"
        assert line.decode() == removal_log.hash_of(key, "pauses", one) + "\n"


def test_whoever_has_no_key_cannot_tell_what_a_line_is_of(log: Path, tmp_path: Path):
    for folder in (log, tmp_path / "other"):
        removal_log.append(folder, "people", "somebody")
    assert content(log) != content(tmp_path / "other")


def _erasing(cast: Cast, _clock: MovingClock) -> Act:
    return cast.ana, "DELETE", f"/people/{cast.ana.person_id}", None


def _deleting(cast: Cast, _clock: MovingClock) -> Act:
    request = check_in(cast.ana)
    sent(cast.ana, request)
    return cast.ana, "DELETE", request.path, None


def _undoing(cast: Cast, _clock: MovingClock) -> Act:
    return cast.ana, "DELETE", f"/pauses/{pause(cast.ana)['id']}", None


def _revoking(cast: Cast, _clock: MovingClock) -> Act:
    path = f"/calendar-links/{new_id()}"
    cast.ana.api.call("PUT", path, {})
    return cast.ana, "DELETE", path, None


def _ending(cast: Cast, _clock: MovingClock) -> Act:
    path = f"/rituals/{propose(cast.ana)['id']}/end"
    return cast.ana, "PUT", path, {"space_id": cast.ana.space("us")}


def _replacing_words(cast: Cast, _clock: MovingClock) -> Act:
    cast.ana.leave_way_back(new_phrase())
    body = recovery.leaving(cast.ana.ring, new_phrase())
    return cast.ana, "PUT", f"/people/{cast.ana.person_id}/recovery", body


def _taking_a_seat(cast: Cast, clock: MovingClock) -> Act:
    new = cast.started()
    cast.ben.give_seat(new)
    clock.forward(milliseconds=3 * DAY + 1)
    return new, "PUT", f"/couples/{cast.ana.space('us')}/seat/taking", {}


@pytest.mark.parametrize(
    "prepare",
    [_erasing, _deleting, _undoing, _revoking, _ending, _replacing_words, _taking_a_seat],
)
def test_what_cannot_be_written_down_is_refused(
    prepare: Callable[[Cast, MovingClock], Act],
    cast: Cast,
    clock: MovingClock,
    settings: Settings,
):
    assert cast.couple[0].couple_id
    phone, method, path, body = prepare(cast, clock)
    settings.removal_log.write_text("no folder")
    refused(phone, "not_ready", method, path, body)
    settings.removal_log.unlink()
    assert phone.api.request(method, path, body).status < 300


def test_what_keeps_somebody_out_is_done_and_the_failure_is_loud(
    cast: Cast, settings: Settings, capfd: pytest.CaptureFixture[str]
):
    ana, ben = cast.couple
    second = cast.unused()
    ana.pair(second)
    settings.removal_log.write_text("no folder")
    ana.remove_phone(second.device_id)
    refused(second, "sign_in", "GET", "/changes")
    ana.leave()
    assert ben.session()["couple"] is None
    ben.api.call("DELETE", "/session")
    refused(ben, "sign_in", "GET", "/changes")
    assert capfd.readouterr().err.count("a removal is not in the removal log") == 3


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


def test_a_log_that_lost_its_key_is_not_begun_anew(
    log: Path, cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    deleted(cast.couple[0])
    (settings.removal_log / "key").unlink()
    with pytest.raises(OSError, match="key"):
        removal_log.append(settings.removal_log, "check_ins", "one")
    with pytest.raises(OSError, match="key"):
        after_restore(settings, monkeypatch)


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


def test_the_worker_tidies(app: object, settings: Settings):
    removal_log.append(settings.removal_log, "x", "old", removal_log.today() - 100)
    assert removals.tidy() == 1
    assert removal_log.entries(settings.removal_log) == {}


def test_a_log_of_the_version_before_is_taken_over(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    ana, ben = cast.couple
    day = server_clock.to_text(server_clock.now() - 3 * DAY)[:10]
    lines = [
        {"what": "parted", "id": ana.space("us"), "day": day},
        {"what": "erased", "id": ben.person_id, "day": day},
    ]
    text = b"".join(orjson.dumps(line) + b"\n" for line in lines) + b'{"what":"era'
    settings.erasure_log.write_bytes(text)
    monkeypatch.setenv("TWOFOLD_DATABASE", settings.database)
    monkeypatch.setenv("TWOFOLD_DATA", str(settings.data))
    assert cli.main(["migrate"]) == 0
    assert not settings.erasure_log.exists()
    found = removal_log.entries(settings.removal_log)
    assert set(found.values()) == {server_clock.date_to_day(day)}
    after_restore(settings, monkeypatch)
    assert ana.session()["couple"] is None
    assert ben.session()["person"] is None


@contextmanager
def _room_for(size: int) -> Generator[None]:
    """No file of this process grows beyond so many bytes."""
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
