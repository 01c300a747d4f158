"""The end that is sealed with a readiness, as the phone app seals it too (practices/readiness/words.test.ts)."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from api.client.readiness import ready_words

FILE = Path(__file__).parents[1] / "vectors" / "readiness.json"
ENDS: list[dict[str, Any]] = json.loads(FILE.read_text())["ends"]


@pytest.mark.parametrize("case", ENDS, ids=[case["name"] for case in ENDS])
def test_the_sealed_end(case: dict[str, Any]) -> None:
    started = datetime.fromisoformat(case["started_at"])
    length = timedelta(seconds=case["duration_seconds"])
    words = ready_words(3, case["reveal"], started, length)
    assert words == {"energy": 3, "until": case["until"]}
