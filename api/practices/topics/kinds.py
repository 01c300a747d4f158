"""The kind of a topic, and the round in which both say that they are ready to open it."""

from collections.abc import Mapping
from typing import Any

from ...kernel import clock, records
from ...kernel.kinds import RecordKind
from ...kernel.rounds import Round, Standing, standing
from .models import Topic, TopicReadiness
from .schemas import TopicSignals

TOPICS = RecordKind(
    name="topics",
    title="Topic",
    practice="topics",
    path="/topics/<id7:topic_id>",
    about=(
        "Something to talk about later. It is open while `revealed_until` lies ahead: both were ready. An edit asks "
        "both anew. Words: title, and perhaps what the author needs before it is opened."
    ),
    model=Topic,
    signals=TopicSignals,
    derived=Standing,
)


def shown(row: Topic) -> Mapping[str, Any]:
    """What the view of a topic has beside the common fields."""
    return {"revisit_on": row.revisit_on, **standing(row)}


READY = Round(
    name="topic_readiness",
    title="TopicReadiness",
    practice="topics",
    path=TOPICS.path + "/readiness",
    about="Whether a person is ready to open a topic. The partner never gets it. The id is TOPIC/PERSON.",
    of=TOPICS,
    model=TopicReadiness,
    given="ready",
    lasts=14 * clock.DAY,
    stays=7 * clock.DAY,
    shown=lambda row: records.view(row, **shown(row)),
)
