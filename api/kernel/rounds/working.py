"""What the worker is given for a round."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from ..lifetimes import Lifetime
from ..reminders import Due
from . import endings, plans, reveals
from .declared import Round


def reminders(asked: Round[Any, Any]) -> Mapping[str, Callable[[Due], None]]:
    """For `Practice.reminders`."""
    return {plans.ripens(asked): partial(reveals.look, asked)}


def lifetimes(asked: Round[Any, Any]) -> tuple[Lifetime, ...]:
    """For `Practice.lifetimes`. What happens to one person's answer takes no lock that the partner could notice."""
    alone = {
        plans.is_over(asked): endings.expire,
        plans.is_counted(asked): endings.forget_count,
        plans.is_gone(asked): endings.drop_answers,
    }
    return (
        *(
            Lifetime(name=name, act=partial(act, asked), holds_space=False)
            for name, act in alone.items()
        ),
        Lifetime(name=plans.ends(asked), act=partial(reveals.end, asked)),
    )
