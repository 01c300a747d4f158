"""After leaving: each person can save their own words, and delete their data from the server for good."""

import json
from typing import Any

from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.conftest import MakeCouple
from tests.browser.database import rows
from tests.browser.looking import look
from tests.browser.phones import Phone
from tests.browser.server import Product
from tests.browser.steps import SLOW, add_note, agree, check_in, is_at_home, propose, sees_circle

KEEP_FILES = """
() => {
  const made = URL.createObjectURL;
  URL.createObjectURL = (file) => {
    window.file = file;
    return made.call(URL, file);
  };
}
"""
STANDS_APART = """
(last) => {
  const others = [...last.closest("main").querySelectorAll("a, button, input")].filter((one) => one !== last);
  const { top } = last.getBoundingClientRect();
  return others.every((one) => one.getBoundingClientRect().bottom + 48 <= top);
}
"""
"""Everything else that can be tapped is at least a finger's width above it."""

LAST_FILE = "async () => (await window.file?.text()) ?? null"

MINE = {"ana": "A word that is Ana's", "ben": "A word that is Ben's"}


def test_taking_along_and_erasing(couple: MakeCouple, product: Product) -> None:
    ana, ben = couple()
    for phone, other in ((ana, ben), (ben, ana)):
        check_in(phone, "Low")
        add_note(phone, MINE[phone.name])
        kept.all_is_sent(phone)
        sees_circle(other, phone.name.capitalize(), "Low")
    propose(ben, "A walk")
    ana.sees("Ben proposes: A walk")
    agree(ana, "A walk")
    ben.sees("You both agreed")
    ana.tap("People and settings")
    ana.tap("Leave")
    ana.sees("Sharing has stopped.")
    ben.open_app()
    ben.sees("No longer connected", timeout=SLOW / 1000)

    # What they shared is on both phones still, and goes along from there, without a network.
    for phone, other in ((ana, ben), (ben, ana)):
        phone.open_app("/people/export")
        look(phone, "export")
        phone.go_offline()
        taken = json.loads(download(phone, "For another program (JSON)"))
        assert notes(taken) == [MINE[phone.name]]
        assert [
            record["words"]["title"] for record in taken["records"] if record["kind"] == "rituals"
        ]
        page = download(phone, "To read and print")
        assert MINE[phone.name] in page.replace("&#39;", "'")
        for text in (json.dumps(taken), page):
            assert MINE[other.name] not in text.replace("&#39;", "'")
            assert "accept" not in text
        phone.go_online()

    # Erasing is another matter: typed, at once, and the phone begins anew. What is Ben's stays Ben's.
    person = rows(product, "SELECT id FROM person")
    ana.open_app("/people")
    delete = ana.page.get_by_role("link", name="Delete my data")
    assert delete.evaluate(STANDS_APART), "deleting is last, and a way off all else"
    delete.click()
    expect(ana.tappable("Delete my data now")).to_be_disabled()
    look(ana, "erase")
    ana.write('To go on, type "delete"', "Delete")
    ana.tap("Delete my data now")
    expect(ana.tappable("Start without a check-in")).to_be_visible(timeout=SLOW)
    assert not kept.everything(ana)
    assert len(rows(product, "SELECT id FROM person")) == len(person) - 1
    ben.open_app()
    is_at_home(ben)
    assert MINE["ben"] in kept.words(ben, "check_ins", "note")


def download(phone: Phone, button: str) -> str:
    """The file that a tap on this button gives to the browser; Firefox reports no downloads."""
    phone.page.evaluate(KEEP_FILES)
    phone.tap(button)
    return phone.wait_until(lambda: phone.page.evaluate(LAST_FILE), "a file to be made")


def notes(taken: dict[str, Any]) -> list[str]:
    return [record["words"]["note"] for record in taken["records"] if record["kind"] == "check_ins"]
