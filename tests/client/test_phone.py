"""Short stories of phones: what each stores, and what none of them accepts."""

from collections.abc import Mapping
from datetime import UTC, datetime
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

from api.client.errors import OlderEditError, RefusedError, UnknownKeyError
from api.client.phone import Phone
from api.client.records import Draft
from api.client.transport import Answer, ApiProblem, FlaskTransport, HttpTransport
from api.kernel.identity.models import Epoch
from api.kernel.ids import new_id
from api.kernel.spaces import Space
from tests.kernel.everything import everything, put_back
from tests.people import Cast
from tests.vectors.envelopes import SIGNALS

NOW = "2026-11-23T05:12:00.000Z"
LINE = {"line": "Back soon."}


def test_both_phones_show_the_same_four_words(cast: Cast) -> None:
    ana, ben = cast.ana, cast.started()
    ben.take(ana.offer())
    assert ana.phrase() == ben.phrase()
    assert len(ana.phrase().split()) == 4


def test_the_feed_brings_what_was_written_and_what_is_gone(cast: Cast) -> None:
    ana, ben = cast.couple
    written = check_in(ana, mood=4)
    assert [record.words for record in ben.changes()] == [{"mood": 4}]
    assert ben.get("check_ins", written).words == {"mood": 4}
    ana.delete("check_ins", written)
    assert ben.changes() == []
    assert ben.store.records == {}


def test_a_request_may_be_sent_twice(cast: Cast) -> None:
    ana, ben = cast.couple
    request = ana.seal(Draft("check_ins", ana.space("us"), new_id(), {"at": NOW}, {"mood": 2}))
    assert ana.send(request) == ana.send(request)
    assert len(ben.changes()) == 1


def test_each_kind_travels(cast: Cast) -> None:
    ana, ben = cast.couple
    start = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    pause: dict[str, Any] = {"started_at": start, "duration_seconds": 1800}
    ana.put("pauses", new_id(), audience="us", words=LINE, headline=LINE, **pause)
    ritual: Any = SIGNALS["rituals"]
    ana.put("rituals", new_id(), audience="us", words={"title": "Pizza"}, headline=LINE, **ritual)
    ana.put("profiles", ana.person_id, audience="us", words={"name": "Ana"})
    ben.changes()
    seen = {record.kind: record for record in ben.store.records.values()}
    assert (seen["pauses"].words, seen["pauses"].headline) == (LINE, LINE)
    assert (seen["rituals"].words, seen["rituals"].headline) == ({"title": "Pizza"}, LINE)
    assert seen["profiles"].words == {"name": "Ana"}


def test_a_second_phone_opens_all_that_its_person_may_read(cast: Cast) -> None:
    ana, ben = cast.couple
    check_in(ana, mood=1, audience="me")
    check_in(ana, mood=4)
    check_in(ben, mood=5)
    second = cast.unused()
    ana.pair(second)
    assert second.person_id == ana.person_id
    assert sorted(moods(second)) == [1, 4, 5]
    check_in(second, mood=3)
    assert 3 in moods(ben)


def test_a_root_reaches_a_phone_that_was_not_there_when_it_began(cast: Cast) -> None:
    ana, second, ben = cast.ana, cast.unused(), cast.started()
    ana.pair(second)
    second.pair(ben)
    check_in(ben, mood=4)
    assert moods(ana) == []
    assert len(ana.store.waiting) == 1
    second.keep_partner()
    ana.changes()
    ana.refresh()
    assert moods(ana) == [4]


def test_a_removed_phone_is_out_and_later_words_have_another_key(cast: Cast) -> None:
    ana, ben = cast.couple
    second = cast.unused()
    ana.pair(second)
    us = ana.space("us")
    before = ana.ring.current[us]
    ana.remove_phone(second.device_id)
    with pytest.raises(ApiProblem, match="sign_in"):
        second.changes()
    check_in(ben, mood=4)
    (record,) = ana.changes()
    assert record.words == {"mood": 4}
    assert record.view["words"]["k"] != before
    with pytest.raises(UnknownKeyError):
        second.ring.practice_key(ana.ring.in_force(us), "checkins")


def test_leaving_takes_what_was_shared_from_both_phones(cast: Cast) -> None:
    ana, ben = cast.couple
    check_in(ana, mood=4)
    check_in(ben, mood=1, audience="me")
    ben.changes()
    ana.leave()
    ben.refresh()
    assert (ana.couple_id, ben.couple_id) == (None, None)
    assert moods(ben) == [1]


def test_an_older_edit_and_a_changed_signal_are_refused(cast: Cast) -> None:
    ana, ben = cast.couple
    written = check_in(ana, mood=4)
    (first,) = ben.changes()
    ana.put("check_ins", written, audience="us", words={"mood": 5}, edit=2, at=NOW)
    ben.changes()
    key = ("check_ins", ana.space("us"), written)
    assert ben.store.take(ben.ring, "check_ins", first.view) is None
    assert isinstance(ben.store.refused[key], OlderEditError)
    moved = {**ben.store.records[key].view, "at": "2026-11-23T05:13:00.000Z"}
    assert ben.store.take(ben.ring, "check_ins", moved) is None
    assert isinstance(ben.store.refused[key], RefusedError)
    assert ben.store.records[key].words == {"mood": 5}


def test_a_server_cannot_stand_between_two_phones(app: Flask, cast: Cast) -> None:
    code, mallory = cast.ana.offer(), cast.stranger
    ben = Phone(Replacing(app, {"signing_key": mallory.ring.person["signing_key"]}))
    ben.start()
    with pytest.raises(RefusedError):
        ben.take(code)


def test_a_server_cannot_name_another_partner(app: Flask, cast: Cast) -> None:
    transport = Replacing(app, {})
    ana = Phone(transport)
    ana.start()
    ana.pair(cast.started())
    transport.values = {"signing_key": cast.stranger.ring.person["signing_key"]}
    with pytest.raises(RefusedError):
        ana.refresh()


def test_a_further_phone_learns_the_partner_from_the_first_and_not_from_the_server(
    app: Flask, cast: Cast
) -> None:
    ana, ben = cast.couple
    transport = Replacing(app, {})
    second = Phone(transport)
    ana.pair(second)
    second.refresh()
    assert ben.person_id not in second.ring.people
    ana.keep_partner()
    second.changes()
    assert second.ring.people[ben.person_id] == ben.ring.person
    transport.values = {"signing_key": cast.stranger.ring.person["signing_key"]}
    with pytest.raises(RefusedError):
        second.refresh()


def test_a_couples_new_root_waits_until_the_partner_is_known(cast: Cast) -> None:
    ana, ben = cast.couple
    ana.keep_partner()
    second = cast.unused()
    ana.pair(second)
    us = second.space("us")
    before = second.ring.in_force(us)
    second.remove_phone(ana.device_id)
    assert second.ring.in_force(us) == before
    second.changes()
    second.refresh()
    ben.refresh()
    assert before != ben.ring.in_force(us) == second.ring.in_force(us)


def test_a_phone_follows_no_server_back_to_an_older_key(cast: Cast) -> None:
    ana = cast.ana
    first = ana.ring.in_force(ana.person_id)
    ana.start_epoch(ana.person_id)
    newest = ana.ring.in_force(ana.person_id)
    Epoch.delete().where(Epoch.id == newest.epoch_id).execute()
    back = {"epoch_id": first.epoch_id, "epoch_number": 1}
    Space.update(back).where(Space.id == ana.person_id).execute()
    ana.refresh()
    in_force = ana.ring.in_force(ana.person_id)
    assert in_force not in (first, newest)
    assert ana.ring.newest_number(ana.person_id) == 2
    assert Space.get_by_id(ana.person_id).epoch_id == in_force.epoch_id
    ana.start_epoch(ana.person_id)
    assert ana.api.call("GET", "/keys")["missing"] == []


def test_where_a_restored_server_lacks_keys_a_phone_makes_both_level(cast: Cast) -> None:
    ana, ben = cast.couple
    space = ana.space("us")
    backup = everything()
    for _ in range(2):
        ana.start_epoch(space)
    ben.refresh()
    known = ben.ring.newest_number(space)

    put_back(backup)
    ben.refresh()
    ana.refresh()
    assert ana.ring.newest_number(space) == ben.ring.newest_number(space) == known
    assert ana.ring.current[space] == ben.ring.current[space] == Space.get_by_id(space).epoch_id
    ana.put("check_ins", new_id(), audience="us", words=LINE, at=NOW)
    assert [record.words for record in ben.changes() if record.kind == "check_ins"] == [LINE]


def test_a_phone_speaks_http(app: Flask) -> None:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        phone = Phone(HttpTransport(f"http://127.0.0.1:{server.port}"))
        phone.start()
        check_in(phone, mood=3, audience="me")
        assert moods(phone) == [3]
        with pytest.raises(ApiProblem, match="not_found"):
            phone.get("check_ins", new_id())
    finally:
        server.shutdown()


class Replacing(FlaskTransport):
    """A server whose answers have other values in some fields, wherever they occur."""

    def __init__(self, app: Flask, values: Mapping[str, str]) -> None:
        super().__init__(app.test_client())
        self.values = values

    def request(self, method: str, path: str, json: Any, headers: Mapping[str, str]) -> Answer:
        answer = super().request(method, path, json, headers)
        return answer._replace(json=self._replaced(answer.json))

    def _replaced(self, value: Any) -> Any:
        if isinstance(value, dict):
            fields: dict[str, Any] = value  # pyright: ignore[reportUnknownVariableType] - JSON
            return {
                name: self.values.get(name) or self._replaced(inner)
                for name, inner in fields.items()
            }
        return value


def check_in(phone: Phone, *, mood: int, audience: Any = "us") -> str:
    """A check-in; its id."""
    return phone.put("check_ins", new_id(), audience=audience, words={"mood": mood}, at=NOW).id


def moods(phone: Phone) -> list[Any]:
    """The moods this phone can read."""
    phone.changes()
    return [
        record.words["mood"]
        for record in phone.store.records.values()
        if record.kind == "check_ins" and record.words
    ]
