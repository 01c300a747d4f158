"""A page of the app in which the browser answers as a script says."""

from collections.abc import Generator
from contextlib import contextmanager

from playwright.sync_api import Page

from tests.browser.phones import Phone


@contextmanager
def odd_page(phone: Phone, stub: str, path: str = "/") -> Generator[Page]:
    """The app in a page of its own, in which the browser answers as the stub does."""
    page = phone.context.new_page()
    page.add_init_script(f"(() => {{ {stub} }})();")
    page.goto(phone.origin + path)
    yield page
    page.close()
