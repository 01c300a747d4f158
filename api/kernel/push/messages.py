"""What is to be pushed to one person, before anybody has asked whether it is welcome."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any

from ..notice_kinds import NoticeKind


@dataclass(frozen=True)
class Message:
    """A push to every phone of a person but `but_device`.

    `due` is when it is to be sent (None: now), `ttl_ms` how long it is useful from then. `let_through`: the person
    lets this one pass their quiet hours, although its kind does not pass them; one whose kind has a switch
    `lets_through` that is on passes too. `urgency` is very-low, low, normal or high (RFC 8030 §5.3). Of the same kind
    and `topic` only the newest is kept. `navigate` is a path of the app. `title` and `body` must be neutral.
    """

    person_id: str
    kind: NoticeKind
    _: KW_ONLY
    space_id: str
    record_kind: str
    record_id: str
    navigate: str
    title: str = "Reminder"
    body: str = ""
    ttl_ms: int
    urgency: str
    topic: str
    silent: bool = False
    due: int | None = None
    let_through: bool = False
    but_device: str | None = None
    extra: Mapping[str, Any]

    def due_at(self, now: int) -> int:
        return now if self.due is None else self.due
