"""Recovery by twelve words: written down, checked, and used on a new phone when the first one is lost."""

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.conftest import MakePhone
from tests.browser.looking import look
from tests.browser.notices import read, says_nothing, turn_on_notices
from tests.browser.phones import Phone
from tests.browser.server_clock import ServerClock
from tests.browser.steps import (
    SLOW,
    add_note,
    check_in,
    is_at_home,
    pair,
    sees_circle,
    start,
    to_today,
)
from tests.browser.test_today import put_hint_away

NOTE = "Only for this page"
EXTRA = "Quitte"


def test_back_with_nothing_but_the_words(phones: MakePhone) -> None:
    ana, ben, new = phones("ana"), phones("ben"), phones("ana-new", browser="firefox")
    start(ana)

    # Today offers to connect, then the home screen, and once she puts both away, what helps if she loses this phone.
    ana.sees("Connect with your partner", timeout=SLOW / 1000)
    assert ana.page.get_by_text("In case you lose this phone").count() == 0
    check_in(ana, "Low")
    add_note(ana, NOTE)
    for title in ("Connect with your partner", "Keep Twofold at hand"):
        assert put_hint_away(ana) == title
    ana.sees("In case you lose this phone", timeout=SLOW / 1000)
    look(ana, "words-card")
    ana.tap("In case you lose this phone")
    ana.sees("Anyone who finds them can open your account")
    look(ana, "words-why")
    words = writes_down(ana)
    look(ana, "words-write")
    ana.tap("I have written them down")
    look(ana, "words-check")
    checks(ana, words)
    ana.sees("Your recovery words work now", timeout=SLOW / 1000)
    look(ana, "words-done")
    ana.tap("Done")
    is_at_home(ana)
    assert ana.page.get_by_text("In case you lose this phone").count() == 0
    # She made them here, so nothing warns her of them, not after a reload either.
    for _ in range(2):
        ana.does_not_see("New recovery words were made on")
        ana.open_app("/settings/phrase")
        ana.sees("Your recovery words were made on")
        look(ana, "words-since")
        ana.open_app()
        is_at_home(ana)
    pair(ana, ben)
    turn_on_notices(ana, ben)
    to_today(ana)
    check_in(ana, "Good")
    kept.all_is_sent(ana)

    # A new phone, and nothing but the paper: typed in a hurry, one word by its suggestion.
    new.open_app()
    new.tap("I have my recovery words")
    look(new, "come-back")
    comes_back(new, words)
    is_at_home(new)
    new.wait_until(lambda: NOTE in kept.words(new, "check_ins", "note"), "her own page to be there")
    sees_circle(new, "Ben")
    check_in(new, "Alright")
    to_today(ben)
    sees_circle(ben, "Ana", "Alright")

    # The phone that was lost hears of it at once, in the app too, and says nothing on its lock screen.
    # Ben hears nothing.
    ana.sees("A phone was added on", timeout=SLOW / 1000)
    look(ana, "new-phone-card")
    assert says_nothing(read(ana, ""))
    assert not ben.shade.shown
    for phone in (ben, new):
        assert phone.page.get_by_text("A phone was added on").count() == 0
    new.does_not_see("New recovery words were made on")

    # Whoever came by the words cannot shut the other phone out, but that one can end what it does not know.
    new.open_app("/settings/phones")
    new.sees("You can remove it from this phone after")
    assert new.tappable("Remove").count() == 0
    look(new, "phones-not-yet")
    new.open_app("/settings/phrase")
    new.sees("so it can make new ones only after")
    look(new, "words-not-yet")
    assert new.tappable("Make new words").count() == 0
    ana.tap("My phones")
    ana.sees("Came in with your recovery words")
    look(ana, "new-phone-list")
    ana.touch(ana.page.get_by_role("button", name="Remove", exact=True).first)
    ana.tap("Remove this phone")
    new.sees("This phone was signed out", timeout=SLOW / 1000)
    new.tap("Delete everything on this phone")
    new.sees("Your recovery words, or a code from another phone of yours")
    look(new, "signed-out-wipe")
    new.tap("Stay")

    # New words are offered on the spot, since whoever had the old ones still has them.
    ana.sees("Make new words if someone else has the old ones")
    look(ana, "new-phone-removed")
    ana.tap("Make new words")
    ana.sees("the old ones stop working")
    to_today(ana)
    assert ana.page.get_by_text("A new phone").count() == 0
    check_in(ana, "So-so")
    sees_circle(ben, "Ana", "So-so")


def test_words_with_one_that_is_never_written(phones: MakePhone, server_clock: ServerClock) -> None:
    ana, new = phones("ana", browser="firefox"), phones("ana-new")
    start(ana)
    check_in(ana, "Good")
    ana.open_app("/settings/phrase")
    words = writes_down(ana)
    ana.tap("Add an extra word")
    ana.write("Extra word, never written down", EXTRA)
    ana.tap("I have written them down")
    ana.write("Extra word, never written down", f" {EXTRA.lower()} ")
    checks(ana, words)
    ana.sees("Your recovery words work now", timeout=SLOW / 1000)

    # The paper alone is not enough.
    new.open_app("/back")
    new.sees("Sign in with your recovery words")
    look(new, "come-back")
    comes_back(new, words)
    new.sees("No account opens with these words.", timeout=SLOW / 1000)

    # Guessing means waiting longer each time. What was typed stays, and an unknown word is named.
    for guess in ("Apfel", "Birne", "Kirsche"):
        new.write("Extra word, if you made one", guess)
        new.tap("Sign in")
        expect(new.tappable("Sign in")).not_to_have_attribute("aria-busy", "true", timeout=SLOW)
    new.sees("Too many tries.", timeout=SLOW / 1000)
    look(new, "come-back-wait")
    field = new.page.get_by_label("Your 12 recovery words", exact=True)
    typed = field.input_value()
    assert typed.split()[-1] == words[-1]
    field.fill(typed.replace(words[-1], f"{words[-1]}qq"))
    new.tap("Sign in")
    new.sees(f'Word 12, "{words[-1]}qq", can\'t be right')
    field.fill(typed)
    server_clock.advance(timedelta(minutes=2))
    new.write("Extra word, if you made one", EXTRA)
    new.tap("Sign in")
    is_at_home(new)

    # No trace of the words or of the extra one is left on either phone.
    for phone in (ana, new):
        text = repr(kept.everything(phone))
        assert EXTRA not in text
        assert not any(f"{one} {two}" in text for one, two in pairwise(words))


def writes_down(phone: Phone) -> Sequence[str]:
    """The words, once they show."""
    phone.tap("Show me 12 words")
    listed = phone.page.get_by_role("list", name="Your 12 recovery words")
    expect(listed).to_be_visible(timeout=SLOW)
    words = listed.get_by_role("listitem").all_inner_texts()
    assert len(set(words)) > 9
    return words


def checks(phone: Phone, words: Sequence[str]) -> None:
    """Types three of the words from the paper; the first one wrong at first."""
    fields = phone.page.get_by_label(re.compile(r"^Word \d+$"))
    expect(fields).to_have_count(3)
    asked = [
        int(text.split()[1])
        for text in phone.page.locator(
            "label", has_text=re.compile(r"^Word \d+$")
        ).all_inner_texts()
    ]
    for number in asked:
        phone.write(f"Word {number}", f" {words[number - 1].upper()} ")
    phone.write(f"Word {asked[0]}", "zebra" if words[asked[0] - 1] != "zebra" else "zoo")
    phone.tap("Save my recovery words")
    phone.sees(f"Word {asked[0]} is different")
    phone.write(f"Word {asked[0]}", words[asked[0] - 1])
    phone.tap("Save my recovery words")


def comes_back(phone: Phone, words: Sequence[str]) -> None:
    """Typed with capitals and commas; the last word is begun and then chosen."""
    last = words[-1]
    field = phone.page.get_by_label("Your 12 recovery words", exact=True)
    field.fill(f"{',  '.join(words[:-1]).title()} {last[:3]}")
    suggested = phone.page.get_by_role("list", name="Words that start like this")
    choice = suggested.get_by_role("button", name=last, exact=True)
    if len(last) > 3 and choice.count():
        choice.click()
    else:
        field.fill(" ".join(words))
    phone.tap("Sign in")
