"""After a quick exit the app stays covered: Back shows no earlier screen with its words, and one tap opens it."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import MakePhone
from tests.browser.looking import ELSEWHERE, leads_elsewhere, look
from tests.browser.phones import Phone
from tests.browser.steps import check_in, is_at_home, start, uncover


def test_back_after_a_quick_exit(phones: MakePhone) -> None:
    ana, ben = phones("ana"), phones("ben", browser="firefox")
    for phone in (ana, ben):
        leads_elsewhere(phone)
        start(phone)
        check_in(phone, "Low")
        phone.tap("People and settings")
        phone.tap(re.compile("^Settings"))

        # Somebody comes in. Whoever goes Back from the other page finds the app covered, on every earlier screen.
        phone.tap("Quick exit")
        phone.page.wait_for_url(ELSEWHERE)
        for path in ("/people", "/"):
            phone.page.go_back()
            phone.page.wait_for_url(phone.origin + path)
            is_covered(phone)
        look(phone, f"covered-{phone.kind}")

        # It is covered where it is opened as usual, too. Help opens as always; one tap shows the app again.
        phone.open_app("/people")
        is_covered(phone)
        phone.tap("Help")
        phone.sees("In danger now")
        phone.page.go_back()
        is_covered(phone)
        uncover(phone)
        expect(phone.page.get_by_label("Your name", exact=True)).to_be_visible()
        phone.open_app()
        is_at_home(phone)


def is_covered(phone: Phone) -> None:
    """The screen shows one button, and nothing else."""
    expect(phone.tappable("Open Pages")).to_be_visible()
    assert phone.page.locator("main").inner_text().split() == ["Pages", "Open", "Pages"]
