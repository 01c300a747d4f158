"""Hints on wording: underlined on the phone, taken over or left at a tap, and off at a tap."""

from collections.abc import Generator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Request, expect

from tests.browser import kept
from tests.browser.conftest import MakeCouple
from tests.browser.looking import look
from tests.browser.phones import Phone

FIELD = "What you need first"
HARD = "I was tired. You never listen to me."
SOFT = "I was tired. It often seems to me that you don't listen to me."
READS = ("/assets/", *(f"/api/v1/{name}" for name in ("changes", "keys", "session", "stream")))


def test_hard_words_are_underlined_and_others_offered(couple: MakeCouple) -> None:
    ana, ben = couple()
    for phone in (ana, ben):
        phone.open_app("/topics/new")
        phone.write("What it is about", "Your mother's visit")
        with sends_nothing(phone):
            phone.write(FIELD, HARD)
            expect(hint(phone)).to_contain_text("You never")
            expect(phone.page.locator("u")).to_have_text("You never")
    look(ana, "wording-hint")

    # Ana takes the other wording, goes back to hers, and leaves it.
    with sends_nothing(ana):
        ana.tap("Write instead: it often seems to me that you don't")
        expect(ana.page.get_by_label(FIELD)).to_have_value(SOFT)
        expect(hint(ana)).to_be_hidden()
        ana.tap("Undo")
        expect(ana.page.get_by_label(FIELD)).to_have_value(HARD)
        ana.tap("Leave it", hint(ana))
        expect(hint(ana)).to_be_hidden()
    with requests_of(ana) as sent:
        ana.tap("Save for both of us")
        ana.sees(HARD)
        kept.all_is_sent(ana)
    assert [one.partition("/")[0] for one in sent] == ["PUT "]

    # Ben turns hints off; after a restart they stay off, until he turns them on in the settings.
    with sends_nothing(ben):
        ben.tap("Turn hints off")
        expect(hint(ben)).to_be_hidden()
    ben.page.reload()
    ben.write(FIELD, "You never listen.")
    kept.all_is_sent(ana)
    expect(hint(ben)).to_be_hidden()
    ben.open_app("/settings")
    ben.page.get_by_role("switch", name="Hints on wording").check()
    ben.open_app("/topics/new")
    expect(hint(ben)).to_contain_text("You never")


def hint(phone: Phone) -> Locator:
    return phone.page.get_by_role("complementary", name="A hint on wording")


@contextmanager
def sends_nothing(phone: Phone) -> Generator[None]:
    with requests_of(phone) as sent:
        yield
    assert sent == [], sent


@contextmanager
def requests_of(phone: Phone) -> Generator[list[str]]:
    """The requests of the app's page in the block, but those by which it starts and reads its feed.

    What was typed is in none of the latter either.
    """
    sent: list[str] = []

    def note(request: Request) -> None:
        address = urlsplit(request.url)
        typed = any(word in address.query for word in ("never", "listen"))
        if request.method != "GET" or not address.path.startswith(READS) or typed:
            sent.append(f"{request.method} {address.path}")

    phone.page.on("request", note)
    yield sent
    phone.page.remove_listener("request", note)
