"""The private safety check: five questions, each with its words, and sources that a reader can check."""

import json
import re
from pathlib import Path

from tests.content.reading import read

PHONE = Path(__file__).resolve().parents[2] / "pwa"


def test_every_question_has_its_words():
    messages = json.loads((PHONE / "messages/en.json").read_text(encoding="utf-8"))
    for question in read("safety-check.json")["questions"]:
        assert messages[f"check_{question['id']}"].endswith("?")


def test_the_screen_keeps_and_sends_nothing():
    """It uses no store and no network: of the kernel it only imports who is signed in."""
    source = (PHONE / "src/screens/safety-check.tsx").read_text()
    assert set(re.findall(r'from "\.\./kernel/([\w/-]+)"', source)) == {
        "store/locked",
        "store/session",
    }
    for way_out in ("fetch", "localStorage", "sessionStorage", "indexedDB", "history"):
        assert way_out not in source
