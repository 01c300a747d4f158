"""Waiting for a state, instead of for a time."""

import time
from collections.abc import Callable
from typing import TypeVar

State = TypeVar("State")

LOOK_AGAIN = 0.02
"""Seconds until the second look; the breaks then grow, since a look into a browser takes some CPU."""
LONGEST_BREAK = 0.1


def wait_until(
    check: Callable[[], State | None],
    what: str,
    *,
    timeout: float = 15,
    meanwhile: Callable[[float], object] = time.sleep,
) -> State:
    """Return the first truthy answer of `check`; raises TimeoutError naming `what` after `timeout` s.

    `meanwhile` gets the seconds to wait between two checks: it runs a browser's events, or sleeps.
    """
    deadline = time.monotonic() + timeout
    pause = LOOK_AGAIN
    while not (state := check()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {timeout} s in vain for {what}")
        meanwhile(pause)
        pause = min(1.5 * pause, LONGEST_BREAK)
    return state
