"""/reflections/{id}"""

from ...kernel.resources import Resource, Texts
from .kinds import REFLECTIONS

RESOURCE = Resource(
    REFLECTIONS,
    "reflection",
    Texts(
        put="Save a reflection, for yourself or as a shared copy for both of you.",
        get="Read one of your reflections, or one that your partner shared.",
        delete="Delete one of your reflections, or stop sharing one. Your partner may have read it.",
    ),
)
