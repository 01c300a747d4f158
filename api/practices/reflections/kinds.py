"""The kind of a reflection."""

from ...kernel.kinds import RecordKind
from .models import Reflection

REFLECTIONS = RecordKind(
    name="reflections",
    title="Reflection",
    practice="reflections",
    path="/reflections/<id7:reflection_id>",
    about=(
        "What a person feels and needs; a shared reflection is a record of its own. Words: sentence, feelings, when,"
        " need, act, and on a private reflection perhaps the id under which it was shared."
    ),
    model=Reflection,
)
