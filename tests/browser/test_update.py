"""A new version asks before it reloads."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MakePhone, MakeProduct
from tests.browser.releases import commands_in, is_new, make_newer
from tests.browser.server import Product
from tests.browser.steps import SLOW, check_in, is_at_home, is_installed, start
from tests.databases import Copy


@pytest.fixture
def product(start_product: MakeProduct, copies: Copy, folder: Path, release: Path) -> Product:
    (folder / "product").mkdir()
    return start_product(commands_in(release), TWOFOLD_DATABASE=copies(folder / "product"))


def test_a_new_version_asks(phones: MakePhone, product: Product, release: Path) -> None:
    ana, ben = phones("ana"), phones("ben", browser="firefox")
    for phone in (ana, ben):
        start(phone)
        is_installed(phone)

    # While they are away somebody installs a new version on the server.
    product.stop()
    make_newer(release / "pwa" / "dist")
    product.start()

    for phone in (ana, ben):
        # The app opens as it was, from the phone, and asks. Nothing happens to what one is doing.
        phone.open_app()
        is_at_home(phone)
        phone.sees("A new version is ready.", timeout=SLOW / 1000)
        phone.screenshot(f"story-update-{phone.name}")
        check_in(phone, "Alright")
        phone.tap("Later")
        phone.does_not_see("A new version is ready.")
        assert not is_new(phone)

        # At the next opening it asks again; then it is new.
        phone.open_app()
        is_at_home(phone)
        assert not is_new(phone)
        phone.tap("Use it now")
        expect(phone.page.locator("meta[name=release]")).to_have_count(1, timeout=SLOW)
        is_at_home(phone)
        phone.does_not_see("A new version is ready.")
