"""What tests of accords share: two people who get pushes, and a ritual of theirs."""

from tests.practices.conftest import couple, noon, watch
from tests.practices.rituals.conftest import ritual_id

__all__ = ["couple", "noon", "ritual_id", "watch"]
