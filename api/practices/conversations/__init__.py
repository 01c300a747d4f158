"""Conversations: two people take turns to speak and to listen, on two phones or on one between them."""

from ...kernel.practice import Practice
from . import ends
from .kinds import (
    BREAKS,
    CONVERSATIONS,
    CONVERSATIONS_KEPT,
    ENDS,
    FORGETTINGS,
    JOINS,
    OWN_CONVERSATIONS,
    STEPS,
    TAKEAWAYS,
)
from .models import (
    Conversation,
    ConversationBreak,
    ConversationEnd,
    ConversationForgetting,
    ConversationJoin,
    ConversationStep,
    ConversationTakeaway,
    OwnConversation,
)
from .notices import NOTICES
from .routes import blueprint, delete_again

conversations = Practice(
    name="conversations",
    blueprint=blueprint,
    models=(
        Conversation,
        ConversationJoin,
        ConversationStep,
        ConversationBreak,
        ConversationEnd,
        ConversationTakeaway,
        ConversationForgetting,
        OwnConversation,
    ),
    kinds=(
        CONVERSATIONS,
        JOINS,
        STEPS,
        BREAKS,
        ENDS,
        TAKEAWAYS,
        FORGETTINGS,
        OWN_CONVERSATIONS,
    ),
    notices=NOTICES,
    lifetimes=(*ends.LIFETIMES, *CONVERSATIONS_KEPT.lifetimes),
    after_restore=delete_again,
    seat_lost=ends.end_all_of,
)
