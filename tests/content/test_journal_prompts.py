"""Prompts are read by somebody who is upset: short, plain, and never a reproach."""

import re
from typing import Any

import pytest

from tests.content.reading import read

FEWEST = 60
GROUPS = read("journal-prompts.json")["groups"]
PROMPTS = [prompt for group in GROUPS for prompt in group["prompts"]]


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
