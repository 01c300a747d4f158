"""The private safety check: five questions, each with its words, and sources that a reader can check."""

import json
import re
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator

PHONE = Path(__file__).resolve().parents[2] / "pwa"


def read(path: str) -> Any:
    return json.loads((PHONE / path).read_text())


def test_the_file_fits_its_schema():
    validator = Draft202012Validator(read("content/safety-check.schema.json"))
    assert not list(validator.iter_errors(read("content/safety-check.json")))


def test_every_question_has_its_words():
    messages = read("messages/en.json")
    for question in read("content/safety-check.json")["questions"]:
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
