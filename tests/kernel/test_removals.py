"""Deletions and withdrawals: noted before they are answered, in a log that reveals nothing about them."""

import re
import shutil
from collections.abc import Callable

import orjson
import pytest

from api import cli
from api.backups import taking_away
from api.client import recovery
from api.client.phone import Phone
from api.client.transport import JsonObject
from api.config import Settings
from api.kernel import clock as server_clock
from api.kernel import feed, removal_log, removals, retention
from api.kernel.clock import DAY
from api.kernel.identity import access
from api.kernel.ids import new_id
from api.kernel.spaces import Space
from api.practices import PRACTICES
from api.practices.pauses.kinds import PAUSES_KEPT
from api.tables import MODELS
from tests.kernel.asking import check_in, refused, sent
from tests.kernel.everything import everything, nothing_changes, put_back
from tests.kernel.removal_lines import content
from tests.kernel.test_restore import after_restore
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.phrases import unused_phrase
from tests.practices.asks.asking import ask, say, withdraw
from tests.practices.pauses.asking import pause
from tests.practices.readiness.saying import sealed_readiness
from tests.practices.rituals.planning import DAILY, agreed, decline, propose
from tests.practices.rituals.planning import state as state_of
from tests.practices.working import act

pytestmark = pytest.mark.slow

Act = tuple[Phone, str, str, JsonObject | None]
"""Who sends it, and the request."""
LINE = re.compile(rb"[0-9a-f]{32}\n")


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


def test_asks_and_readiness_leave_no_line(cast: Cast, settings: Settings, clock: MovingClock):
    ana, ben = cast.couple
    said = say(ben, ask(ana)["id"], "yes")["id"]
    withdraw(ben, said)
    say(ben, ask(ana, "money")["id"], "rest")
    withdraw(ana, ask(ana, "touch")["id"])
    for state in ("ready", "not_now"):
        assert sent(ana, sealed_readiness(ana, "talk", state)).status < 300
    clock.forward(milliseconds=20 * DAY)
    act()
    assert not settings.removal_log.exists()


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
    clock.forward(milliseconds=PAUSES_KEPT.kept + DAY)
    act()
    by_time = content(settings.removal_log).replace(by_hand, b"")
    key = removal_log.key_of(settings.removal_log)
    for line, gone in ((by_hand, undone), (by_time, forgotten)):
        one = f"{ana.space('us')}/{gone}"
        assert line.decode() == removal_log.hash_of(key, "pauses", one) + "\n"


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
    cast.ana.leave_way_back(unused_phrase())
    body = recovery.leaving(cast.ana.ring, unused_phrase())
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


def test_a_no_needs_no_log_and_looks_like_other_times(
    cast: Cast, settings: Settings, capfd: pytest.CaptureFixture[str]
):
    ana, ben = cast.couple
    declined, changed = agreed(ana, ben), agreed(ana, ben)
    decline(ben, declined)
    propose(ana, ritual_id=changed, edit=2, recurrence=DAILY)
    key = removal_log.key_of(settings.removal_log)
    lines = [f"{ana.space('us')}/{one}/1" for one in (declined, changed)]
    written = b"".join(
        f"{removal_log.hash_of(key, 'ritual_schedules', one)}\n".encode() for one in lines
    )
    assert content(settings.removal_log) == written
    shutil.rmtree(settings.removal_log)
    settings.removal_log.write_text("no folder")
    decline(ana, changed, edit=2)
    assert state_of(ben, changed) == "declined"
    assert capfd.readouterr().err.count("a removal is not in the removal log") == 1


def test_a_log_that_lost_its_key_is_not_begun_anew(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    deleted(cast.couple[0])
    (settings.removal_log / "key").unlink()
    with pytest.raises(OSError, match="key"):
        removal_log.append(settings.removal_log, "check_ins", "one")
    with pytest.raises(OSError, match="key"):
        after_restore(settings, monkeypatch)


def test_a_restore_that_is_interrupted_has_done_nothing_and_is_done_again(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    ana, ben = cast.couple
    written = check_in(ana)
    sent(ana, written)
    backup = everything()
    deleted(ben)
    ana.delete("check_ins", written.path.rpartition("/")[2])
    put_back(backup)
    with monkeypatch.context() as crash, nothing_changes():
        crash.setattr(feed, "start_generation", _crash)
        with pytest.raises(KeyboardInterrupt):
            taking_away.take_away_again(MODELS, PRACTICES)
    after_restore(settings, monkeypatch)
    refused(ana, "not_found", "GET", written.path)


def test_what_two_shared_fades_30_days_after_they_parted_whenever_that_was_restored(
    cast: Cast, settings: Settings, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
):
    ana, _ = cast.couple
    couple_id, backup = ana.space("us"), everything()
    ana.leave()
    day = removal_log.today()
    put_back(backup)
    clock.forward(milliseconds=10 * DAY)
    after_restore(settings, monkeypatch)
    assert Space.get_by_id(couple_id).ended == day * DAY


def test_what_came_back_is_held_off_as_long_as_a_phone_of_before_may_come(
    cast: Cast, settings: Settings, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
):
    deleted(cast.couple[0])
    after_restore(settings, monkeypatch)
    for milliseconds, left in ((access.LIFETIME - DAY, 1), (2 * DAY, 0)):
        clock.forward(milliseconds=milliseconds)
        while retention.sweep():
            pass
        assert removals.Removed.select().count() == left


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


def _crash(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
