"""Reflections: what one feels and needs, put into a sentence; for oneself, until one is shared."""

from ...kernel.practice import Practice
from .kinds import REFLECTIONS
from .models import Reflection
from .routes import RESOURCE

reflections = Practice(
    name="reflections",
    blueprint=RESOURCE.blueprint,
    models=(Reflection,),
    kinds=(REFLECTIONS,),
    after_restore=RESOURCE.delete_again,
)
