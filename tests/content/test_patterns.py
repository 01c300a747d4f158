"""Templates of patterns are read by two people who are upset: fair to both, plain, and never a reproach."""

import re
from typing import Any

import pytest

from tests.content.reading import read

TEMPLATES = read("patterns.json")["templates"]
TEXTS = [
    text["en"]
    for template in TEMPLATES
    for text in (
        template["title"],
        *template["looks"],
        template["instead"],
        *([template["note"]] if "note" in template else []),
    )
]


def test_has_the_loops_that_couples_know_each_once() -> None:
    names = [template["id"] for template in TEMPLATES]
    assert names == ["pursuit", "retaliation", "sarcasm", "secrecy"]
    assert len(set(TEXTS)) == len(TEXTS)


@pytest.mark.parametrize("text", TEXTS)
def test_blames_nobody(text: str) -> None:
    blaming = r"!|\b(should|must|always|never|you|your|he|she|his|her|fault|guilty)\b"
    assert not re.search(blaming, text, re.IGNORECASE)


@pytest.mark.parametrize("template", TEMPLATES, ids=[one["id"] for one in TEMPLATES])
def test_looks_at_both_alike(template: Any) -> None:
    """Each side gets what it does and what is underneath, at about the same length."""
    one, other = (look["en"] for look in template["looks"])
    assert "Underneath: " in one
    assert "Underneath: " in other
    assert 0.6 < len(one) / len(other) < 1.7


@pytest.mark.parametrize("text", TEXTS)
def test_asks_for_no_control(text: str) -> None:
    """No template may suggest to look into somebody's phone or to follow where they are."""
    assert not re.search(r"\b(phone|password|location|messages|track|prove)\b", text, re.IGNORECASE)
