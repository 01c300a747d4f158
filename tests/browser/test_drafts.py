"""What is typed and not saved is kept, sealed, until it is saved or discarded."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import browsers, kept
from tests.browser.conftest import MakeCouple, MakePhone
from tests.browser.looking import ELSEWHERE, leads_elsewhere, look
from tests.browser.phones import Phone
from tests.browser.steps import SLOW, check_in, is_at_home, start, to_today, uncover

NOTE, NAME, LINE = "Quittenkummer", "Zwetschgenhilde", "Wacholderbitte"
TITLE, PAUSE_LINE = "Holunderkerzen", "Haselstille"
KEPT = "Your draft is kept on this phone."


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_what_is_typed_stays(couple: MakeCouple, browser: browsers.Kind) -> None:
    ana, _ = couple(browser, "chromium")
    requests = watch(ana)
    leads_elsewhere(ana)
    check_in(ana, "Low")

    # A note in the sheet of a check-in, put away with the cross: it is kept, and the screen says so.
    open_check_in(ana)
    ana.write("A note", NOTE)
    ana.sees("Draft kept")
    assert says_it_for_the_form(ana)
    look(ana, "draft")
    ana.tap("Close")
    ana.sees(KEPT)
    look(ana, "draft-kept")
    open_check_in(ana)
    expect(note(ana)).to_have_value(NOTE)

    # It survives a reload right after the last key, and a quick exit.
    note(ana).press_sequentially(" mehr")
    ana.page.reload()
    is_at_home(ana)
    open_check_in(ana)
    expect(note(ana)).to_have_value(f"{NOTE} mehr")
    ana.tap("Quick exit")
    ana.page.wait_for_url(ELSEWHERE)
    ana.open_app()
    uncover(ana)
    is_at_home(ana)
    open_check_in(ana)
    expect(note(ana)).to_have_value(f"{NOTE} mehr")
    nobody_finds(ana, NOTE)

    # Discarded in one tap, and back with Undo; then discarded for good.
    ana.tap("Discard")
    ana.sees("Discarded.")
    expect(note(ana)).to_have_value("")
    ana.tap("Undo", within=ana.page.get_by_role("dialog"))
    expect(note(ana)).to_have_value(f"{NOTE} mehr")
    ana.tap("Discard")
    look(ana, "draft-discarded")
    ana.tap("Close")
    ana.wait_until(lambda: not drafts(ana) or None, "the draft to be gone")
    ana.page.reload()
    is_at_home(ana)
    open_check_in(ana)
    expect(note(ana)).to_have_value("")
    ana.tap("Close")

    # An ask, and Back; then it is sent, and no draft of it is left.
    ana.tap("Talk")
    ana.tap("To share something tender")
    ana.write("A line with it", LINE)
    ana.page.go_back()
    ana.sees(KEPT)
    ana.sees("Not sent yet")
    look(ana, "draft-ask-kept")
    ana.tap("To share something tender")
    expect(ana.page.get_by_label("A line with it", exact=True)).to_have_value(LINE)
    look(ana, "draft-ask")
    assert says_it_for_the_form(ana)
    nobody_finds(ana, LINE)
    ana.tap("Ask Ben")
    ana.wait_until(lambda: not drafts(ana) or None, "the draft to be gone")
    ana.does_not_see("Not sent yet")

    # A ritual, a name, a line of a pause.
    ana.tap("Time")
    ana.tap("New ritual")
    ana.tap("Daily check-in together")
    ana.write("Name", TITLE)
    ana.page.reload()
    expect(ana.page.get_by_label("Name", exact=True)).to_have_value(TITLE, timeout=SLOW)
    assert says_it_for_the_form(ana)
    look(ana, "draft-ritual")
    ana.tap("Back", within=ana.page.get_by_role("main"))
    ana.tap("A walk")
    expect(ana.page.get_by_label("Name", exact=True)).to_have_value(TITLE)
    ana.tap("Discard")
    ana.sees("Discarded.")
    ana.tap("People and settings")
    ana.write("Your name", NAME)
    to_today(ana)
    ana.tap("People and settings")
    expect(ana.page.get_by_label("Your name", exact=True)).to_have_value(NAME)
    look(ana, "draft-name")
    nobody_finds(ana, NAME)
    ana.tap("Discard")
    expect(ana.page.get_by_label("Your name", exact=True)).to_have_value("Ana")
    to_today(ana)
    ana.tap("Pause")
    ana.tap("Add a line for Ben")
    ana.write("Your line", PAUSE_LINE)
    ana.tap("Close", within=ana.page.get_by_role("dialog"))
    ana.tap("Add a line for Ben")
    expect(ana.page.get_by_label("Your line", exact=True)).to_have_value(PAUSE_LINE)
    nobody_finds(ana, PAUSE_LINE)

    # More time replaces the pause, and so does its line: what was typed stays until it is saved.
    ana.tap("Close", within=ana.page.get_by_role("dialog"))
    ana.tap("20 min more")
    ana.tap("Add a line for Ben")
    expect(ana.page.get_by_label("Your line", exact=True)).to_have_value(PAUSE_LINE)
    expect(ana.page.get_by_text(KEPT)).to_have_count(0, timeout=SLOW)
    ana.tap("Save for both of us")
    expect(ana.page.get_by_role("blockquote")).to_have_text(PAUSE_LINE)
    assert ana.page.get_by_text(KEPT).count() == 0
    ana.wait_until(lambda: not drafts(ana) or None, "the draft to be gone")

    # None of it left the phone before it was sent, and never unsealed.
    for word in (NOTE, NAME, LINE, TITLE, PAUSE_LINE):
        assert [url for url, body in requests if word in url or word.encode() in body] == []


def test_what_is_typed_shows_to_nobody_else(phones: MakePhone) -> None:
    """Two people on one phone, one after the other."""
    ana = phones("ana")
    start(ana)
    ana.tap("People and settings")
    ana.write("Your name", NAME)
    ana.wait_until(lambda: drafts(ana) or None, "the draft to be stored")
    ana.open_app("/settings")
    ana.tap("Sign out")
    ana.tap("Sign out and delete")
    expect(ana.tappable("Start without a check-in")).to_be_visible(timeout=SLOW)
    ana.wait_until(lambda: not kept.everything(ana) or None, "everything to be gone")
    start(ana)
    ana.tap("People and settings")
    expect(ana.page.get_by_label("Your name", exact=True)).to_have_value("")


def watch(phone: Phone) -> list[tuple[str, bytes]]:
    """Collects every request from now on, with its body."""
    seen: list[tuple[str, bytes]] = []
    phone.context.on(
        "request", lambda request: seen.append((request.url, request.post_data_buffer or b""))
    )
    return seen


def open_check_in(phone: Phone) -> None:
    phone.tap(re.compile("^You: Low"))
    expect(phone.page.get_by_role("dialog", name="A little more")).to_be_visible()


def says_it_for_the_form(phone: Phone) -> bool:
    """With several fields, "Draft kept" stands beside none of them: any may be the one that was changed."""
    draft_kept = phone.page.get_by_text(re.compile("^Draft kept"))
    return draft_kept.count() == 1 and phone.page.locator(".field", has=draft_kept).count() == 0


def note(phone: Phone) -> Locator:
    return phone.page.get_by_label("A note", exact=True)


def drafts(phone: Phone) -> list[str]:
    """The rows of drafts that the phone keeps."""
    return [
        name for name in phone.page.evaluate(kept.READ_NAMES, "meta") if name.startswith("draft/")
    ]


def nobody_finds(phone: Phone, word: str) -> None:
    """The phone has a draft, and the word is nowhere in what the browser stores."""
    phone.wait_until(lambda: drafts(phone) or None, "the draft to be stored")
    assert word not in kept.as_text(phone)
