"""What check-ins tell: that the partner's has arrived, and that the day has none yet."""

from ...kernel.notice_kinds import NoticeKind, Switch

ARRIVED_SWITCH = Switch(
    name="check_in_arrived", about="The partner's check-ins, without a sound.", on=False
)
REMINDER_SWITCH = Switch(
    name="check_in_reminder", about="The daily reminder to check in.", on=False
)

ARRIVED = NoticeKind(name="check_in", switch=ARRIVED_SWITCH)
REMINDER = NoticeKind(name="check_in_reminder", switch=REMINDER_SWITCH, at_chosen_time=True)

NOTICES = (ARRIVED, REMINDER)
