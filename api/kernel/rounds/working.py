"""What the worker is given for a round."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from ..reminders import Due
from . import endings, plans, reveals
from .declared import Round


def reminders(asked: Round[Any, Any]) -> Mapping[str, Callable[[Due], None]]:
    """The actions of its plans, for the practice's `reminders`."""
    return {
        plans.ripens(asked): partial(reveals.look, asked),
        plans.is_over(asked): partial(endings.expire, asked),
        plans.is_counted(asked): partial(endings.forget_count, asked),
        plans.ends(asked): partial(reveals.end, asked),
        plans.is_gone(asked): partial(endings.drop_answers, asked),
    }
