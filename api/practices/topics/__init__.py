"""Topics: parked until both are ready to open them."""

from ...kernel import rounds
from ...kernel.practice import Practice
from . import actions, reminders
from .kinds import READY, TOPICS
from .models import Topic, TopicReadiness
from .notices import NOTICES
from .routes import blueprint, delete_again

topics = Practice(
    name="topics",
    blueprint=blueprint,
    models=(Topic, TopicReadiness),
    kinds=(TOPICS, READY),
    notices=NOTICES,
    reminders={**rounds.reminders(READY), reminders.KIND: reminders.remind},
    lifetimes=rounds.lifetimes(READY),
    after_restore=delete_again,
    seat_lost=actions.pass_on,
    leaving_undone=actions.void,
)
