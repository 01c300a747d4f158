"""Pairing by link and by QR code: only the two people, and only with the same phrase on both phones.

Most other stories pair by a code that is typed on the connecting screen.
"""

import re
from base64 import b64encode

import pytest
from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.beginnings import Profiles
from tests.browser.browsers import Kind
from tests.browser.conftest import MakePhone
from tests.browser.database import rows
from tests.browser.looking import look
from tests.browser.phones import Phone
from tests.browser.scanning import scan
from tests.browser.server import Product
from tests.browser.steps import (
    add_note,
    check_in,
    confirm,
    enter_code,
    is_at_home,
    is_installed,
    safety_phrase,
    sees_circle,
    sees_connected,
    show_code,
    start,
    to_today,
)
from tests.browser.tampering import Attacker

SECRET_NOTE = "I have not slept since Tuesday"

SHOW_TO_CAMERA = """
(picture) => {
  navigator.mediaDevices.getUserMedia = async () => {
    const image = new Image();
    image.src = picture;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext("2d");
    setInterval(() => context.drawImage(image, 0, 0), 50);
    return canvas.captureStream(20);
  };
}
"""
"""A camera that sees this picture, since the machine has none."""

TYPE_AT_ONCE = """
(name) => {
  const typing = new MutationObserver(() => {
    const labels = [...document.querySelectorAll("label")];
    const field = labels.find(({ textContent }) => textContent === "Your name")?.control;
    if (!field) return;
    typing.disconnect();
    field.value = name;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
  typing.observe(document.body, { childList: true, subtree: true });
}
"""
"""Somebody types a name the very moment the field is there, before the browser has painted it."""


@pytest.fixture
def profiles(new_profiles: Profiles) -> Profiles:
    """Nobody here has opened the app before."""
    return new_profiles


def test_by_link_and_nothing_private_becomes_shared(phones: MakePhone, product: Product) -> None:
    ana, ben, cleo = phones("ana"), phones("ben", browser="firefox"), phones("cleo")

    # Ana has been here alone for a while.
    start(ana)
    check_in(ana, "Low")
    add_note(ana, SECRET_NOTE)
    ana.tap("People and settings")
    ana.write("Your name", "Ana")
    ana.tap("Keep for me")
    ana.sees("Saved.")

    # She sends Ben a link that bears her name. He has never seen this app: he follows it, and reads what
    # it is before he has an account.
    ana.tap("Connect")
    expect(ana.page.get_by_label("Your name", exact=True)).to_have_value("Ana")
    look(ana, "connect-with-name")
    ana.tap("Show a code")
    ana.sees("Your invitation says it is from Ana.")
    link = scan(shows_qr(ana))
    look(ana, "code-with-name")
    assert link.startswith(f"{ana.origin}/pair#")
    # His mail program has written its mark as %23, and taken the full stop for a part of it.
    ben.open_app(f"{link.removeprefix(ben.origin)}.".replace("#", "%23"))
    ben.sees("This invitation says it is from Ana.")
    ben.sees("You can leave at any time, in one tap and without a reason.")
    look(ben, "invited")
    assert ben.page.url == f"{ben.origin}/pair", "the secret is out of the address and the history"
    assert kept.everything(ben) == {}, "reading an invitation makes nothing"
    assert len(rows(product, "SELECT id FROM person")) == 1
    ben.tap("Start and connect")
    confirm(ana, ben)
    sees_connected(ana)
    sees_connected(ben)

    # Cleo has got hold of the link. It opens nothing any more.
    cleo.open_app()
    is_installed(cleo)
    cleo.go_offline()
    cleo.open_app(link.removeprefix(cleo.origin))
    cleo.sees("This invitation doesn't open.")
    cleo.sees("There is no connection right now.")
    cleo.go_online()
    cleo.tap("Try again")
    cleo.sees("This code doesn't work.")
    look(cleo, "invitation-shut")
    assert kept.everything(cleo) == {}

    # Ben's phone has nothing of what Ana wrote while she was alone, not even her name.
    for phone in (ana, ben):
        phone.tap("Done")
        to_today(phone)
    sees_circle(ana, "You", "Low")
    sees_circle(ben, "Your partner")
    assert ben.page.get_by_label(re.compile("^Your partner: ")).count() == 0
    assert kept.shared(ben) == {}
    assert {record["kind"] for record in kept.records(ben)} <= {"preferences", "profiles"}
    assert "Ana" not in repr(kept.records(ben)), "his profile is his own, and names nobody"
    assert kept.words(ana, "check_ins", "note") == [SECRET_NOTE]

    # From here on it is Ana who says who sees it; and what she keeps stays with her.
    check_in(ana, "So-so", for_both=False)
    check_in(ana, "Alright")
    sees_circle(ben, "Your partner", "Alright")
    assert len(kept.records(ben, "check_ins")) == 1
    assert len(kept.records(ana, "check_ins")) == 3


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_by_a_code_typed_at_the_front_door(phones: MakePhone, browser: Kind) -> None:
    ana, ben = phones("ana"), phones("ben", browser=browser)
    start(ana)
    code = show_code(ana)

    # Ben has just installed the app: what he types there both makes his account and connects him.
    ben.open_app()
    ben.tap("I have a code")
    ben.write("Code", code)
    ben.tap("Continue")
    ben.sees("Someone invites you.")
    ben.tap("Start and connect")
    safety_phrase(ben)
    ben.page.evaluate(TYPE_AT_ONCE, "Ben")
    confirm(ana, ben)
    sees_connected(ana)
    sees_connected(ben)

    # What he types is kept, however quick he is.
    expect(ben.page.get_by_label("Your name", exact=True)).to_have_value("Ben")
    ben.tap("Done")
    ana.tap("Done")
    to_today(ana)
    sees_circle(ana, "Ben")


def test_by_camera_where_answers_get_lost(phones: MakePhone) -> None:
    ana, ben, cleo = phones("ana", browser="firefox"), phones("ben"), phones("cleo")
    start(ana)
    start(ben)
    start(cleo)
    code = show_code(ana)

    # Ben holds his phone in front of Ana's. The app's own reader finds the code in the picture.
    ben.page.evaluate(SHOW_TO_CAMERA, picture_of(ana))
    ben.tap("People and settings")
    ben.tap("Connect")
    ben.tap("Enter a code")
    ben.tap("Scan a code")
    phrase = safety_phrase(ben)
    assert phrase == safety_phrase(ana)

    # Cleo has looked over Ana's shoulder and typed the code too. Ben was first.
    enter_code(cleo, code)
    cleo.sees(re.compile("doesn't work|used this code"))

    # Both say that the phrase is the same; what the server answers Ben gets lost in a tunnel.
    ana.tap("Yes, the same")
    ana.sees("You have confirmed")
    ben.lose_answers()
    ben.tap("Yes, the same")
    sees_connected(ana)
    ben.go_offline()
    ben.go_online()
    sees_connected(ben)
    ben.write("Your name", "Ben")
    for phone in (ana, ben):
        phone.tap("Done")
        to_today(phone)
    assert kept.couple_id(ana) == kept.couple_id(ben)
    check_in(ben, "Good")
    sees_circle(ana, "Ben", "Good")


def test_somebody_stands_between(phones: MakePhone) -> None:
    ana, ben = phones("ana"), phones("ben")
    start(ana)
    start(ben)

    # The attacker runs the server and knows the code: only the phrase shows it.
    code = show_code(ana)
    Attacker(code).stand_between(ana, ben)
    enter_code(ben, code)
    assert safety_phrase(ana) != safety_phrase(ben)
    ben.tap("Yes, the same")
    ben.sees("You have confirmed")
    expect(ben.tappable("Stop here")).to_be_enabled()
    look(ben, "confirmed-here")
    ana.tap("No, they are different")
    ana.sees("If the words are different, somebody may be listening in.")
    look(ana, "words-differ")
    ben.sees("The other phone stopped it")
    look(ben, "ended-there")
    for phone in (ana, ben):
        phone.tap("Try again")
        phone.sees("One of you shows a code")
        assert kept.couple_id(phone) is None

    # Without the attacker they meet at the next try.
    for phone in (ana, ben):
        phone.context.unroute_all()
        phone.open_app()
        is_at_home(phone)
    enter_code(ben, show_code(ana))
    confirm(ana, ben)
    sees_connected(ana)
    sees_connected(ben)


def picture_of(phone: Phone) -> str:
    """What the phone shows as an address that a page can load."""
    return f"data:image/png;base64,{b64encode(shows_qr(phone).picture()).decode()}"


def shows_qr(phone: Phone) -> Phone:
    """The QR code is drawn, and all of it is on the screen."""
    code = phone.page.get_by_role("img", name="The link as a QR code")
    code.scroll_into_view_if_needed()
    expect(code).to_be_in_viewport(ratio=1)
    return phone
