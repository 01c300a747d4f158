"""Rate limits: how often somebody may do something within a fixed window of time, counted in memory.

A request counts in 1 µs. The library `limits` took 100, since its store starts a thread every 10 ms.
"""

import time
from dataclasses import dataclass

_TIDY_FROM = 10_000


@dataclass
class _Window:
    end: float
    count: int = 0


class Rates:
    """The windows of one process. `who` are the words that name who is counted, and for what."""

    def __init__(self) -> None:
        self._windows: dict[tuple[str, ...], _Window] = {}
        self._tidy_at = _TIDY_FROM

    def seconds_to_wait(self, most: int, seconds: int, *who: str) -> float | None:
        """Count one more; None if it is among the first `most` of these seconds, else when the window ends."""
        now = time.time()
        window = self._windows.get(who)
        # one that ends later than a new one would was begun before this machine's clock was set back
        if window is None or not now < window.end <= now + seconds + 1:
            self._tidy(now)
            window = self._windows[who] = _Window(now + seconds)
        window.count += 1
        return None if window.count <= most else window.end - now

    def _tidy(self, now: float) -> None:
        """Forget windows that have ended, whenever there are twice as many windows as were left last time."""
        if len(self._windows) < self._tidy_at:
            return
        self._windows = {who: one for who, one in self._windows.items() if one.end > now}
        self._tidy_at = max(_TIDY_FROM, 2 * len(self._windows))
