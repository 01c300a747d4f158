"""The kind of readiness."""

from ...kernel.kinds import Kind
from .schemas import ReadinessDerived, ReadinessPlain, ReadinessSignals

READINESS = Kind(
    name="readiness",
    title="Readiness",
    practice="readiness",
    path="/readiness/<id7:person_id>/<any(talk,money,touch,intimacy):area>",
    about=(
        "What a person is open to in an area: an invitation to ask, never a yes. Sealed under "
        "the id PERSON/AREA. Words: energy."
    ),
    signals=ReadinessSignals,
    plain=ReadinessPlain,
    derived=ReadinessDerived,
    words_optional=True,
    id_of_parts=True,
    edited=False,
)
