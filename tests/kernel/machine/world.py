"""The people and phones of the state machine, and the server between them."""

import copy
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from api.client.connection import Connection
from api.client.keyring import Keyring
from api.client.phone import Phone
from api.client.transport import Answer, FlaskTransport, JsonObject
from tests.kernel.everything import everything, put_back
from tests.kernel.machine.pocket import Pocket
from tests.kernel.machine.truth import Truth
from tests.moving_clock import MovingClock
from tests.people import Cast

PHONES = ("ana", "ana's second", "ben", "cleo")
SHARING = PHONES[:3]
ONLOOKERS = ("ben", "cleo")


Started = Callable[[str, str], None]
"""Called with each root that the server accepted: its space and its epoch."""

EPOCH = re.compile("/api/v1/spaces/([^/]+)/epochs/([^/]+)")


class Line(FlaskTransport):
    """A phone's connection to the server, which reports new roots."""

    def __init__(self, client: FlaskClient, started: Started) -> None:
        super().__init__(client)
        self._started = started

    def request(
        self, method: str, path: str, json: JsonObject | None, headers: Mapping[str, str]
    ) -> Answer:
        answer = super().request(method, path, json, headers)
        epoch = EPOCH.fullmatch(path)
        if epoch and answer.status == 201:
            self._started(*epoch.groups())
        return answer


@dataclass(frozen=True)
class Home:
    """One phone as it is right after pairing."""

    token: str
    ring: Keyring
    couple_id: str | None

    @classmethod
    def of(cls, phone: Phone) -> "Home":
        assert phone.api.token is not None
        return cls(phone.api.token, phone.ring, phone.couple_id)


class World:
    """ana with two phones, ben, cleo with her partner, a stranger. They pair once; every story starts from there."""

    def __init__(self, app: Flask, clock_file: Path) -> None:
        cast = Cast(app)
        ana, ben = cast.couple
        second = cast.unused()
        ana.pair(second)
        second.ring.trust(ben.ring.person)  # as ana's own words have him
        cast.dan.refresh()
        phones = dict(zip(PHONES, (ana, second, ben, cast.cleo), strict=True))
        self._app = app
        self._clock_file = clock_file
        self._homes = {name: Home.of(phone) for name, phone in phones.items()}
        self._homes |= {"dan": Home.of(cast.dan), "stranger": Home.of(cast.stranger)}
        self._beginning = everything()

    def begin(self, started: Started) -> dict[str, Pocket]:
        """Restores the database and every phone to right after pairing. `started` is called with new roots."""
        put_back(self._beginning)
        self._clock = MovingClock(self._clock_file)
        self._clock.forward(milliseconds=0)
        return {name: self._pocket(name, home, started) for name, home in self._homes.items()}

    def truth(self) -> Truth:
        homes = self._homes.values()
        both = {home.ring.person_id: [home.couple_id] if home.couple_id else [] for home in homes}
        epochs = {space: epoch for home in homes for space, epoch in home.ring.current.items()}
        return Truth({person: [person, *couple] for person, couple in both.items()}, epochs)

    def forward(self, minutes: int) -> None:
        self._clock.forward(milliseconds=minutes * 60_000)

    def raw(self, pocket: Pocket, method: str, path: str, body: object = None) -> bytes:
        """Status, headers and body of an answer, byte for byte."""
        client = FlaskClient(self._app, self._app.response_class)
        headers = {"Authorization": f"Bearer {pocket.api.token}"}
        answer = client.open(f"/api/v1{path}", method=method, headers=headers, json=body)
        return f"{answer.status} {answer.headers}".encode() + answer.data

    def _pocket(self, name: str, home: Home, started: Started) -> Pocket:
        api = Connection(Line(self._app.test_client(), started))
        api.token = home.token
        return Pocket(name, api, copy.deepcopy(home.ring), home.couple_id)
