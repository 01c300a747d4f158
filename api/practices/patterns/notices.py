"""What a pattern tells both: that they are in it."""

from ...kernel.notice_kinds import NoticeKind, Switch

IN_IT = NoticeKind(
    name="pattern",
    switch=Switch(name="patterns", about="That the two of you are in a pattern.", on=True),
)

NOTICES = (IN_IT,)
