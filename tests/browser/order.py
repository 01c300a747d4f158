"""In which order the stories of a run are told, and which of them while no other is."""

import fcntl
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from inspect import getsourcelines
from pathlib import Path

import pytest


def in_order(stories: Sequence[pytest.Item]) -> Sequence[pytest.Item]:
    """The longest first, by their lines: else one process tells a long one at the end, and no other has any. Those that
    measure time are last."""
    return sorted(stories, key=lambda story: (_measures_time(story), -_lines(story)))


@contextmanager
def beside_others(story: pytest.Item, lock: Path) -> Generator[None]:
    """Tell it beside those of other processes, or, if it measures time, once none of them runs any more.

    All processes of the run share `lock`.
    """
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX if _measures_time(story) else fcntl.LOCK_SH)
        yield


def _measures_time(story: pytest.Item) -> bool:
    return story.get_closest_marker("alone") is not None


def _lines(story: pytest.Item) -> int:
    return len(getsourcelines(story.function)[0]) if isinstance(story, pytest.Function) else 0
