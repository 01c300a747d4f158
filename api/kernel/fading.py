"""Deletes what two people shared from the server after they have parted."""

from collections.abc import Sequence

from . import clock
from .db import Model, columns, transaction
from .spaces import Member, Space

AFTER = 30 * clock.DAY


def fade(tables: Sequence[type[Model]]) -> int:
    """Delete one batch of what is due; returns the number of rows, 0 when nothing is left.

    `tables` are all tables. A batch covers one table, so that nobody waits long for the lock. The id of
    the space is kept, so that no new space can take it.
    """
    parted = Space.select().join(Member, on=(Member.space_id == Space.id))
    space = parted.where(Space.ended < clock.now() - AFTER).order_by(Space.ended).first()
    if space is None:
        return 0
    for model in reversed(tables):
        space_id = columns(model).get("space_id")
        if space_id is None or model is Member:
            continue
        with transaction():
            gone = model.delete().where(space_id == space.id).execute()
        if gone:
            return gone
    with transaction():
        Space.update(epoch_id="", epoch_number=0).where(Space.id == space.id).execute()
        return Member.delete().where(Member.space_id == space.id).execute()
