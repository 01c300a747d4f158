"""What the checks of the set-up find."""

from api.config import Settings
from api.kernel.setup import checks


def problems(settings: Settings) -> list[str]:
    return [one.problem for one in checks.all_of(settings) if one.problem]
