"""Needs are one's own: each goes on after "I need", and none says what the partner has to do."""

import re
from typing import Any

import pytest

from tests.content.reading import read

NEEDS = read("needs.json")["needs"]


def test_offers_a_short_list_each_once() -> None:
    for names in ([need["id"] for need in NEEDS], [need["label"]["en"] for need in NEEDS]):
        assert 12 <= len(set(names)) == len(names)


@pytest.mark.parametrize("need", NEEDS, ids=[need["id"] for need in NEEDS])
def test_goes_on_a_sentence_and_blames_nobody(need: Any) -> None:
    label = need["label"]["en"]
    assert label[0].islower()
    assert re.fullmatch(r"[a-z ]+", label)
    assert not re.search(r"\b(you|your|partner|never|always|stop|should|must)\b", label)
