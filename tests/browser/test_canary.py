"""Words that were written on phones are found nowhere except on phones."""

import base64
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.canaries import Places, found, places
from tests.browser.conftest import MakePhone
from tests.browser.database import rows
from tests.browser.notices import next_noon, read, show_words, turn_on_notices
from tests.browser.phones import Phone
from tests.browser.server import Product
from tests.browser.server_clock import ServerClock
from tests.browser.standins.resource import Fault
from tests.browser.standins.services import PushServices
from tests.browser.steps import (
    add_note,
    agree,
    check_in,
    open_ritual,
    pair,
    pause,
    tell_name,
    to_today,
)
from tests.databases import Copy, postgresql_copies, sqlite_copies
from tests.waiting import wait_until

NAME, PARTNER = "Zwetschgenhilde", "Quendelfried"
NOTE, SECRET = "Mirabellenkummer", "Ebereschengrübelei"
LINE, ASKED = "Haselstille", "Wacholderbitte"
TITLE, PLACE, RITUAL_NOTE = "Holunderkerzen", "Rapunzelgässchen", "Schlehenlikör"
DRAFT, PAGE, HAPPENED = "Quittenschweigen", "Kornelkirschenseite", "Sanddornabend"
LOOP, INSTEAD = "Brombeerkreisel", "Sanddorntee"
_FIRST = [NAME, PARTNER, NOTE, SECRET, LINE, ASKED, TITLE, PLACE, RITUAL_NOTE]
WORDS = [*_FIRST, DRAFT, PAGE, HAPPENED, LOOP, INSTEAD]


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
    assert rows(product, "SELECT kind FROM notice WHERE payload LIKE '%headline%'") == [("pause",)]
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


def nobody_finds_words(places: Places) -> None:
    assert [place for word in WORDS for place in found(word, places)] == []


def both_write(ana: Phone, ben: Phone) -> None:
    """Names, notes, a ritual, a loop, an ask; everything has reached the server."""
    for phone, name in ((ana, NAME), (ben, PARTNER)):
        phone.open_app("/people")
        tell_name(phone, name)
        to_today(phone)
    check_in(ben, "Low", for_both=False)
    add_note(ben, SECRET)
    check_in(ana, "Low")
    add_note(ana, NOTE)
    propose_ritual(ana)
    ben.sees(f"{NAME} proposes: {TITLE}")
    agree(ben, TITLE)
    describe_loop(ana)
    ben.open_app("/journal/new")
    ben.write("Your words", PAGE)
    ben.tap("Keep for me")
    ben.tap(f"Share with {NAME}")
    ben.open_app("/reflections/new")
    ben.tap("Next")
    ben.write("What happened?", HAPPENED)
    for step in ("Next", "Skip", "Skip", "Keep for me", f"Share with {NAME}", "Talk"):
        ben.tap(step)
    ben.tap("To share something tender")
    ben.write("A line with it", ASKED)
    ben.tap(f"Ask {NAME}")
    kept.all_is_sent(ana, ben)
    to_today(ana)
    to_today(ben)
    ana.sees(ASKED)


def propose_ritual(phone: Phone) -> None:
    """Every evening at nine, with a reminder then."""
    phone.tap("Time")
    phone.tap("Make a ritual")
    phone.tap("Daily check-in together")
    phone.write("Name", TITLE)
    phone.write("Place", PLACE)
    phone.write("A note", RITUAL_NOTE)
    phone.tap("Next")
    phone.tap(f"Propose to {PARTNER}")
    phone.sees(f"{PARTNER} will see your proposal.")


def describe_loop(phone: Phone) -> None:
    phone.open_app("/patterns/new")
    phone.tap(re.compile("^One of our own"))
    phone.write("What you call it", LOOP)
    phone.write("What you both do instead", INSTEAD)
    phone.tap(f"Propose to {PARTNER}")
    phone.sees(f"{PARTNER} will see it.")


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
    ben.sees("Not saved.")
    open_ritual(ben, TITLE)
    for words in (TITLE, PLACE, RITUAL_NOTE):
        ben.sees(words)
    to_today(ben)
