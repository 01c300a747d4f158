"""What must be invisible changes nothing for the partner: not a byte, not an event, not a push.

A day of both people is generated and run twice from the same start, at the same instants: once without what
ben keeps to himself, and once with it. Everything that ana's phone can fetch is the same, and so is the feed of a
professional who reads what the two share.
"""

import json
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings

from api.client.phone import Phone
from api.client.records import Request
from api.client.transport import JsonObject
from api.kernel import live, reminders
from api.kernel.audiences import LONGEST
from api.kernel.clock import MINUTE
from api.kernel.ids import new_id
from tests.granting import let_read
from tests.kernel.asking import check_in
from tests.kernel.everything import everything, put_back
from tests.moving_clock import Watch
from tests.people import Cast
from tests.practices.days import HIDDEN, SHOWN, Act, Day, days
from tests.practices.rituals.planning import agreed
from tests.practices.topics.parking import park
from tests.practices.working import work
from tests.push_service import PushService
from tests.pushing import choose, turn_on

ASKED = ("/changes", "/session", "/devices", "/keys", "/calendar-links")


class Eye:
    """All that a phone can see, as the bytes that reach it."""

    def __init__(self, app: Flask, phone: Phone, service: PushService) -> None:
        self._client = app.test_client(use_cookies=False)
        self._headers = {"Authorization": f"Bearer {phone.api.token}"}
        self._stream = live.subscribe(phone.person_id, phone.device_id, phone.couple_id)
        self._service = service
        self._cursor = ""
        self.seen: list[Any] = []

    def ask(self, method: str, path: str, body: JsonObject | None = None) -> bytes:
        answer = self._client.open(
            f"/api/v1{path}", method=method, json=body, headers=self._headers
        )
        self.seen.append((method, path, answer.status_code, [*answer.headers], answer.data))
        return answer.data

    def look(self) -> None:
        """What reaches it by itself: changes, events, pushes."""
        page = json.loads(self.ask("GET", f"/changes{self._cursor}"))
        self._cursor = f"?after={page['cursor']}"
        while told := self._stream.next(0):
            self.seen.append(told.cursor if isinstance(told, live.Told) else told)
        for push in self._service.pushes:
            size = len(json.dumps(push.payload))
            self.seen.append((size, push.headers["ttl"], push.headers["urgency"]))
        self._service.pushes.clear()

    def close(self) -> None:
        live.disconnect(self._stream.person_id, subscription=self._stream)


@pytest.mark.slow
def test_what_is_kept_private_changes_nothing_for_the_partner(
    app: Flask,
    watch: Watch,
    cast: Cast,
    service: PushService,
    monkeypatch: pytest.MonkeyPatch,
):
    # on a busy machine a round of the worker could end early in only one of the two runs
    monkeypatch.setattr(reminders, "_LONGEST_SECONDS", 60)
    ana, ben = cast.couple
    turn_on(ana, service)
    choose(ana)
    choices = choose(ben)
    ritual_id, topic_id = agreed(ana, ben), park(ana)["id"]
    url: str = ana.api.call("PUT", f"/calendar-links/{new_id()}", {})["url"]
    asked = (*ASKED, url.partition("/api/v1")[2])
    let_read(cast.professional, ana.space("us"), during=LONGEST)
    beginning, begins = everything(), watch.at

    def lived(acts: list[Act], own: list[Request], *, whole: bool) -> list[Any]:
        put_back(beginning)
        eye, other = Eye(app, ana, service), Eye(app, cast.professional, service)
        for act in acts:
            watch.at = act.at
            work()
            if act.phone is ana:
                eye.ask(act.method, act.path, act.body)
            elif whole or not act.hidden:
                act.phone.api.request(act.method, act.path, act.body)
            eye.look()
            other.look()
        for path in (*asked, *sorted({act.path for act in acts if act.method == "PUT"})):
            eye.ask("GET", path)
        for request in own:
            eye.ask("PUT", request.path, request.body)
        for one in (eye, other):
            one.look()
            one.close()
        return eye.seen + other.seen

    @settings(
        max_examples=25, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(days)
    @example([(0, name) for name in SHOWN + HIDDEN])
    @example([(0, "ben_is_ready_alone"), (45, "ana_probes"), (5, "ana_probes")])
    @example(
        [(0, "ben_is_ready_for_the_topic"), (45, "ana_probes_the_topic"), (5, "ana_checks_in")]
    )
    @example(
        [(0, "ben_is_ready_for_the_topic"), (5, "ana_changes_the_topic"), (26 * 60, "ana_asks")]
    )
    @example([(0, "ana_asks"), (1, "ben_lets_it_rest"), *[(12 * 60, "ana_asks")] * 4])
    @example([(0, "ana_wobbles"), (1, "ben_lets_the_wobble_rest"), *[(60, "ana_wobbles")] * 4])
    def same(day: list[tuple[int, str]]) -> None:
        watch.at = begins
        made = Day(ana, ben, choices, ritual_id, topic_id)
        for minutes, name in day:
            watch.at += minutes * MINUTE
            getattr(made, name)()
        own = [check_in(ana, record_id=hidden) for hidden in made.private]
        without, with_them = (lived(made.acts, own, whole=whole) for whole in (False, True))
        assert without == with_them

    same()
