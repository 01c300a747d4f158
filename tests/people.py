"""The standing cast: ana and ben are a couple, cleo and dan another; a professional and a stranger are alone."""

from functools import cached_property

from flask import Flask

from api.client.phone import Phone
from api.client.transport import FlaskTransport
from tests.couples import alone, paired, robbed
from tests.phrases import unused_phrase


class Cast:
    """People who start, and pair, when a test first names them. Each has one phone at first."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._couples = 0

    @cached_property
    def ana(self) -> Phone:
        return alone(self._app, "ana")

    @cached_property
    def ben(self) -> Phone:
        return self._partner("ana")

    @cached_property
    def cleo(self) -> Phone:
        return alone(self._app, "cleo")

    @cached_property
    def dan(self) -> Phone:
        return self._partner("cleo")

    @cached_property
    def professional(self) -> Phone:
        """Somebody whom a couple may let read; see `granting.py`."""
        return alone(self._app, "professional")

    @cached_property
    def stranger(self) -> Phone:
        return alone(self._app, "stranger")

    def started(self, zone: str = "Europe/Berlin") -> Phone:
        """One more person, alone."""
        phone = self.unused()
        phone.start(zone)
        return phone

    def unused(self) -> Phone:
        """A phone that has not been used yet."""
        return Phone(FlaskTransport(self._app.test_client()))

    @cached_property
    def thief(self) -> Phone:
        """A phone that found ana's recovery words. ana and ben are a couple."""
        if "ana" in self.__dict__:
            return came_back(self, self.couple[0])
        self.__dict__["ana"], self.__dict__["ben"], thief = robbed(self._app, "ana")
        return thief

    @property
    def couple(self) -> tuple[Phone, Phone]:
        """ana and ben, paired."""
        ben = self.ben
        return self.ana, ben

    def another_couple(self) -> tuple[Phone, Phone]:
        """Two more people, paired."""
        self._couples += 1
        return paired(self._app, f"couple {self._couples}")

    def _partner(self, name: str) -> Phone:
        """The partner. Somebody who was alone until now pairs here, step by step."""
        if name in self.__dict__:
            partner = self.started()
            getattr(self, name).pair(partner)
        else:
            self.__dict__[name], partner = paired(self._app, name)
        return partner


def came_back(cast: Cast, owner: Phone) -> Phone:
    """A phone that signed in with the recovery words of somebody who still has another phone."""
    phrase = unused_phrase()
    owner.leave_way_back(phrase)
    return recovered(cast, phrase)


def recovered(cast: Cast, phrase: str, extra: str = "") -> Phone:
    """A new phone that has nothing but the recovery words."""
    phone = cast.unused()
    phone.recover(phrase, extra)
    return phone
