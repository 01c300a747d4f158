"""A server that takes people by invitation, or nobody; and who runs it, which anybody can read before the start."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.conftest import MakePhone, MakeProduct
from tests.browser.database import rows
from tests.browser.looking import look
from tests.browser.phones import Phone
from tests.browser.server import Product, product_commands
from tests.browser.steps import (
    confirm,
    is_at_home,
    is_installed,
    sees_connected,
    show_code,
)
from tests.databases import Copy

NOTICE = "The server stands in Berlin.\n\n<img src=x onerror=alert(1)> is <b>plain</b> text."
UNKNOWN = "This code doesn't work. It may be mistyped, used up or too old."
CLOSED = "This server takes no new people for now."


@pytest.fixture
def product(
    request: pytest.FixtureRequest, start_product: MakeProduct, copies: Copy, folder: Path
) -> Product:
    """The product of somebody who says who they are. The parameter says who may come."""
    (folder / "product").mkdir()
    return start_product(
        product_commands,
        TWOFOLD_DATABASE=copies(folder / "product"),
        TWOFOLD_SIGN_UP=request.param,
        TWOFOLD_OPERATOR_NAME="Mira Okafor",
        TWOFOLD_OPERATOR_CONTACT="mira@us.example",
        TWOFOLD_PRIVACY_NOTICE=NOTICE,
    )


def invite(product: Product) -> tuple[str, str]:
    """A new sign-up code, as a path of the app and to type."""
    made = subprocess.run(
        [sys.executable, "-m", "api.cli", "invite"],
        env={**os.environ, **product.environment},
        capture_output=True,
        text=True,
        check=True,
    )
    link, code = made.stdout.split()
    return link.removeprefix(product.origin), code


def tap_face(phone: Phone, face: str) -> None:
    phone.page.get_by_role("button", name=face, exact=True).click()


@pytest.mark.parametrize("product", ["invitation"], indirect=True)
def test_by_invitation(phones: MakePhone, product: Product) -> None:
    ana, ben = phones("ana"), phones("ben", browser="firefox")
    link, code = invite(product)

    # Ana got a link, so she is not asked for anything. Her mail program has written its mark as %23.
    ana.open_app(link.replace("#", "%23"))
    ana.sees("Tap a face to begin. Only you see it.")
    assert ana.page.url == f"{ana.origin}/", "the code is out of the address and the history"
    look(ana, "start-by-link")
    tap_face(ana, "Good")
    is_at_home(ana)
    ana.sees("Good, only for you.")

    # Ben has not heard of codes. He taps a face, is asked, and what he types stays when it is wrong.
    ben.open_app()
    ben.sees("Tap a face, then enter your sign-up code.")
    look(ben, "start-by-invitation")
    tap_face(ben, "Low")
    ben.sees("Enter a sign-up code from whoever runs this server")
    look(ben, "sign-up-code")
    ben.write("Code", "0000-0000-0000-0000-0000-0")
    ben.tap("Continue")
    ben.sees(UNKNOWN)
    expect(ben.page.get_by_label("Code", exact=True)).to_have_value("0000-0000-0000-0000-0000-0")
    look(ben, "sign-up-code-unknown")
    assert kept.everything(ben) == {}
    # It is the code that Ana got: it is for both of them. The face that he tapped is saved.
    ben.write("Code", code.lower())
    ben.tap("Continue")
    is_at_home(ben)
    ben.sees("Low, only for you.")
    assert len(rows(product, "SELECT id FROM person")) == 2

    # Now it is used up.
    cleo = phones("cleo")
    cleo.open_app(link)
    cleo.tap("Start without a check-in")
    cleo.sees(UNKNOWN)
    look(cleo, "start-code-used-up")
    assert kept.everything(cleo) == {}
    # The next tap asks for another one. But a partner needs none: Ana offers to connect.
    cleo.tap("Start without a check-in")
    cleo.write("Code", show_code(ana))
    cleo.tap("Continue")
    cleo.tap("Who runs this")
    reads_who_runs_this(cleo)
    cleo.tap("Back")
    cleo.tap("Start and connect")
    confirm(ana, cleo)
    sees_connected(ana)
    sees_connected(cleo)


@pytest.mark.parametrize("product", ["closed"], indirect=True)
def test_a_closed_server(phones: MakePhone, product: Product) -> None:
    phone = phones("ana")
    phone.open_app()
    phone.sees(CLOSED)
    expect(phone.tappable("Start without a check-in")).to_have_count(0)
    look(phone, "start-closed")
    phone.tap("I have my recovery words")
    phone.sees("Sign in with your recovery words")


@pytest.mark.parametrize("product", ["open"], indirect=True)
def test_who_runs_this(phones: MakePhone, product: Product) -> None:
    phone = phones("ana")
    phone.open_app()
    phone.tap("Who runs this")
    reads_who_runs_this(phone)
    look(phone, "who-runs-this")
    assert kept.everything(phone) == {}, "reading this stores nothing"
    phone.tap("Back")
    phone.tap("Start without a check-in")
    is_at_home(phone)

    # Later it is behind the settings, and once seen without a network too.
    phone.open_app("/settings")
    phone.tappable("Who runs this").scroll_into_view_if_needed()
    phone.screenshot("settings-who-runs-this")
    phone.tap("Who runs this")
    reads_who_runs_this(phone)
    is_installed(phone)
    phone.go_offline()
    phone.open_app("/operator")
    reads_who_runs_this(phone)


def reads_who_runs_this(phone: Phone) -> None:
    phone.sees("Mira Okafor runs this server.")
    contact = phone.page.get_by_role("link", name="mira@us.example")
    expect(contact).to_have_attribute("href", "mailto:mira@us.example")
    expect(contact).not_to_have_attribute("target", re.compile(".*"))
    phone.sees("The server stands in Berlin.")
    phone.sees("<img src=x onerror=alert(1)> is <b>plain</b> text.")
    expect(phone.page.get_by_role("heading", name="What they can't see")).to_be_visible()
