"""Races of two phones, or of a pause and another write: either order is possible."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from api.client.phone import Phone
from api.kernel import clock, silence
from tests.people import Cast
from tests.practices.pauses.asking import end_body, pause, sealed_pause
from tests.practices.racing import together
from tests.practices.working import queued
from tests.pushing import choose

ROUNDS = 5


def calling(phone: Phone, method: str, path: str, body: Any = None) -> Callable[[], int]:
    return lambda: phone.api.request(method, path, body).status


def choosing(phone: Phone, edit: int) -> Callable[[], int]:
    return lambda: choose(phone, edit=edit)["edit"]


@pytest.fixture
def phones(cast: Cast) -> tuple[Phone, Phone]:
    """ana's two phones; she is paired with ben."""
    ana, _ = cast.couple
    second = cast.unused()
    ana.pair(second)
    return ana, second


def test_one_of_two_ends_stands(phones: tuple[Phone, Phone]):
    ana, second = phones
    for _ in range(ROUNDS):
        path = f"/pauses/{pause(ana)['id']}/end"
        statuses = together(
            calling(ana, "PUT", path, end_body(ana)),
            calling(second, "PUT", path, end_body(ana, "not_today")),
        )
        assert sorted(statuses) == [201, 409]
        assert silence.silenced_until(ana.person_id) == 0


def test_an_undo_or_an_end_but_never_both(phones: tuple[Phone, Phone]):
    ana, second = phones
    for _ in range(ROUNDS):
        path = f"/pauses/{pause(ana)['id']}"
        ended, undone = together(
            calling(ana, "PUT", f"{path}/end", end_body(ana)), calling(second, "DELETE", path)
        )
        assert (ended, undone) in ((201, 409), (410, 204))
        assert silence.silenced_until(ana.person_id) == 0


def test_the_later_of_two_pauses_counts(phones: tuple[Phone, Phone]):
    ana, second = phones
    short, long = sealed_pause(ana, 600), sealed_pause(second, 3600)
    statuses = together(
        calling(ana, "PUT", short.path, short.body), calling(second, "PUT", long.path, long.body)
    )
    assert statuses == [201, 201]
    until = clock.from_text(ana.get("pauses", long.path.rpartition("/")[2]).view["until"])
    assert silence.silenced_until(ana.person_id) == until


def test_a_pause_and_new_preferences_do_not_wait_for_each_other(phones: tuple[Phone, Phone]):
    ana, second = phones
    for edit in range(1, ROUNDS + 1):
        request = sealed_pause(ana)
        done = together(calling(ana, "PUT", request.path, request.body), choosing(second, edit))
        assert done == [201, edit]


def test_two_who_pause_at_once_are_both_silent(app: Flask, cast: Cast):
    ana, ben = cast.couple
    for _ in range(ROUNDS):
        mine, theirs = sealed_pause(ana), sealed_pause(ben)
        statuses = together(
            calling(ana, "PUT", mine.path, mine.body), calling(ben, "PUT", theirs.path, theirs.body)
        )
        assert statuses == [201, 201]
    for phone in (ana, ben):
        assert silence.silenced_until(phone.person_id) > clock.now()
        assert queued(phone.person_id) == []
