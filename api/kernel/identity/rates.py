"""Where the rate limits of one process are counted: a storage of the library `limits`, in memory.

The library's own storage in memory starts a thread every 10 ms to forget what has ended: 15 % of the CPU of a PUT.
This one forgets while it counts.
"""

import time
from dataclasses import dataclass

from limits.storage import Storage

_TIDY_FROM = 10_000


@dataclass
class _Window:
    end: float
    """In seconds since the epoch, by this machine's clock."""
    count: int = 0


class Counts(Storage):
    """The fixed windows of one process, by key."""

    STORAGE_SCHEME = None

    def __init__(self) -> None:
        super().__init__()
        self._windows: dict[str, _Window] = {}
        self._tidy_at = _TIDY_FROM

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        """Nothing outside can fail."""
        return ()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count in the window of this key; one that would last longer than a new one began before the clock was set
        back, and has ended."""
        now = time.time()
        window = self._windows.get(key)
        if window is None or not now < window.end <= now + expiry + 1:
            self._tidy(now)
            window = self._windows[key] = _Window(now + expiry)
        window.count += amount
        return window.count

    def get(self, key: str) -> int:
        window = self._windows.get(key)
        return window.count if window is not None and window.end > time.time() else 0

    def get_expiry(self, key: str) -> float:
        window = self._windows.get(key)
        return window.end if window is not None else time.time()

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        count = len(self._windows)
        self._windows.clear()
        return count

    def clear(self, key: str) -> None:
        self._windows.pop(key, None)

    def _tidy(self, now: float) -> None:
        """Forget windows that have ended, whenever there are twice as many windows as were left last time."""
        if len(self._windows) < self._tidy_at:
            return
        self._windows = {key: one for key, one in self._windows.items() if one.end > now}
        self._tidy_at = max(_TIDY_FROM, 2 * len(self._windows))
