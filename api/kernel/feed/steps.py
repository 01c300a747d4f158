"""The numbers that a request takes: with exactly one, the author's phone need not fetch its own write."""

from dataclasses import dataclass

from flask import g, has_request_context


@dataclass(frozen=True)
class Step:
    """A number that a write took in a person's feed: the cursor directly before it, and the one with it."""

    before: str
    after: str


def forget_steps() -> None:
    """Before a request is tried, or tried again."""
    g.pop("steps_in_feeds", None)


def only_step(person_id: str) -> Step | None:
    """The number that this request took in the person's own feed; None unless it is exactly one."""
    steps: list[Step] = g.get("steps_in_feeds", {}).get(person_id, [])
    return steps[0] if len(steps) == 1 else None


def note_step(person_id: str, step: Step) -> None:
    if has_request_context():
        g.setdefault("steps_in_feeds", {}).setdefault(person_id, []).append(step)
