"""Reads what the app shows and does not compute."""

import json
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parents[2] / "pwa" / "content"


def read(name: str) -> Any:
    """The file with this name."""
    return json.loads((CONTENT / name).read_text(encoding="utf-8"))
