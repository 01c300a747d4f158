"""The push services' stand-ins fail as the real ones do; these tests play the browser themselves."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from tests.browser.bare_firefox import DAY, KEY, Firefox, Sender, authorization, body, public
from tests.browser.server_clock import ServerClock
from tests.browser.standins.background import BackgroundLoop
from tests.browser.standins.resource import Fault
from tests.browser.standins.services import PushServices

TOKEN = authorization().removeprefix("vapid t=").partition(",")[0]


@pytest.fixture
def firefox(loop: BackgroundLoop, services: PushServices) -> Iterator[Firefox]:
    connected = Firefox(loop, services)
    yield connected
    connected.disconnect()


@pytest.fixture
def sender(services: PushServices, firefox: Firefox) -> Sender:
    return Sender(services, firefox)


def test_a_right_push_arrives(sender: Sender, firefox: Firefox, services: PushServices) -> None:
    status, headers = sender.post(urgency="high", topic="a-topic")
    assert status == 201
    assert headers["Location"].endswith(firefox.receive())
    assert firefox.hears_nothing()
    [message] = services.messages("ana")
    assert (message.outcome, message.urgency, message.topic) == ("delivered", "high", "a-topic")
    assert services.posts[-1].body == message.body


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"data": body(4096)}, 201),
        ({"data": body(4097)}, 413),
        ({"data": b"not encrypted"}, 400),
        ({"data": b""}, 201),
        ({"without": "ttl"}, 400),
        ({"ttl": "-1"}, 400),
        ({"ttl": "soon"}, 400),
        ({"content_encoding": "aesgcm"}, 400),
        ({"without": "content-encoding"}, 400),
        ({"topic": "a" * 33}, 400),
        ({"topic": "no spaces"}, 400),
        ({"urgency": "now"}, 400),
        ({"without": "authorization"}, 401),
        ({"authorization": "Bearer x"}, 401),
        ({"authorization": "vapid t=a.b.c, k=d"}, 401),
        ({"authorization": authorization(aud="https://elsewhere.example")}, 401),
        ({"authorization": authorization(exp=int(time.time()) - 1)}, 401),
        ({"authorization": authorization(exp=int(time.time()) + 2 * DAY)}, 401),
        ({"authorization": authorization(sub="somebody")}, 401),
        ({"authorization": authorization(ec.generate_private_key(ec.SECP256R1()))}, 401),
        ({"authorization": f"vapid t={TOKEN[:-4]}AAAA, k={public(KEY)}"}, 401),
        ({"path": "x"}, 404),
    ],
)
def test_answers(sender: Sender, changed: dict[str, Any], status: int) -> None:
    assert sender.post(**changed)[0] == status


def test_who_unsubscribed_is_gone(sender: Sender, firefox: Firefox) -> None:
    firefox.unregister()
    assert sender.post()[0] == 410


def test_a_fault_on_demand(sender: Sender, services: PushServices) -> None:
    services.fail(Fault(503, {"Retry-After": "7"}), times=2)
    status, headers = sender.post()
    assert (status, headers["Retry-After"]) == (503, "7")
    assert [sender.post()[0], sender.post()[0]] == [503, 201]


def test_what_was_not_acknowledged_comes_again(sender: Sender, firefox: Firefox) -> None:
    sender.post()
    first = firefox.receive(acknowledge=False)
    firefox.disconnect()
    sender.post(ttl="0")
    sender.post(topic="evening")
    _, headers = sender.post(topic="evening")
    firefox.connect()
    assert firefox.receive() == first
    assert headers["Location"].endswith(firefox.receive())
    assert firefox.hears_nothing()


def test_what_is_too_old_is_dropped(
    sender: Sender, firefox: Firefox, services: PushServices, server_clock: ServerClock
) -> None:
    firefox.disconnect()
    sender.post(ttl="3600")
    server_clock.advance(timedelta(seconds=3601))
    firefox.connect()
    assert firefox.hears_nothing()
    assert [message.outcome for message in services.messages("ana")] == ["expired"]


def test_without_coverage_nothing_arrives_until_there_is_some(
    sender: Sender, firefox: Firefox, services: PushServices, loop: BackgroundLoop
) -> None:
    loop.call(lambda: services.reach("ana", False))
    _, headers = sender.post()
    assert firefox.hears_nothing()
    loop.call(lambda: services.reach("ana", True))
    assert headers["Location"].endswith(firefox.receive())
