"""The kinds of a conversation and of what is said in it, and how long they are kept."""

from ...kernel import audiences, clock, records, removals
from ...kernel.kinds import RecordKind
from ...kernel.lifetimes import Kept
from ...kernel.nouns import Noun
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
from .schemas import BreakSaid, ConversationDerived, ConversationSignals, StepDerived, StepSignals

CONVERSATIONS = RecordKind(
    name="conversations",
    title="Conversation",
    practice="conversations",
    path="/conversations/<id7:conversation_id>",
    about=(
        "A conversation in turns that one of the two proposes. It begins when the other joins, and is over at "
        "`ends_at`. Words: line, what it is about."
    ),
    model=Conversation,
    signals=ConversationSignals,
    derived=ConversationDerived,
    words_optional=True,
    edited=False,
)

STEPS = RecordKind(
    name="conversation_steps",
    title="ConversationStep",
    practice="conversations",
    path=CONVERSATIONS.path + "/steps/<int:number>",
    about=(
        "One step of a conversation, sealed under the id CONVERSATION/NUMBER. Words of a turn: text; of a reflection: "
        "heard, sense, more; of a `not_yet`: text, a hint."
    ),
    model=ConversationStep,
    signals=StepSignals,
    derived=StepDerived,
    words_optional=True,
    id_of_parts=True,
    edited=False,
    one_audience=False,
)

JOINS = Noun(
    name="conversation_joins",
    title="ConversationJoin",
    practice="conversations",
    path=CONVERSATIONS.path + "/join",
    about="The yes of the other person, to how it was proposed. `id` is the conversation's.",
    of=CONVERSATIONS,
    model=ConversationJoin,
    by="other",
)

BREAKS = Noun(
    name="conversation_breaks",
    title="ConversationBreak",
    practice="conversations",
    path=CONVERSATIONS.path + "/break",
    about="Whether the author has a break. While one of you has, nobody takes a step. `id` is CONVERSATION/PERSON.",
    of=CONVERSATIONS,
    model=ConversationBreak,
    plain=BreakSaid,
    edited=True,
    each=True,
    counted=False,
    newcomers_edit=True,
)

ENDS = Noun(
    name="conversation_ends",
    title="ConversationEnd",
    practice="conversations",
    path=CONVERSATIONS.path + "/end",
    about="The end, at any moment and by either; before the other has joined, a withdrawal or a decline.",
    of=CONVERSATIONS,
    model=ConversationEnd,
    counted=False,
)

TAKEAWAYS = Noun(
    name="conversation_takeaways",
    title="ConversationTakeaway",
    practice="conversations",
    path=CONVERSATIONS.path + "/takeaway",
    about="The one thing that the author takes away. Words: text. `id` is CONVERSATION/PERSON.",
    of=CONVERSATIONS,
    model=ConversationTakeaway,
    words=1,
    edited=True,
    each=True,
)

FORGETTINGS = Noun(
    name="conversation_forgettings",
    title="ConversationForgetting",
    practice="conversations",
    path=CONVERSATIONS.path + "/forgetting",
    about="One of you no longer keeps what was written: it is deleted for both, at the end or at once.",
    of=CONVERSATIONS,
    model=ConversationForgetting,
    counted=False,
)

OWN_CONVERSATIONS = RecordKind(
    name="own_conversations",
    title="OwnConversation",
    practice="conversations",
    path="/own-conversations/<id7:own_conversation_id>",
    about=(
        "A conversation on one phone between two. It belongs to the owner of the phone, with both voices. Words: all "
        "of it."
    ),
    model=OwnConversation,
)

FORGOTTEN = "conversation_words"
"""In the removal log: the conversations whose steps were forgotten."""


def steps_of(space_id: str, conversation_id: str) -> list[ConversationStep]:
    """Its steps, in order."""
    its_own = (ConversationStep.space_id == space_id) & (
        ConversationStep.conversation_id == conversation_id
    )
    return list(ConversationStep.select().where(its_own).order_by(ConversationStep.number))


def note_forgotten(space_id: str, conversation_id: str) -> None:
    """Let no restore bring back what was written in it. A log that cannot be written stops nobody."""
    removals.note_or_warn(FORGOTTEN, f"{space_id}/{conversation_id}")


def forget_steps(space_id: str, conversation_id: str) -> None:
    """Delete all that was written in it, for both."""
    for step in steps_of(space_id, conversation_id):
        records.remove(STEPS, step)


CONVERSATIONS_KEPT = Kept(
    kind=CONVERSATIONS,
    one="conversation",
    kept=clock.DAY,
    nouns=(JOINS, BREAKS, ENDS, TAKEAWAYS, FORGETTINGS),
    along=forget_steps,
    parts=(STEPS,),
    traced=8 * clock.DAY,  # longer than a phone keeps a write about it before it sends it
)
"""One that nobody joined goes a day after it is over, without a trace after a while, so that nobody can count them.
One whose steps are forgotten goes later, for what each takes away. One that both keep is never planned."""


def publish(row: Conversation) -> None:
    """Put it into the feed of both."""
    readers = audiences.readers(CONVERSATIONS.name, row.space_id)
    records.publish(CONVERSATIONS, row, readers, records.view_of(CONVERSATIONS, row))
