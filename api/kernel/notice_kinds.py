"""Notices, declared: each kind of push, the switch that turns it off, and what it may disturb.

ARRIVED = Switch(name="check_in_arrived", about="The partner's check-ins.", on=False)
CHECK_IN = NoticeKind(name="check_in", switch=ARRIVED)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import Flask, current_app

_KINDS = "twofold_notice_kinds"


@dataclass(frozen=True, kw_only=True)
class Switch:
    """What a person turns on or off in their settings: `on` until they change it.

    `name` is its field in `notices` of the preferences, `about` what the spec says of it.
    """

    name: str
    about: str
    on: bool


@dataclass(frozen=True, kw_only=True)
class Recurring:
    """Of a kind of notice that reminds of records of the kind `record_kind`, which come back.

    The hourly limits count each record separately, since several may follow each other, and let `loud` pushes of it
    ring. After an outage late reminders are merged into one, which opens the list at `listed_at`, a path of the app.
    """

    record_kind: str
    loud: int
    listed_at: str


@dataclass(frozen=True, kw_only=True)
class NoticeKind:
    """One kind of notice. `name` is what the phone is told; without a switch it is always sent."""

    name: str
    switch: Switch | None
    counted: bool = True
    """Whether it is one of the few that a person gets in a day."""
    passes_quiet_hours: bool = False
    lets_through: Switch | None = None
    """The switch with which the person who gets it lets it pass their quiet hours."""
    passes_pause: bool = False
    at_chosen_time: bool = False
    """Whether it comes at a time that its person has chosen. The hourly limits leave it alone."""
    recurring: Recurring | None = None


def use(app: Flask, kinds: Iterable[NoticeKind]) -> None:
    """Tell the app which kinds of notices the practices have."""
    app.extensions[_KINDS] = {kind.name: kind for kind in kinds}


def find(name: str) -> NoticeKind | None:
    """A practice's kind of notice. None for a warning about the account, and for one that a later version queued."""
    return _known().get(name)


def all_recurring() -> list[Recurring]:
    return [kind.recurring for kind in _known().values() if kind.recurring is not None]


def _known() -> Mapping[str, NoticeKind]:
    return current_app.extensions[_KINDS]
