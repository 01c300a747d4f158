"""What a wobble tells the partner, and an answer the one who wobbles."""

from ...kernel.notice_kinds import NoticeKind, Switch

WOBBLES_SWITCH = Switch(name="wobbles", about="The partner's wobbles and answers.", on=True)
QUIET_HOURS_SWITCH = Switch(
    name="wobbles_in_quiet_hours",
    about="Wobbles, and answers to one's own, in quiet hours too.",
    on=False,
)

WOBBLE = NoticeKind(name="wobble", switch=WOBBLES_SWITCH, lets_through=QUIET_HOURS_SWITCH)
ANSWERED = NoticeKind(name="wobble_answer", switch=WOBBLES_SWITCH, lets_through=QUIET_HOURS_SWITCH)
ENDED = NoticeKind(name="wobble_end", switch=WOBBLES_SWITCH, counted=False, passes_quiet_hours=True)
"""Always silent: it replaces an answer on the lock screen that was withdrawn."""

NOTICES = (WOBBLE, ANSWERED, ENDED)
