"""Wait for a state instead of for time to pass."""

import time
from collections.abc import Callable
from typing import TypeVar

State = TypeVar("State")

LOOK_AGAIN = 0.02


def wait_until(
    check: Callable[[], State | None],
    what: str,
    *,
    timeout: float = 15,
    meanwhile: Callable[[float], object] = time.sleep,
) -> State:
    """Return the first truthy answer of `check`; raises TimeoutError naming `what` after `timeout` s.

    `meanwhile` gets the seconds between two looks: a browser's pump, or plain sleep.
    """
    deadline = time.monotonic() + timeout
    while not (state := check()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {timeout} s in vain for {what}")
        meanwhile(LOOK_AGAIN)
    return state
