"""Settings of this phone. Light or dark applies at once, in every tab, and from the first paint."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import MakePhone
from tests.browser.looking import look
from tests.browser.phones import Phone
from tests.browser.steps import is_at_home, is_installed, start
from tests.browser.test_taking_along import download

LIGHT, DARK = "rgb(247, 242, 234)", "rgb(20, 23, 27)"
BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor"
COLOUR_AROUND = """
[...document.querySelectorAll("meta[name=theme-color]")].filter(({ media }) => matchMedia(media).matches)
  .map(({ content }) => content).join()
"""
"""What a phone paints its own bars with."""

NOTE_LOOK_AT_BODY = """
new MutationObserver((_, observer) => {
  if (!document.body) return;
  const sheets = document.head.querySelectorAll("link[rel=stylesheet]").length;
  window.lookAtBody = [document.documentElement.dataset.look, sheets];
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });
"""
"""The modules of the page have not run when its body begins. The first paint comes later: it waits for the style
sheet of the head, which may still be on its way."""


def test_light_or_dark_by_choice(phones: MakePhone) -> None:
    ana, ben = phones("ana"), phones("ben", browser="firefox")
    for phone in (ana, ben):
        start(phone)
        is_installed(phone)
        page = phone.page
        page.add_init_script(NOTE_LOOK_AT_BODY)
        assert page.evaluate(BACKGROUND) == LIGHT

        # A tap, and every tab is dark.
        other = phone.open_tab()
        is_at_home(phone)
        phone.open_app("/settings")
        expect(phone.page.get_by_role("radio", name="Like the phone")).to_be_checked()
        expect(phone.page.get_by_role("group", name="Light or dark")).to_be_visible()
        expect(phone.page.get_by_text("Light or dark")).to_have_count(1)
        phone.tap("Dark")
        for tab in (page, other):
            shows(phone, tab, DARK, "#14171b")
        other.close()

        # It is dark from the first moment when the app is opened again, also without a network.
        for offline in (False, True):
            if offline:
                phone.go_offline()
            phone.open_app()
            is_at_home(phone)
            assert phone.page.evaluate("window.lookAtBody") == ["dark", 1]
            shows(phone, phone.page, DARK, "#14171b")

        # Help, which has to open in any case, and what one takes along.
        phone.open_app("/help")
        shows(phone, phone.page, DARK, "#14171b")
        phone.go_online()
        phone.open_app("/people/export")
        assert "color-scheme: dark;" in download(phone, "To read and print")

        phone.open_app("/settings")
        look(phone, "settings-look")
        phone.tap("Like the phone")
        shows(phone, phone.page, LIGHT, "#f7f2ea")


def test_the_browser_is_asked_to_keep_the_words(phones: MakePhone) -> None:
    """Firefox asks the person; Chromium decides by itself."""
    ben = phones("ben", browser="firefox")
    start(ben)
    ben.open_app("/settings")
    ben.sees("the browser may delete them")
    ben.tap("Ask the browser to keep them")
    ben.sees("The browser keeps them until you delete them.")
    expect(ben.tappable("Ask the browser to keep them")).to_have_count(0)


def shows(phone: Phone, page: Page, background: str, around: str) -> None:
    def is_so() -> bool:
        return (page.evaluate(BACKGROUND), page.evaluate(COLOUR_AROUND)) == (background, around)

    phone.wait_until(is_so, f"the screen to be {background}")
