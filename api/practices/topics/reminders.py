"""The day on which a topic comes back: one quiet reminder to each, whoever is ready."""

from ...kernel import clock, preferences, reminders, spaces
from ...kernel.push import notices
from ...kernel.reminders import Due
from ...kernel.schedule.recurrence import instant_of
from .kinds import TOPICS
from .models import Topic
from .notices import REVISIT

KIND = "topic_revisit"
CLOCK_TIME = "18:00"
"""When people are mostly home, and not yet in their quiet hours."""
_USEFUL = 3 * clock.HOUR


def plan(topic: Topic) -> None:
    """Plan the reminder of both anew, each in their own zone; a day that is over reminds nobody."""
    reminders.unplan(topic.space_id, KIND, topic.id)
    if topic.revisit_on is None:
        return
    for person_id in spaces.people_of(topic.space_id):
        zone = preferences.of(person_id).zone
        due = instant_of(f"{topic.revisit_on}T{CLOCK_TIME}", zone)
        if due > clock.now():
            reminders.plan(person_id, topic.space_id, KIND, topic.id, due)


def remind(due: Due) -> None:
    """Remind one of the two, unless the topic is open or deleted, or the time has passed."""
    here = (Topic.space_id == due.space_id) & (Topic.id == due.key)
    topic = Topic.get_or_none(here)
    if topic is None or topic.is_revealed or due.is_late:
        return
    notices.queue(
        due.person_id,
        REVISIT,
        space_id=due.space_id,
        record_kind=TOPICS.name,
        record_id=due.key,
        navigate=f"/topics/{due.key}",
        ttl_ms=_USEFUL,
        urgency="low",
        topic=f"topic/{due.key}",
        silent=True,
        extra={},
    )
