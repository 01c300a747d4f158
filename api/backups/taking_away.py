"""After a restore: delete again whatever was deleted since the backup."""

from collections.abc import Sequence

from ..kernel import feed, removals
from ..kernel.db import Model, transaction
from ..kernel.identity import (
    couples,
    devices,
    erasing,
    handovers,
    leavings,
    recovery,
    seats,
    sign_up,
)
from ..kernel.practice import Practice


def take_away_again(tables: Sequence[type[Model]], practices: Sequence[Practice]) -> None:
    """Replay the removal log, then make all phones reload everything and send what the backup
    lacks.

    One transaction, and idempotent: after a crash, run it again. Raises OSError if the log cannot
    be read or its key is missing.
    """
    losses = [loss for one in practices if (loss := one.seat_lost) is not None]
    endings = [ending for one in practices if (ending := one.ends_with_leaving) is not None]
    with transaction():
        removals.load()
        erasing.erase_again(tables)
        couples.part_again()
        leavings.end_again(endings)
        devices.end_again()
        recovery.end_again()
        handovers.end_open()
        sign_up.revoke_all()
        seats.take_away_again(losses)
        for practice in practices:
            if practice.after_restore is not None:
                practice.after_restore()
        feed.start_generation()
