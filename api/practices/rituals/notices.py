"""What a ritual tells the two."""

from ...kernel.notice_kinds import NoticeKind, Switch

RITUAL = NoticeKind(
    name="ritual", switch=Switch(name="rituals", about="Rituals.", on=True), counted=False
)
"""A reminder, and that the partner is on the way. A person lets the reminders of a ritual through quiet hours."""

NOTICES = (RITUAL,)
