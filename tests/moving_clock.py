"""The server's clock, moved or held by tests."""

from pathlib import Path

from api.kernel import clock


def write_offset(file: Path, seconds: float) -> None:
    """Say by how much the clock is moved; whoever reads meanwhile finds the old offset or the new."""
    new = file.with_suffix(".new")
    new.write_text(repr(seconds))
    new.replace(file)


class MovingClock:
    """Seconds written to the file that the server adds to its clock."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seconds = 0.0

    def forward(self, *, milliseconds: int) -> int:
        """Move the clock; returns the new now."""
        self._seconds += milliseconds / clock.SECOND
        write_offset(self._file, self._seconds)
        return clock.now()

    def to(self, instant: int) -> int:
        """Move the clock to an instant; returns it."""
        return self.forward(milliseconds=instant - clock.now())


class Watch:
    """Replaces the clock: it stands still until it is set."""

    def __init__(self, at: int) -> None:
        self.at = at

    def time_ns(self) -> int:
        return self.at * 1_000_000
