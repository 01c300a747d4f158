"""The vectors, one test per case."""

import json
from typing import Any

import pytest

from tests.vectors import make_sealing

VECTORS: dict[str, Any] = json.loads(make_sealing.FILE.read_text())


def cases(section: str) -> Any:
    """One test per case, named where the case has a name."""
    return pytest.mark.parametrize("case", VECTORS[section], ids=name_of)


def name_of(case: Any) -> str | None:
    return case.get("name") if hasattr(case, "get") else None
