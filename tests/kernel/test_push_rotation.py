"""Giving the server another push key: no phone misses a push, and after a leak the old key can be dropped."""

import os
from typing import Any

import pytest

from api import cli
from api.config import settings
from api.kernel.ids import new_id
from api.kernel.push import rotation, vapid
from api.kernel.push.models import PushSubscription
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.push_service import Browser, PushService
from tests.pushing import choose, queue, queued, turn_on, verdicts


@pytest.fixture
def browser(cast: Cast, service: PushService) -> Browser:
    """Ana's, which subscribed before the rotation."""
    choose(cast.ana)
    return turn_on(cast.ana, service)


def pushed_with(cast: Cast, service: PushService) -> str:
    """The public key with which a notice for ana is signed."""
    queue(cast.ana)
    assert verdicts() == ["delivered"]
    assert queued(cast.ana) == 0
    return service.pushes[-1].headers["authorization"].rpartition("k=")[2]


def launch(cast: Cast, browser: Browser, **named: Any) -> bool:
    """The phone posts its subscription, as at each launch. Returns whether it should subscribe again."""
    [known] = PushSubscription.select()
    path = f"/push-subscriptions/{known.id}"
    return cast.ana.api.call("PUT", path, {**browser.subscription, **named})["renew"]


def test_a_phone_is_reached_with_the_key_it_knows(
    cast: Cast, service: PushService, browser: Browser
):
    old = vapid.public_key()
    assert pushed_with(cast, service) == old
    rotation.rotate(settings().data)
    new = cast.ana.session()["vapid_public_key"]
    assert new == vapid.public_key() != old
    assert pushed_with(cast, service) == old
    turn_on(cast.ana, service)
    assert pushed_with(cast, service) == new


@pytest.mark.parametrize("says", [True, False])
def test_a_launch_that_comes_before_the_new_key_keeps_the_old_one(
    cast: Cast, service: PushService, browser: Browser, says: bool
):
    """Older apps do not say which key they subscribed with."""
    old = vapid.public_key()
    rotation.rotate(settings().data)
    assert launch(cast, browser, **({"server_key": old} if says else {})) is False
    assert pushed_with(cast, service) == old


def test_a_phone_bound_to_a_key_that_is_gone_subscribes_again(
    cast: Cast, service: PushService, browser: Browser
):
    other = Browser("https://updates.push.services.mozilla.com/wpush/v2/other").subscription
    assert launch(cast, browser, server_key=other["p256dh"]) is True
    body = {**browser.subscription, "server_key": other["p256dh"], "endpoint": other["endpoint"]}
    told = cast.ana.api.call("PUT", f"/push-subscriptions/{new_id()}", body)
    assert told["renew"] is True


def test_an_old_key_goes_once_no_phone_needs_it(cast: Cast, service: PushService, browser: Browser):
    first = vapid.public_key()
    rotation.rotate(settings().data)
    second = vapid.public_key()
    assert vapid.public_keys(settings().data) == (second, first)
    turn_on(cast.ana, service)
    rotation.rotate(settings().data)
    assert vapid.public_keys(settings().data) == (vapid.public_key(), second)


def test_after_a_leak_the_old_key_can_be_dropped(
    cast: Cast, service: PushService, browser: Browser
):
    """Nobody can push with it any more; a phone that was not opened is told nothing until it is."""
    old = vapid.public_key()
    queue(cast.ana)
    rotation.rotate(settings().data)
    told = rotation.forget_old(settings().data)
    assert "1 phones" in told
    assert old not in vapid.public_keys(settings().data)
    assert PushSubscription.select().count() == queued(cast.ana) == 0
    turn_on(cast.ana, service)
    assert pushed_with(cast, service) == vapid.public_key()


def test_the_command_says_how_many_phones_wait(
    cast: Cast,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.setenv("TWOFOLD_DATA", str(settings().data))
    monkeypatch.setenv("TWOFOLD_DATABASE", settings().database)
    old = vapid.public_key()
    assert cli.main(["rotate-vapid"]) == 0
    assert "1 phones use an old one" in capsys.readouterr().out
    assert vapid.public_keys(settings().data)[1] == old
    cli.main(["doctor"])
    assert "1 phones, 1 with an old key" in capsys.readouterr().out


def test_a_worker_that_runs_on_signs_with_the_new_key_at_once_and_not_long_with_a_dropped_one(
    app: object, clock: MovingClock
):
    origin, old, tokens = "https://fcm.googleapis.com", vapid.public_key(), vapid.Tokens(settings())
    assert tokens.authorization(origin, old).endswith(old)
    vapid.rotate(settings().data)
    new = vapid.public_key()
    assert tokens.authorization(origin, new).endswith(new)
    assert tokens.authorization(origin, old).endswith(old)
    vapid.drop(settings().data, [old])
    clock.forward(milliseconds=1000)
    assert tokens.authorization(origin, old).endswith(new)


def test_a_key_that_was_not_recorded_is_the_oldest(
    cast: Cast, service: PushService, browser: Browser
):
    old = vapid.public_key()
    PushSubscription.update(server_key="").execute()
    rotation.rotate(settings().data)
    assert vapid.public_keys(settings().data)[-1] == old
    assert pushed_with(cast, service) == old


def test_a_made_up_key_raises_no_alarm(cast: Cast, service: PushService, browser: Browser):
    other = Browser("https://updates.push.services.mozilla.com/wpush/v2/other").subscription
    for endpoint in (browser.endpoint, other["endpoint"]):
        body = {**browser.subscription, "server_key": other["p256dh"], "endpoint": endpoint}
        cast.ana.api.call("PUT", f"/push-subscriptions/{new_id()}", body)
        assert PushSubscription.get().server_key in ("", vapid.public_key())


def test_root_may_rotate_and_the_owner_can_read_on(app: object):
    file = settings().data / vapid.FILE
    vapid.public_key()
    os.chown(file, 12345, 12345)
    rotation.rotate(settings().data)
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 12345)


@pytest.mark.parametrize("text", [b"", b"-----BEGIN X-----\nAAAA\n-----END X-----\n"])
def test_a_damaged_file_stops_no_process_that_has_read_it(app: object, text: bytes):
    key = vapid.public_key()
    tokens = vapid.Tokens(settings())
    (settings().data / vapid.FILE).write_bytes(text)
    assert vapid.public_key() == key
    assert tokens.authorization("https://fcm.googleapis.com", key).endswith(key)
    with pytest.raises(ValueError, match=r"."):
        vapid.holds(settings().data / vapid.FILE, settings().data / vapid.FILE)


def test_a_lost_file_is_not_replaced_by_a_process_that_has_read_it(app: object):
    key = vapid.public_key()
    (settings().data / vapid.FILE).unlink()
    assert vapid.public_key() == key
    assert not (settings().data / vapid.FILE).exists()
