"""What a pause tells the partner."""

from ...kernel.notice_kinds import NoticeKind, Switch

PAUSES_SWITCH = Switch(name="pauses", about="The partner's pauses.", on=True)

STARTED = NoticeKind(
    name="pause", switch=PAUSES_SWITCH, counted=False, passes_quiet_hours=True, passes_pause=True
)
ENDED = NoticeKind(name="pause_end", switch=PAUSES_SWITCH, counted=False)

NOTICES = (STARTED, ENDED)
