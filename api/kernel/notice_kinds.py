"""Notices, declared: each kind of push, the switch that turns it off, and what it may disturb.

ARRIVED = Switch(name="check_in_arrived", about="The partner's check-ins.", on=False)
CHECK_IN = NoticeKind(name="check_in", switch=ARRIVED)
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Switch:
    """What a person turns on or off in their settings: `on` until they change it.

    `name` is its field in `notices` of the preferences, `about` what the spec says of it.
    """

    name: str
    about: str
    on: bool


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
