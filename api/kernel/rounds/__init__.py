"""Rounds: a question that hangs on a record, and each person's own answer to it, hidden until both have given it.

    READY = Round(
        name="topic_readiness",
        title="TopicReadiness",
        practice="topics",
        path=TOPICS.path + "/readiness",
        about="Whether a person is ready to open a topic.",
        of=TOPICS,  # whose table derives from `Asking`
        model=TopicReadiness,  # a table that derives from `Answer`
        given="ready",  # the field that says whether the answer is given, or withdrawn
        lasts=14 * clock.DAY,  # an answer that nobody withdraws
        stays=7 * clock.DAY,  # a reveal that nobody ends
        shown=shown,
    )

`answers.say` stores an answer; it reads nothing of the partner's. Only the worker finds that both have answered, and
tells both in one transaction (`reveals`). Whoever withdraws after that ends it for both, and a new round begins; an
answer to an earlier round is refused.
"""

from .answers import say
from .declared import Answer, Asking, Round, Standing, standing
from .endings import drop_record, pass_on, void, void_all
from .reveals import start_again
from .working import lifetimes, reminders

__all__ = [
    "Answer",
    "Asking",
    "Round",
    "Standing",
    "drop_record",
    "lifetimes",
    "pass_on",
    "reminders",
    "say",
    "standing",
    "start_again",
    "void",
    "void_all",
]
