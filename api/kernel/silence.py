"""What every practice may ask of a pause: is this person silent now, and until when?"""

from .identity.models import Person


def silence(person_id: str, until: int) -> None:
    """From now until an instant, nothing of the couple buzzes this person's phones."""
    Person.update(paused_until=until).where(Person.id == person_id).execute()


def lift(person_id: str) -> None:
    """The silence is over."""
    Person.update(paused_until=0).where(Person.id == person_id).execute()


def silenced_until(person_id: str) -> int:
    """The end of the silence; an instant in the past if there is none."""
    person = Person.get_or_none(Person.id == person_id)
    return person.paused_until if person else 0
