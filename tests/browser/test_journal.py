"""A journal: written alone and offline, kept while it is typed, shared as a copy, and taken back."""

import re

from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.conftest import MakePhone
from tests.browser.looking import look
from tests.browser.phones import Phone
from tests.browser.steps import is_installed, pair, start

TEXT = "I was short with you at breakfast.\nIt was fear, not anger."
MORE = "Last night helped."
SECRET = "And this stays with me."


def test_pages_for_oneself_and_one_for_both(phones: MakePhone) -> None:
    ana, ben = phones("ana"), phones("ben", browser="firefox")

    # Alone and without a network; what is typed survives a reload.
    start(ana)
    is_installed(ana)
    open_journal(ana)
    look(ana, "journal-empty")
    ana.go_offline()
    ana.tap("Write about it")
    question = ana.page.get_by_role("blockquote").inner_text()
    ana.write("Your words", TEXT)
    ana.page.reload()
    expect(ana.page.get_by_label("Your words")).to_have_value(TEXT)
    ana.sees(question)
    look(ana, "journal-write")
    keep(ana)
    ana.sees("will send")
    ana.go_online()
    kept.all_is_sent(ana)

    # A second page, with a question of one's own choice.
    open_journal(ana)
    ana.tap("Without a question")
    ana.page.locator("summary", has_text="Choose a question").click()
    ana.page.locator("summary", has_text="Trust").click()
    look(ana, "journal-questions")
    ana.tap(re.compile("^What is the smallest next step"))
    ana.write("Your words", SECRET)
    keep(ana)

    # Connected, nothing is shared by itself; sharing takes a tap on a page, and can be undone.
    pair(ana, ben)
    open_journal(ana)
    ana.sees("you two agree on what you tell each other.")
    open_page(ana, TEXT)
    ana.sees("Only you can read this.")
    look(ana, "journal-page")
    ana.tap("Share with Ben")
    ana.sees("Ben can read this once this phone has sent it.")
    ana.tap("Undo")
    ana.sees("Only you can read this.")
    ana.tap("Share with Ben")
    ana.sees("Ben can read this.")
    look(ana, "journal-page-shared")

    # What is changed is not shared with it.
    ana.tap("Change")
    ana.write("Your words", f"{TEXT}\n{MORE}")
    keep(ana)
    ana.sees("Ben can read this as it was when you shared it.")
    open_journal(ana)
    look(ana, "journal")
    open_journal(ben)
    ben.tap(re.compile("^I was short with you"))
    ben.sees("Shared by Ana")
    ben.sees("It was fear, not anger.")
    ben.does_not_see(MORE)
    look(ben, "journal-page-theirs")
    open_page(ana, TEXT)
    ana.tap("Share it as it is now")
    ben.sees(MORE)

    # Taken back, it goes from the other phone too; the page stays.
    ana.tap("Stop sharing")
    ana.sees("Only you can read this.")
    ben.sees("This page is not here")
    look(ben, "journal-page-gone")
    ana.tap("Delete this page")
    ana.sees("Page deleted.")
    ana.does_not_see(MORE)
    ana.tap("Undo")
    expect(ana.tappable(re.compile("^I was short with you"))).to_be_visible()
    open_page(ana, TEXT)
    ana.sees(MORE)
    assert kept.records(ben, "journal_pages") == []


def open_journal(phone: Phone) -> None:
    phone.open_app("/people")
    phone.tap(re.compile("^Journal"))
    expect(phone.page.get_by_role("heading", name="Journal", level=1)).to_be_visible()


def open_page(phone: Phone, text: str) -> None:
    open_journal(phone)
    phone.tap(re.compile(f"^{re.escape(text.partition(chr(10))[0])}"))


def keep(phone: Phone) -> None:
    phone.tap("Keep for me")
    expect(phone.tappable("Change")).to_be_visible()
