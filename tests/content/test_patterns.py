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
        *(text for look in template["looks"] for text in look.values()),
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
    one, other = template["looks"]
    for part in ("seen", "underneath"):
        assert 0.4 < len(one[part]["en"]) / len(other[part]["en"]) < 2.5
    whole = [look["seen"]["en"] + look["underneath"]["en"] for look in (one, other)]
    assert 0.6 < len(whole[0]) / len(whole[1]) < 1.7


@pytest.mark.parametrize("template", TEMPLATES, ids=[one["id"] for one in TEMPLATES])
def test_says_of_the_partner_only_what_can_be_seen(template: Any) -> None:
    """One begins with the seen part for the partner, and adds what is underneath for oneself alone."""
    inside = r"\b(underneath|afraid|hurt|ashamed|disappointed|(feel|want|hop|imagin)(e?s|ing)?)\b"
    for look in template["looks"]:
        assert look["underneath"]["en"].startswith("Underneath: ")
        assert not re.search(inside, look["seen"]["en"], re.IGNORECASE)


@pytest.mark.parametrize("template", TEMPLATES, ids=[one["id"] for one in TEMPLATES])
def test_reads_the_same_for_me_and_for_the_partner(template: Any) -> None:
    """Each seen part may stand below "What it looks like for you" and below the partner's name."""
    for look in template["looks"]:
        assert re.match(r"\w+ing\b", look["seen"]["en"])


@pytest.mark.parametrize("text", TEXTS)
def test_asks_for_no_control(text: str) -> None:
    """No template may suggest to look into somebody's phone or to follow where they are."""
    assert not re.search(r"\b(phone|password|location|messages|track|prove)\b", text, re.IGNORECASE)
