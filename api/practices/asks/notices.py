"""What an ask tells the one asked and the asker."""

from ...kernel.notice_kinds import NoticeKind, Switch

ASKS_SWITCH = Switch(name="asks", about="The partner's asks and answers.", on=True)

ASKED = NoticeKind(name="ask", switch=ASKS_SWITCH)
ANSWERED = NoticeKind(name="ask_answer", switch=ASKS_SWITCH)
ENDED = NoticeKind(name="ask_end", switch=ASKS_SWITCH, counted=False, passes_quiet_hours=True)
"""Always silent: it replaces a yes on the lock screen that is no longer in force."""

NOTICES = (ASKED, ANSWERED, ENDED)
