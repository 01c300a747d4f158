"""What the database knows of a person's feed."""

from api.client.phone import Phone
from api.kernel.feed import Feed, Reader


def numbers_of(phone: Phone) -> list[int]:
    rows = Feed.select(Feed.n).where(Feed.person_id == phone.person_id)
    return sorted(row.n for row in rows)


def counter_of(phone: Phone) -> int:
    return Reader.get_by_id(phone.person_id).n
