"""Words that were written on phones are found nowhere except on phones."""

import base64
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from api.app import KINDS
from tests.browser.beginnings import Profiles
from tests.browser.canaries import Places, found, places
from tests.browser.canary_words import (
    NAME,
    NOTE,
    PARTNER,
    PLACE,
    RITUAL_NOTE,
    SECRET,
    TITLE,
    WRITTEN,
    both_write,
)
from tests.browser.conftest import MakePhone
from tests.browser.database import rows
from tests.browser.notices import next_noon, read, show_words, turn_on_notices
from tests.browser.phones import Phone
from tests.browser.server import Product
from tests.browser.server_clock import ServerClock
from tests.browser.standins.resource import Fault
from tests.browser.standins.services import PushServices
from tests.browser.steps import (
    open_ritual,
    pair,
    pause,
    to_today,
)
from tests.databases import Copy, postgresql_copies, sqlite_copies
from tests.waiting import wait_until

LINE, DRAFT = "Haselstille", "Quittenschweigen"
WORDS = (*WRITTEN, LINE, DRAFT)
"""DRAFT is never saved."""
NOTHING_IS_TYPED = {"ask_answers", "readiness", "wobble_answers"}
"""Kinds with words that people choose by taps. Of every other kind both write something before anybody searches."""
KINDS_WITH_WORDS = """SELECT DISTINCT kind FROM feed WHERE body LIKE '%"words":{%'"""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def copies(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Copy]:
    """This story runs on both databases, whatever the others run on."""
    if request.param == "postgresql":
        with postgresql_copies() as copy:
            yield copy
    else:
        with sqlite_copies(tmp_path_factory.mktemp("template")) as copy:
            yield copy


@pytest.fixture
def profiles(new_profiles: Profiles) -> Profiles:
    """All that phones store comes from this story."""
    return new_profiles


def test_words_stand_nowhere_but_on_phones(
    phones: MakePhone, product: Product, services: PushServices, server_clock: ServerClock
) -> None:
    noon = next_noon(server_clock)
    server_clock.move_to(noon)
    ana, ben = phones("ana", browser="firefox"), phones("ben")
    pair(ana, ben, named=False)
    turn_on_notices(ana, ben)
    show_words(ben)

    # Both write, for each other and for themselves. What is to be pushed waits on the server.
    product.worker.stop()
    both_write(ana, ben)
    ben_reads(ben)
    pause_with_a_line(ana)
    ben.sees(f"{NAME} needs a pause")
    ben.sees(LINE)
    headlines = rows(product, "SELECT kind FROM notice WHERE payload LIKE '%headline%'")
    assert sorted(headlines) == [("pause",), ("wobble",)]
    assert kinds_without_words(product) == NOTHING_IS_TYPED
    nobody_finds_words(places(product, services))

    # Then Ben's lock screen says it.
    ben.close_app()
    product.start()
    read(ben, LINE, title=None)

    # A reminder of the ritual, which the push service takes at the second attempt.
    services.fail(Fault(503, {"Retry-After": "600"}, phone="ben"))
    server_clock.move_to(noon.replace(hour=21))
    wait_until(
        lambda: rows(product, "SELECT kind FROM notice WHERE tries > 0") == [("ritual",)],
        "the reminder to wait",
    )
    nobody_finds_words(places(product, services))
    server_clock.advance(timedelta(minutes=11))
    read(ben, "At 21:00.", title=TITLE)
    ana.notification("Reminder", "21:00.")

    # And when everything was written down and closed.
    product.stop()
    searched = places(product, services)
    nobody_finds_words(searched)
    for known in ("daily_check_in", "worker started", "vapid t="):
        assert found(known, searched), "the search itself is blind"


@pytest.mark.parametrize("word", WORDS)
def test_the_search_finds_a_word_however_it_is_spelt(word: str) -> None:
    around = [f"{'x' * before}{word}{'y' * after}" for before in range(3) for after in range(3)]
    spelt = [
        *(text.encode(encoding) for text in around for encoding in ("utf-8", "utf-16")),
        *(base64.b64encode(text.encode()) for text in around),
        *(base64.urlsafe_b64encode(text.encode()) for text in around),
        *(json.dumps({"words": text}).encode() for text in around),
        quote(f"a b {word}").encode(),
        word.encode().hex().encode(),
    ]
    assert [content for content in spelt if not found(word, {"here": content})] == []
    assert not found(word, {"here": b"something else"})


def kinds_without_words(product: Product) -> set[str]:
    """The kinds of which the server stores no sealed words."""
    sealed = {kind.name for kind in KINDS if kind.words is not None}
    return sealed - {kind for (kind,) in rows(product, KINDS_WITH_WORDS)}


def nobody_finds_words(places: Places) -> None:
    assert [place for word in WORDS for place in found(word, places)] == []


def pause_with_a_line(phone: Phone) -> None:
    pause(phone)
    phone.tap(f"Add a line for {PARTNER}")
    phone.write("Your line", LINE)
    phone.tap("Save for both of us")
    phone.sees(LINE)


def ben_reads(ben: Phone) -> None:
    """Opens all that ben can read: the check-in's sheet, the ritual's page, and what he kept for himself.

    There he starts another note, and does not save it.
    """
    ben.tap(re.compile(f"^{NAME}: Low"))
    ben.sees(NOTE)
    ben.tap("Close")
    ben.tap(re.compile("^You: Low"))
    expect(ben.page.get_by_label("A note", exact=True)).to_have_value(SECRET)
    ben.write("A note", DRAFT)
    ben.tap("Close")
    ben.sees("Your draft is kept on this phone.")
    open_ritual(ben, TITLE)
    for words in (TITLE, PLACE, RITUAL_NOTE):
        ben.sees(words)
    to_today(ben)
