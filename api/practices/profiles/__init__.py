"""Profiles: the name a person wants to be called."""

from ...kernel.practice import Practice
from .models import Profile
from .routes import blueprint
from .schemas import ProfileSchema

profiles = Practice(
    name="profiles",
    blueprint=blueprint,
    models=(Profile,),
    kinds={"profiles": ProfileSchema},
)
