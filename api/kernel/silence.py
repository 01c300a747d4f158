"""What every practice may ask of a pause: is this person silent now, and until when?"""

from collections.abc import Collection, Mapping

from .identity.models import Person
from .statements import Statement, any_of


def silence(person_id: str, until: int) -> None:
    """From now until an instant, nothing of the couple buzzes this person's phones."""
    Person.update(paused_until=until).where(Person.id == person_id).execute()


def lift(person_id: str) -> None:
    """The silence is over."""
    Person.update(paused_until=0).where(Person.id == person_id).execute()


def silenced_until(person_id: str) -> int:
    """The end of the silence; an instant in the past if there is none."""
    return silenced_of([person_id]).get(person_id, 0)


def silenced_of(person_ids: Collection[str]) -> Mapping[str, int]:
    """The same of several people; unknown ids are left out."""
    return dict(_SILENCED.run(list(person_ids)).fetchall())


_SILENCED = Statement(
    lambda ids: Person.select(Person.id, Person.paused_until).where(any_of(Person.id, ids))
)
