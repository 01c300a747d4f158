"""Races of two phones on separate connections: one wins, nothing is half-written, no feed number is lost."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from api.client.phone import Phone
from api.client.records import Draft
from api.client.transport import Answer, ApiProblem
from api.kernel.clock import DAY
from api.kernel.identity.models import Person, Session
from api.kernel.ids import new_id
from api.kernel.push.models import Notice
from api.kernel.reminders import Reminder
from tests.kernel.asking import check_in, now, sent, told
from tests.kernel.caught import start_of
from tests.kernel.everything import everything
from tests.kernel.feeds import counter_of, numbers_of
from tests.kernel.meeting import confirmed, met, offer_of, offered, taking_of
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.racing import together
from tests.vectors.envelopes import SIGNALS

pytestmark = pytest.mark.slow

TIMES = 6


def putting(phone: Phone, path: str, body: dict[str, object]) -> Callable[[], Answer]:
    return lambda: phone.api.request("PUT", path, body)


def codes(answers: list[Answer]) -> list[str]:
    """The code that each request got, in order; "" for success."""
    return sorted(told(answer) for answer in answers)


def shared_by(phone: Phone, kind: str, **signals: Any) -> str:
    """The path of an existing record of the couple."""
    draft = Draft(kind, phone.space("us"), new_id(), {**SIGNALS[kind], **signals}, {}, None)
    request = phone.seal(draft)
    assert sent(phone, request).status == 201
    return request.path


def test_of_two_who_take_a_code_one_wins(cast: Cast):
    for _ in range(TIMES):
        ana, ben, other = (cast.started() for _ in range(3))
        handover = offered(ana)
        path = f"{handover.path}/taking"
        bodies = [taking_of(handover, phone)[1] for phone in (ben, other)]
        tries = [
            putting(phone, path, body) for phone, body in zip((ben, other), bodies, strict=True)
        ]
        answers = together(*tries)
        assert codes(answers) == ["", "taken"]
        winner = ben if answers[0].status == 200 else other
        assert ana.api.call("GET", handover.path)["taking"]["person_id"] == winner.person_id


def test_of_two_new_phones_with_one_code_one_waits(cast: Cast):
    for _ in range(TIMES):
        ana = cast.started()
        handover = offered(ana, "device")
        phones = cast.unused(), cast.unused()
        bodies = [taking_of(handover, phone)[1] for phone in phones]
        path = f"{handover.path}/taking"
        answers = together(*(putting(*one) for one in zip(phones, [path] * 2, bodies, strict=True)))
        assert codes(answers) == ["", "taken"]


def test_nobody_ends_up_in_two_couples(cast: Cast):
    for _ in range(TIMES):
        ana, ben, other = (cast.started() for _ in range(3))
        first, second = met(ana, ben), met(ana, other)
        for both in (first, second):
            confirmed(both, ana)
        answers = together(partial(confirmed, first, ben), partial(confirmed, second, other))
        assert codes(answers) == ["", "already_paired"]
        couples = [phone.session()["couple"] for phone in (ana, ben, other)]
        assert sum(couple is not None for couple in couples) == 2


def test_of_two_edits_of_the_same_version_one_wins(cast: Cast, twin: Callable[[Phone], Phone]):
    ana, ben = cast.couple
    for _ in range(TIMES):
        first = check_in(ana)
        sent(ana, first)
        one = first.path.rpartition("/")[2]
        edits = [check_in(ana, record_id=one, edit=2, mood=mood) for mood in (4, 5)]
        phones = twin(ana), twin(ana)
        answers = together(
            *(putting(p, e.path, e.body) for p, e in zip(phones, edits, strict=True))
        )
        assert codes(answers) == ["", "stale_edit"]
        winner = edits[0] if answers[0].status == 200 else edits[1]
        assert ben.api.call("GET", first.path)["words"] == winner.body["words"]


def test_the_same_request_twice_at_once_is_one(cast: Cast, twin: Callable[[Phone], Phone]):
    ana, ben = cast.couple
    for times in range(1, TIMES + 1):
        request = check_in(ana)
        phones = twin(ana), twin(ana)
        answers = together(*(putting(phone, request.path, request.body) for phone in phones))
        assert sorted(answer.status for answer in answers) == [200, 201]
        assert answers[0].json == answers[1].json
        assert counter_of(ben) == times


def test_the_same_start_twice_at_once_is_one(cast: Cast):
    for _ in range(TIMES):
        _, path, body = start_of(cast)
        answers = together(*(putting(cast.unused(), path, body) for _ in range(2)))
        assert sorted(answer.status for answer in answers) == [200, 201]


def test_the_same_offer_twice_at_once_is_one(cast: Cast, twin: Callable[[Phone], Phone]):
    for _ in range(TIMES):
        handover, body = offer_of(cast.ana)
        answers = together(*(putting(twin(cast.ana), handover.path, body) for _ in range(2)))
        assert sorted(answer.status for answer in answers) == [200, 201]


def test_two_phones_never_have_one_id(cast: Cast):
    for _ in range(TIMES):
        device_id = new_id()
        starts = [cast.unused(), cast.unused()]
        for phone in starts:
            phone.ring.device_id = device_id
        told_of = together(*(lambda phone=phone: _starting(phone) for phone in starts))
        assert sorted(told_of) == ["", "id_taken"]


def _starting(phone: Phone) -> str:
    try:
        phone.start()
    except ApiProblem as problem:
        return problem.code
    return ""


def test_an_edit_and_a_deletion_leave_nothing_half_done(cast: Cast, twin: Callable[[Phone], Phone]):
    ana, ben = cast.couple
    for _ in range(TIMES):
        first = check_in(ana)
        sent(ana, first)
        edit = check_in(ana, record_id=first.path.rpartition("/")[2], edit=2)
        other = twin(ana)
        answers = together(
            putting(ana, edit.path, edit.body), partial(other.api.request, "DELETE", first.path)
        )
        assert answers[1].status == 204
        assert told(answers[0]) in ("", "gone")
        assert ben.api.request("GET", first.path).status == 404
    assert ben.api.call("GET", "/changes")["records"] == {}


def test_nothing_of_any_kind_slips_past_a_leaving(cast: Cast, twin: Callable[[Phone], Phone]):
    """The partner writes, accepts, ends and answers at the same moment as somebody leaves."""
    for _ in range(TIMES):
        ana, ben = cast.started(), cast.started()
        ana.pair(ben)
        couple = ana.space("us")
        asked, ritual = shared_by(ana, "rituals"), shared_by(ana, "rituals")
        pause = shared_by(ben, "pauses", started_at=now())
        late: list[tuple[str, dict[str, object]]] = [
            (f"{asked}/acceptance", {"space_id": couple, "edit": 1}),
            (f"{ritual}/end", {"space_id": couple}),
            (f"{pause}/end", {"space_id": couple, "then": "back", "talk_at": None, "at": now()}),
            (f"/calendar-links/{new_id()}", {}),
        ]
        answers = together(
            putting(ana, f"/couples/{couple}/leaving", {}),
            *(putting(twin(ben), path, body) for path, body in late),
        )
        assert answers[0].status == 200
        assert {told(answer) for answer in answers[1:]} <= {"", "not_found", "not_connected"}
        assert numbers_of(ana) == numbers_of(ben) == []
        # what the space itself has to delete one day stays planned, and is for nobody
        of_somebody = (Reminder.space_id == couple) & (Reminder.person_id != couple)
        assert not Reminder.select().where(of_somebody).exists()
        assert not Notice.select().where(Notice.space_id == couple).exists()
        assert Person.select().where(Person.paused_until > 0).count() == 0


def test_no_write_slips_past_an_erasure(cast: Cast, twin: Callable[[Phone], Phone]):
    for _ in range(TIMES):
        ana, ben = cast.started(), cast.started()
        ana.pair(ben)
        requests = [check_in(ana, "me"), check_in(ana, "us")]
        answers = together(
            partial(ana.api.request, "DELETE", f"/people/{ana.person_id}"),
            *(putting(twin(ana), request.path, request.body) for request in requests),
            putting(ben, f"/couples/{ana.space('us')}/leaving", {}),
        )
        assert answers[0].status == 204
        assert {told(answer) for answer in answers[1:3]} <= {"", "not_found", "sign_in"}
        assert answers[3].status == 200
        assert ben.session()["couple"] is None
        assert not [rows for rows in everything().values() if ana.person_id in str(rows)]


def test_no_write_slips_past_a_leaving(cast: Cast):
    for _ in range(TIMES):
        ana, ben = cast.started(), cast.started()
        ana.pair(ben)
        request = check_in(ben)
        path = f"/couples/{ana.space('us')}/leaving"
        answers = together(putting(ana, path, {}), putting(ben, request.path, request.body))
        assert answers[0].status == 200
        assert told(answers[1]) in ("", "not_found")
        for phone in (ana, ben):
            assert numbers_of(phone) == []
            assert phone.api.request("GET", request.path).status == 404


def test_no_write_under_the_old_key_slips_past_a_new_root(cast: Cast):
    ana, ben = cast.couple
    for _ in range(TIMES):
        request = check_in(ben)
        _, answer = together(
            lambda: ana._membership.start_epoch(ana.space("us")),  # pyright: ignore[reportPrivateUsage]
            putting(ben, request.path, request.body),
        )
        assert answer is not None
        assert told(answer) in ("", "old_key")
        ben.refresh()


def test_removing_a_phone_and_writing_from_it(cast: Cast):
    ana, _ = cast.couple
    second = cast.unused()
    ana.pair(second)
    request = check_in(second, "me", new_id())
    together(
        lambda: ana.api.request("DELETE", f"/devices/{second.device_id}"),
        putting(second, request.path, request.body),
    )
    assert second.api.request("GET", "/devices").status == 401


def test_removing_a_phone_whose_session_is_renewed(cast: Cast, clock: MovingClock):
    ana, _ = cast.couple
    for _ in range(TIMES):
        second = cast.unused()
        ana.pair(second)
        clock.forward(milliseconds=201 * DAY)
        answers = together(
            lambda phone=second: ana.api.request("DELETE", f"/devices/{phone.device_id}"),
            lambda phone=second: phone.api.request("GET", "/devices"),
        )
        assert codes(answers) in (["", ""], ["", "sign_in"])
        assert second.api.request("GET", "/devices").status == 401
        assert not Session.select().where(Session.device_id == second.device_id).exists()
