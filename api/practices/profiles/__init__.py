"""Profiles: the name a person wants to be called."""

from ...kernel.practice import Practice
from .kinds import PROFILES
from .models import Profile
from .routes import blueprint

profiles = Practice(
    name="profiles",
    blueprint=blueprint,
    models=(Profile,),
    kinds=(PROFILES,),
    for_professionals=True,
)
