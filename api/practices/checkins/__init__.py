"""Check-ins: one tap that says how one is."""

from ...kernel.practice import Practice
from .models import CheckIn
from .routes import blueprint
from .schemas import CheckInSchema

checkins = Practice(
    name="checkins",
    blueprint=blueprint,
    models=(CheckIn,),
    kinds={"check_ins": CheckInSchema},
)
