"""Stories about accounts and couples: what is erased, removed or ended."""

from collections.abc import Iterator

import pytest

from api.client.pairing import path_of
from api.client.phone import Phone
from api.client.phrase import new_phrase
from api.client.transport import ApiProblem
from api.kernel.clock import DAY
from tests.attacks.reaching import Stage, Story, is_out, nobody_reads
from tests.kernel.asking import check_in, refused, sent
from tests.kernel.meeting import offered

OLD_WORDS, NEW_WORDS = new_phrase(), new_phrase()


def an_erased_person(stage: Stage) -> Iterator[None]:
    ana, ben = stage.cast.couple
    written = check_in(ana)
    sent(ana, written)
    yield
    ana.erase()
    yield
    assert ana.session()["person"] is None
    assert ben.session()["couple"] is None
    nobody_reads(stage.cast, written)


def a_couple_that_parted(stage: Stage) -> Iterator[None]:
    ana, ben = stage.cast.couple
    written = check_in(ben)
    sent(ben, written)
    yield
    ana.leave()
    yield
    assert [phone.session()["couple"] for phone in (ana, ben)] == [None, None]
    nobody_reads(stage.cast, written)


def a_removed_phone(stage: Stage) -> Iterator[None]:
    ana, ben, second = _with_a_second(stage)
    yield
    ana.remove_phone(second.device_id)
    yield
    is_out(second, ana, ben)


def a_phone_that_signed_out(stage: Stage) -> Iterator[None]:
    ana, ben, second = _with_a_second(stage)
    yield
    second.api.call("DELETE", "/session")
    yield
    is_out(second, ana, ben)


def a_phone_that_signed_out_where_one_that_came_by_the_words_remains(
    stage: Stage,
) -> Iterator[None]:
    ana, ben = stage.cast.couple
    ana.keep_partner()
    ana.leave_way_back(OLD_WORDS)
    back = stage.cast.unused()
    back.recover(OLD_WORDS)
    back.changes()
    yield
    ana.api.call("DELETE", "/session")
    yield
    back.refresh()
    assert back.person_id in back.api.call("GET", "/keys")["due"], "it may start no root yet"
    stage.clock.forward(milliseconds=3 * DAY + 1)
    is_out(ana, back, ben)


def a_phone_that_was_sent_away_before_it_was_let_in(stage: Stage) -> Iterator[None]:
    ana, waiting = stage.cast.ana, stage.cast.unused()
    code = ana.offer("device")
    waiting.take(code)
    yield
    ana.api.call("DELETE", path_of(code))
    yield
    assert waiting.session()["person"] is None
    refused(ana, "not_found", "GET", path_of(code))


def a_phrase_that_was_replaced(stage: Stage) -> Iterator[None]:
    ana, _ = stage.cast.couple
    ana.leave_way_back(OLD_WORDS)
    yield
    ana.leave_way_back(NEW_WORDS)
    yield
    for words in (OLD_WORDS, NEW_WORDS):  # the newer one is lost, since the backup lacks it
        with pytest.raises(ApiProblem, match="not_found"):
            stage.cast.unused().recover(words)
    ana.leave_way_back(NEW_WORDS)
    stage.cast.unused().recover(NEW_WORDS)


def an_invitation_that_was_called_off(stage: Stage) -> Iterator[None]:
    cast = stage.cast
    path = offered(cast.ana).path
    yield
    cast.ana.api.call("DELETE", path)
    yield
    for phone in (cast.ana, cast.stranger, cast.unused()):
        refused(phone, "not_found", "GET", path)


def a_seat_that_was_called_off(stage: Stage) -> Iterator[None]:
    ana, ben = stage.cast.couple
    new = stage.cast.started()
    ben.give_seat(new)
    yield
    ana.api.call("DELETE", f"/couples/{ana.space('us')}/seat")
    yield
    stage.clock.forward(milliseconds=3 * DAY + 1)
    assert [phone.session()["seat"] for phone in (ana, ben, new)] == [None] * 3
    refused(new, "not_found", "PUT", f"/couples/{ana.space('us')}/seat/taking", {})
    assert ana.session()["couple"]["partner"]["id"] == ben.person_id


def a_seat_that_has_passed(stage: Stage) -> Iterator[None]:
    ana, ben = stage.cast.couple
    written = check_in(ben)
    sent(ben, written)
    new = stage.cast.started()
    ben.give_seat(new)
    yield
    _pass(stage, new, ana.space("us"))
    yield
    assert ana.session()["couple"] is None
    refused(ana, "not_found", "GET", written.path)
    new.refresh()
    assert new.api.request("GET", written.path).status == 200


def a_seat_that_passed_to_somebody_the_backup_does_not_know(stage: Stage) -> Iterator[None]:
    ana, ben = stage.cast.couple
    written = check_in(ben)
    sent(ben, written)
    yield
    new = stage.cast.started()
    ben.give_seat(new)
    _pass(stage, new, ana.space("us"))
    yield
    assert [phone.session()["couple"] for phone in (ana, ben)] == [None, None]
    nobody_reads(stage.cast, written)


STORIES: tuple[Story, ...] = (
    an_erased_person,
    a_couple_that_parted,
    a_removed_phone,
    a_phone_that_signed_out,
    a_phone_that_signed_out_where_one_that_came_by_the_words_remains,
    a_phone_that_was_sent_away_before_it_was_let_in,
    a_phrase_that_was_replaced,
    an_invitation_that_was_called_off,
    a_seat_that_was_called_off,
    a_seat_that_has_passed,
    a_seat_that_passed_to_somebody_the_backup_does_not_know,
)


def _with_a_second(stage: Stage) -> tuple[Phone, Phone, Phone]:
    (ana, ben), second = stage.cast.couple, stage.cast.unused()
    ana.pair(second)
    ana.keep_partner()
    second.changes()
    second.refresh()
    return ana, ben, second


def _pass(stage: Stage, new: Phone, couple_id: str) -> None:
    stage.clock.forward(milliseconds=3 * DAY + 1)
    new.take_seat(couple_id)
