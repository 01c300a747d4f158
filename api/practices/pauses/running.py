"""Which pauses of a person are running, and until when they silence that person."""

from peewee import Expression

from ...kernel import clock, silence
from .models import Pause, PauseEnd


def running(person_id: str, space_id: str) -> list[Pause]:
    """A person's pauses in a space that have neither run out nor been ended, the last to end first."""
    query = Pause.select().where(
        (Pause.author_id == person_id)
        & (Pause.space_id == space_id)
        & (Pause.until > clock.now())
        & Pause.ended.is_null()
    )
    return list(query.order_by(Pause.until.desc(), Pause.id.desc()))


def keep_silence(person_id: str, couple_id: str | None) -> None:
    """Silence the person until their last running pause ends; lift the silence if none is running.

    In a couple only pauses in its space count. The partner does not know of an older private one,
    and would otherwise learn of it by being refused.
    """
    pauses = running(person_id, couple_id or person_id)
    if pauses:
        silence.silence(person_id, pauses[0].until)
    else:
        silence.lift(person_id)


def end_before(pause: Pause) -> int | None:
    """When a pause that arrived late was ended, by an end said after the pause was started; else
    None."""
    covering = PauseEnd.select().where(
        (PauseEnd.space_id == pause.space_id)
        & (PauseEnd.author_id == pause.author_id)
        & (PauseEnd.at >= pause.since)
    )
    first = covering.order_by(PauseEnd.at).first()
    return first.at if first else None


def made_by(pause: Pause, at: int) -> Expression:
    """The pauses that an end at `at` ends: the one it names, and all its author started before."""
    before = (Pause.author_id == pause.author_id) & (Pause.since <= at)
    return (Pause.space_id == pause.space_id) & ((Pause.id == pause.id) | before)
