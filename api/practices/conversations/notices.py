"""What a conversation tells: that one is proposed, and that the other has joined. Turns tell nothing, since both
have it open."""

from ...kernel.notice_kinds import NoticeKind, Switch

CONVERSATIONS_SWITCH = Switch(
    name="conversations", about="Conversations that the partner proposes or joins.", on=True
)

PROPOSED = NoticeKind(name="conversation", switch=CONVERSATIONS_SWITCH)
JOINED = NoticeKind(name="conversation_join", switch=CONVERSATIONS_SWITCH)

NOTICES = (PROPOSED, JOINED)
