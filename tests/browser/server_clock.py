"""The server's clock, which a story can move, shared with the push services' stand-ins."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.moving_clock import write_offset


class ServerClock:
    """A file with the seconds that the product adds to its clock (TWOFOLD_TEST_CLOCK_OFFSET_FILE)."""

    def __init__(self, file: Path) -> None:
        self.file = file
        write_offset(self.file, 0)

    def seconds(self) -> float:
        """Seconds since the epoch, as the product sees them."""
        return time.time() + self.offset()

    def offset(self) -> float:
        """How many seconds it is ahead of this machine's clock."""
        return float(self.file.read_text())

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds(), UTC)

    def advance(self, by: timedelta) -> None:
        write_offset(self.file, self.offset() + by.total_seconds())

    def move_to(self, moment: datetime) -> None:
        """`moment` with its zone."""
        self.advance(moment - self.now())
