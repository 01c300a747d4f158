"""What a push contains, and what it omits if there is no room."""

import json
from typing import Any

import pytest

from api.kernel.push import payload
from api.kernel.push.topics import opaque

HEADLINE = {"v": 1, "k": "k", "w": 1, "iv": "iv", "ct": "c" * 400}


def build(**changed: Any) -> str:
    about: dict[str, Any] = {
        "kind": "pause",
        "space_id": "space",
        "record_kind": "pauses",
        "record_id": "record",
        "title": "Reminder",
        "body": "Until 20:40.",
        "address": "https://twofold.example/pauses/record",
        "silent": False,
        "language": "en",
        "extra": {"edit": 1, "signals": {"at": "now"}, "headline": HEADLINE, "local": None},
        **changed,
    }
    return payload.build("notice", **about)


def test_it_is_declarative_and_carries_the_sealed_part():
    assert json.loads(build()) == {
        "web_push": 8030,
        "mutable": True,
        "notification": {
            "title": "Reminder",
            "body": "Until 20:40.",
            "navigate": "https://twofold.example/pauses/record",
            "tag": "notice",
            "silent": False,
            "lang": "en",
        },
        "twofold": {
            "notice": "notice",
            "kind": "pause",
            "space_id": "space",
            "record_kind": "pauses",
            "record_id": "record",
            "edit": 1,
            "signals": {"at": "now"},
            "headline": HEADLINE,
        },
    }


def test_the_short_form_has_no_sealed_part():
    short = payload.short_form(build())
    assert short
    assert json.loads(short)["notification"] == json.loads(build())["notification"]
    assert "headline" not in short
    assert "signals" not in short
    assert payload.short_form(short) is None


def test_what_does_not_fit_goes_in_the_short_form():
    long = build(extra={"headline": {**HEADLINE, "ct": "c" * 3000}})
    assert "headline" not in json.loads(long)["twofold"]
    with pytest.raises(ValueError, match="3 kB"):
        build(body="x" * 3100)


def test_a_topic_tells_nothing_and_links_no_phones():
    assert opaque("ana's phone", "evening") == opaque("ana's phone", "evening")
    assert opaque("ana's phone", "evening") != opaque("ben's phone", "evening")
    assert opaque("ana's phone", "evening") != opaque("ana's phone", "pause")
    assert len(opaque("ana's phone", "evening")) == 32
