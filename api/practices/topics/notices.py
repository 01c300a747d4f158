"""What topics tell both: that the day has come on which one wanted to look at it again."""

from ...kernel.notice_kinds import NoticeKind, Switch

REVISIT = NoticeKind(
    name="topic", switch=Switch(name="topics", about="Topics that come back on their day.", on=True)
)

NOTICES = (REVISIT,)
