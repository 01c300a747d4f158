"""A page of the app in a browser whose interfaces a script replaces."""

from collections.abc import Generator
from contextlib import contextmanager

from playwright.sync_api import Page

from tests.browser.phones import Phone


@contextmanager
def odd_page(phone: Phone, stub: str, path: str = "/") -> Generator[Page]:
    """The app in a new page, with the browser's interfaces replaced by the stub."""
    page = phone.context.new_page()
    page.add_init_script(f"(() => {{ {stub} }})();")
    page.goto(phone.origin + path)
    yield page
    page.close()
