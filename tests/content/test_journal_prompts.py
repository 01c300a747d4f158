"""Prompts are read by somebody who is upset: short, plain, and never a reproach."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator, meta

CONTENT = Path(__file__).resolve().parents[2] / "pwa" / "content"
FEWEST = 60


def _read(name: str) -> Any:
    return json.loads((CONTENT / name).read_text(encoding="utf-8"))


GROUPS = _read("journal-prompts.json")["groups"]
PROMPTS = [prompt for group in GROUPS for prompt in group["prompts"]]


def test_fits_the_schema() -> None:
    schema = _read("journal-prompts.schema.json")
    meta.validate(schema)
    errors = Draft202012Validator(schema).iter_errors(_read("journal-prompts.json"))
    assert [error.message for error in errors] == []


def test_offers_enough_each_once() -> None:
    assert len(PROMPTS) >= FEWEST
    for names in (
        [group["id"] for group in GROUPS],
        [prompt["id"] for prompt in PROMPTS],
        [prompt["text"]["en"] for prompt in PROMPTS],
    ):
        assert len(set(names)) == len(names)
    assert all(len(group["prompts"]) >= 5 for group in GROUPS)


@pytest.mark.parametrize("prompt", PROMPTS, ids=[prompt["id"] for prompt in PROMPTS])
def test_asks_gently(prompt: Any) -> None:
    text = prompt["text"]["en"]
    assert text[-1] in ".?"
    assert not re.search(
        r"!|\bshould\b|\bmust\b|\balways\b|\bpartner\b|\byou\b", text, re.IGNORECASE
    )
