"""Which pauses of a person run, and the silence that follows from them."""

from peewee import Expression

from ...kernel import clock, silence
from .models import Pause, PauseEnd


def running(person_id: str, space_id: str) -> list[Pause]:
    """A person's pauses in a space that are neither over nor ended, the last to end first."""
    query = Pause.select().where(
        (Pause.author_id == person_id)
        & (Pause.space_id == space_id)
        & (Pause.until > clock.now())
        & Pause.ended.is_null()
    )
    return list(query.order_by(Pause.until.desc(), Pause.id.desc()))


def keep_silence(person_id: str, couple_id: str | None) -> None:
    """Silence the person until their last running pause ends; lift the silence if none runs.

    With a partner only what both know of counts: a pause from before they met would show in what the
    partner is refused.
    """
    pauses = running(person_id, couple_id or person_id)
    if pauses:
        silence.silence(person_id, pauses[0].until)
    else:
        silence.lift(person_id)


def end_before(pause: Pause) -> int | None:
    """When a pause was ended before it arrived, by an end said after it was made; else None."""
    covering = PauseEnd.select().where(
        (PauseEnd.space_id == pause.space_id)
        & (PauseEnd.author_id == pause.author_id)
        & (PauseEnd.at >= pause.since)
    )
    first = covering.order_by(PauseEnd.at).first()
    return first.at if first else None


def made_by(pause: Pause, at: int) -> Expression:
    """The pauses that one end ends: the one it names, and all its author made before."""
    before = (Pause.author_id == pause.author_id) & (Pause.since <= at)
    return (Pause.space_id == pause.space_id) & ((Pause.id == pause.id) | before)
