"""Letting an ask rest: the asker cannot tell it from no answer by any number, byte, time or push."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from api.client.phone import Phone
from api.kernel import clock
from api.kernel.ids import new_id
from tests.kernel.asking import sent, told
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.asks.asking import (
    ask,
    kinds_seen,
    say,
    sealed_answer,
    sealed_ask,
    seen,
    withdraw,
    withdrawal,
)
from tests.practices.pauses.asking import pause
from tests.practices.working import kinds, planned, pushed, queued, work
from tests.push_service import PushService

HOUR = clock.HOUR


class Eyes:
    """All that the asker can find out from the server, byte for byte."""

    def __init__(self, app: Flask, phone: Phone, asked: dict[str, Any], answer_id: str) -> None:
        self._client = FlaskClient(app, app.response_class)
        self._phone = phone
        one = f"/asks/{asked['id']}"
        answer = f"{one}/answers/{answer_id}"
        again = sealed_ask(phone, asked["area"])
        mine = sealed_answer(phone, asked["id"], "yes", answer_id=answer_id)
        back = withdrawal(phone, f"{asked['id']}/{answer_id}")
        self._questions: list[tuple[str, str, Any]] = [
            ("GET", "/changes", None),
            ("GET", one, None),
            ("GET", answer, None),
            ("GET", f"{one}/answers/{new_id()}", None),
            ("PUT", again.path, again.body),
            ("PUT", mine.path, mine.body),
            ("PUT", back.path, back.body),
        ]

    def look(self) -> list[bytes]:
        """Statuses, headers and bodies."""
        return [self._ask(*question) for question in self._questions]

    def _ask(self, method: str, path: str, body: Any) -> bytes:
        headers = {"Authorization": f"Bearer {self._phone.api.token}"}
        answer = self._client.open(f"/api/v1{path}", method=method, headers=headers, json=body)
        return f"{answer.status} {answer.headers}".encode() + answer.data


def test_it_changes_nothing_that_the_other_can_see(
    app: Flask, couple: tuple[Phone, Phone], service: PushService
):
    ana, ben = couple
    asked = ask(ana)
    pushed(service)
    answer_id = new_id()
    eyes = Eyes(app, ana, asked, answer_id)
    before = eyes.look()
    said = say(ben, asked["id"], "rest", answer_id=answer_id)
    assert eyes.look() == before
    withdraw(ben, said["id"])
    withdraw(ben, f"{asked['id']}/{new_id()}")
    say(ben, asked["id"], "rest")
    assert eyes.look() == before
    assert queued(ana.person_id) == pushed(service) == []


def test_it_is_ones_own(cast: Cast):
    ana, ben = cast.couple
    asked = ask(ana)
    said = say(ben, asked["id"], "rest")
    assert seen(ben)[("ask_answers", said["id"])] == said
    assert ben.get("ask_answers", said["id"]).view == said
    assert seen(ana) == {("asks", asked["id"]): asked}


def test_it_ends_and_rests_and_is_forgotten_as_what_nobody_saw(cast: Cast, clock: MovingClock):
    """Asks in two areas at the same moment: one is let rest, the other is not opened."""
    ana, ben = cast.couple
    started = clock.forward(milliseconds=0)
    rested, unseen = (ask(ana, area, 3600, started=started) for area in ("talk", "money"))
    say(ben, rested["id"], "rest")
    assert [_code(ana, area) for area in ("talk", "money")] == ["open_ask"] * 2
    clock.to(started + HOUR)
    assert [_code(ana, area) for area in ("talk", "money")] == ["resting"] * 2
    plain = [_plain(seen(ana)[("asks", one["id"])]) for one in (rested, unseen)]
    assert plain[0] == plain[1]
    assert len(set(planned("ask_retention"))) == 1
    clock.to(started + 13 * HOUR)
    assert [_code(ana, area) for area in ("talk", "money")] == [""] * 2
    clock.to(started + 25 * HOUR)
    work()
    assert not {("asks", rested["id"]), ("asks", unseen["id"])} & seen(ana).keys()
    assert kinds_seen(ben) == ["asks"] * 2


def test_a_pause_meanwhile_makes_no_difference(app: Flask, cast: Cast):
    ana, ben = cast.couple
    asked = ask(ana)
    eyes = Eyes(app, ana, asked, new_id())
    pause(ben)
    before = eyes.look()
    say(ben, asked["id"], "rest")
    assert eyes.look() == before


def test_one_may_still_say_something_else(cast: Cast):
    ana, ben = cast.couple
    asked = ask(ana)
    say(ben, asked["id"], "rest")
    said = say(ben, asked["id"], "yes")
    assert kinds_seen(ana) == ["ask_answers", "asks"]
    assert ("ask_answers", said["id"]) in seen(ana)


def test_what_waits_to_be_pushed_to_oneself_vanishes(
    couple: tuple[Phone, Phone], service: PushService
):
    ana, ben = couple
    asked = ask(ana)
    assert queued(ben.person_id) == ["ask"]
    say(ben, asked["id"], "rest")
    assert kinds(service) == []


def _code(phone: Phone, area: str) -> str:
    return told(sent(phone, sealed_ask(phone, area)))


def _plain(view: dict[str, Any]) -> dict[str, Any]:
    """An ask without its ids, area and words."""
    return {name: view[name] for name in view.keys() - {"id", "area", "words"}}
