"""What a ritual tells the two."""

from ...kernel.notice_kinds import NoticeKind, Recurring, Switch

LOUD = 6
"""Loud pushes of one ritual in an hour: three lead times, each snoozed once."""

RITUAL = NoticeKind(
    name="ritual",
    switch=Switch(name="rituals", about="Rituals.", on=True),
    counted=False,
    recurring=Recurring(record_kind="rituals", loud=LOUD, listed_at="/time"),
)
"""A reminder, and that the partner is on the way. A person lets the reminders of a ritual through quiet hours."""

NOTICES = (RITUAL,)
