"""Two things at the same time, on connections of their own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def together(*actions: Callable[[], T]) -> list[T]:
    """Begin all at once; what each returned. Raises what one of them raised."""
    barrier = threading.Barrier(len(actions))

    def begin(action: Callable[[], T]) -> T:
        barrier.wait(10)
        return action()

    with ThreadPoolExecutor(len(actions)) as pool:
        return [future.result(60) for future in [pool.submit(begin, one) for one in actions]]
