"""What a practice hands to the app."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask_smorest import Blueprint
from marshmallow import Schema

from .db import Model
from .kinds import Kind
from .notice_kinds import NoticeKind, Switch
from .preferences import Choices

if TYPE_CHECKING:
    from .lifetimes import Lifetime
    from .reminders import Action


@dataclass(frozen=True)
class Practice:
    """One way to rebuild closeness: its routes, its tables, its kinds of records.

    `kinds` are its records and nouns. `nouns` maps the name of what else is in the feed to the schema of its
    view. `reminders` maps the kind of a reminder to the action that the worker calls when one is due, inside the
    transaction that takes it off the list; `lifetimes` are what time alone does to its things. `after_restore` is
    called once a backup is back, inside the transaction that makes phones load everything afresh. `seat_lost` is
    called with the couple's space, who goes and who stays, inside the transaction in which a seat passes and
    before it has. `leaving_undone` is called for each of the two when both are connected again; if it is not
    declared, `seat_lost` is. `for_professionals`: whether the two may let a professional read it. What one of them says
    unseen by the other is never for professionals.
    `preferences_saved` is called with a person and their new choices, inside the transaction that stores them.
    """

    name: str
    blueprint: Blueprint
    models: tuple[type[Model], ...]
    kinds: tuple[Kind, ...]
    nouns: Mapping[str, type[Schema]] = field(default_factory=dict[str, type[Schema]])
    reminders: "Mapping[str, Action]" = field(default_factory=dict[str, "Action"])
    lifetimes: "tuple[Lifetime, ...]" = ()
    notices: tuple[NoticeKind, ...] = ()
    after_restore: Callable[[], None] | None = None
    seat_lost: Callable[[str, str, str], None] | None = None
    leaving_undone: Callable[[str, str, str], None] | None = None
    preferences_saved: Callable[[str, Choices], None] | None = None
    for_professionals: bool = False

    @property
    def actions(self) -> "Mapping[str, Action]":
        """What the worker does when a reminder or a lifetime is due, by the kind of the plan."""
        return {**self.reminders, **{one.name: one.run for one in self.lifetimes}}

    @property
    def ends_with_leaving(self) -> Callable[[str, str, str], None] | None:
        """What is called when a leaving is undone."""
        return self.leaving_undone or self.seat_lost

    @property
    def switches(self) -> list[Switch]:
        """The switches of its notices, each once."""
        named = (one for kind in self.notices for one in (kind.switch, kind.lets_through))
        return list(dict.fromkeys(one for one in named if one is not None))
