"""Pushes to the partner about a pause: one when it starts, a silent one when it ends."""

from ...kernel import clock, preferences, silence
from ...kernel.push import notices, payload
from ...kernel.schedule.recurrence import local_of
from .kinds import PAUSE_ENDS, PAUSES
from .models import Pause, PauseEnd
from .notices import ENDED, STARTED

END_USEFUL = clock.HOUR


def tell_start(pause: Pause, partner_id: str, *, quietly: bool) -> None:
    """Queue a push that passes quiet hours and pauses. It is silent if the partner is in either, or
    was told already."""
    now = clock.now()
    choices = preferences.of(partner_id)
    resting = silence.silenced_until(partner_id) > now or choices.is_quiet(now)
    back = _time(pause.until, choices.zone)
    notices.queue(
        partner_id,
        STARTED,
        space_id=pause.space_id,
        record_kind=PAUSES.name,
        record_id=pause.id,
        navigate=f"/pauses/{pause.id}",
        body=f"Until {back}.",
        ttl_ms=pause.until - now,
        urgency="high",
        topic=_topic(pause),
        silent=quietly or resting,
        extra={
            **payload.sealed(PAUSES, pause),
            "at": clock.to_text(pause.until),
            "local": back,
        },
    )


def plan_end(running: list[Pause], partner_id: str) -> None:
    """Plan a silent push for when `running[0]`, the last pause to end, runs out."""
    if running:
        _queue_end(running[0], running[0].id, partner_id, due=running[0].until)


def tell_end(end: PauseEnd, partner_id: str) -> None:
    """Queue a silent push now: the pause was ended early."""
    _queue_end(end, end.id, partner_id, said=end)


def take_back(pauses: list[Pause]) -> bool:
    """Drop the queued pushes of these pauses. Returns whether a start had not been sent yet."""
    unsent = 0
    for pause in pauses:
        unsent += notices.drop(pause.space_id, PAUSES.name, pause.id)
        notices.drop(pause.space_id, PAUSE_ENDS.name, pause.id)
    return unsent > 0


def _queue_end(
    thing: Pause | PauseEnd,
    pause_id: str,
    partner_id: str,
    *,
    due: int | None = None,
    said: PauseEnd | None = None,
) -> None:
    talk_at = said.talk_at if said else None
    local = None if talk_at is None else _time(talk_at, preferences.of(partner_id).zone)
    notices.queue(
        partner_id,
        ENDED,
        space_id=thing.space_id,
        record_kind=PAUSE_ENDS.name,
        record_id=pause_id,
        navigate=f"/pauses/{pause_id}",
        body="" if local is None else f"{local}.",
        ttl_ms=END_USEFUL,
        urgency="normal",
        topic=_topic(thing),
        silent=True,
        due=due,
        extra={
            "then": said.then if said else None,
            "at": None if talk_at is None else clock.to_text(talk_at),
            "local": local,
        },
    )


def _topic(thing: Pause | PauseEnd) -> str:
    """All pauses of a person share a topic, so that the push of a longer pause replaces that of a
    shorter one."""
    return f"pause/{thing.space_id}/{thing.author_id}"


def _time(instant: int, zone: str) -> str:
    """The clock time of an instant, as 20:40."""
    return local_of(instant, zone)[11:]
