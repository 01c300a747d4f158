"""What follows on a restore: whatever was taken away since the backup is taken away again."""

from collections.abc import Sequence

from .kernel import feed, removals
from .kernel.db import Model, transaction
from .kernel.identity import couples, devices, erasing, handovers, leavings, recovery, seats
from .kernel.practice import Practice


def take_away_again(tables: Sequence[type[Model]], practices: Sequence[Practice]) -> None:
    """Replay the removal log, then make every phone load afresh and send what the backup lacks.

    All or nothing, so after a crash it is simply done again; twice changes no more than once. Raises
    OSError where the log cannot be read or has lost its key.
    """
    losses = [one.seat_lost for one in practices if one.seat_lost is not None]
    with transaction():
        removals.load()
        erasing.erase_again(tables)
        couples.part_again()
        leavings.end_again(losses)
        devices.end_again()
        recovery.end_again()
        handovers.end_open()
        seats.take_away_again(losses)
        for practice in practices:
            if practice.after_restore is not None:
                practice.after_restore()
        feed.start_generation()
