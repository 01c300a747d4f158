"""Moving the app: a second phone of one's own, keys that a browser has deleted, and leaving a phone clean."""

import re

from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.conftest import MakeCouple, MakePhone
from tests.browser.database import rows
from tests.browser.looking import look
from tests.browser.phones import Phone
from tests.browser.server import Product
from tests.browser.steps import (
    SLOW,
    add_note,
    check_in,
    confirm,
    is_at_home,
    keeps_focus,
    pair,
    safety_phrase,
    sees_circle,
    sees_connected,
    show_code,
    shown_code,
    start,
    to_today,
)

NOTE = "Only for this page"


def test_moving_in_and_getting_the_keys_back(phones: MakePhone) -> None:
    browser, app, ben = phones("ana"), phones("ana-app", browser="firefox"), phones("ben")
    start(browser)
    check_in(browser, "Low")
    add_note(browser, NOTE)
    pair(browser, ben, named=False)
    check_in(browser, "Good")

    # Ana has put the app on her home screen. It starts empty, and she types the code from the browser.
    app.open_app()
    app.tap("I have a code")
    app.write("Code", "ABC")
    app.tap("Continue")
    app.sees("This code is not complete")
    app.write("Code", "000-000-000-000-000-000-000")
    app.tap("Continue")
    app.sees("This code doesn't work.")
    assert kept.everything(app) == {}, "nobody is made for a code that leads nowhere"
    app.write("Code", sloppy(code_for_my_other_phone(browser)))
    app.tap("Continue")
    lets_in(browser, app)

    # Everything is there: what is hers alone, and Ben.
    has_all(app)
    check_in(app, "Alright")
    sees_circle(ben, "Your partner", "Alright")
    check_in(ben, "So-so")
    sees_circle(app, "Your partner", "So-so")
    assert ben.page.get_by_text("new phone").count() == 0, "nobody but Ana is told"

    # Weeks later the browser has cleared the app's database. It says so instead of starting anew.
    kept.lose_database(app)
    app.open_app()
    app.sees("has lost your keys", timeout=SLOW / 1000)
    app.screenshot("story-keys-gone")
    app.tap("Delete and make a new account")
    app.sees("Delete everything on this phone?")
    app.tap("Stay")
    app.tap("Get the keys from my other phone")
    app.write("Code", code_for_my_other_phone(browser))
    app.tap("Bring them here")
    lets_in(browser, app)
    has_all(app)

    # The phone that lost its keys is still in the list, and Ana takes it out.
    browser.tap("People and settings")
    browser.tap(re.compile("^My phones"))
    rows = browser.page.get_by_role("listitem").filter(has_text="Since")
    expect(rows).to_have_count(3)

    # She signs the other one out as well: it opens nothing any more, and says what to do.
    for _ in range(2):
        browser.touch(browser.page.get_by_role("button", name="Remove", exact=True).first)
        browser.tap("Remove this phone")
        expect(browser.page.get_by_role("button", name="Remove this phone")).to_have_count(0)
    expect(rows).to_have_count(1)
    app.sees("This phone was signed out", timeout=SLOW / 1000)
    app.screenshot("story-signed-out")
    to_today(browser)
    check_in(browser, "Rough")
    sees_circle(ben, "Your partner", "Rough")


def test_another_account_s_words_are_not_deleted_unasked(phones: MakePhone) -> None:
    ana, ben = phones("ana"), phones("ben", browser="firefox")
    start(ana)
    check_in(ana, "Good")
    add_note(ana, NOTE)
    kept.all_is_sent(ana)
    start(ben)
    code = show_code(ben).replace(" ", "-")

    # Ana's phone is signed out before it could send her last tap, and nothing but it opens her words.
    ana.go_offline()
    check_in(ana, "Low")
    ana.context.clear_cookies()
    ana.go_online()
    ana.open_app(f"/pair#{code}")
    ana.tap("Start and connect")
    ana.sees("Delete another account's words?", timeout=SLOW / 1000)
    ana.sees("Those not sent yet, and drafts, would be lost for good.")
    ana.sees("what it kept private is lost for good")
    expect(ana.tappable("Delete it now")).to_be_disabled()
    look(ana, "another-account")

    # If she stays, nothing is deleted.
    ana.tap("Stay")
    keeps_focus(ana)
    expect(ana.tappable("Start and connect")).to_be_visible()
    assert NOTE in kept.words(ana, "check_ins", "note")
    assert kept.unsent(ana) == 1

    # Once the word is typed, it goes on where it stopped, and nothing of Ana's account is left.
    ana.tap("Start and connect")
    ana.write('To go on, type "delete"', "delete")
    look(ana, "another-account-agreed")
    ana.tap("Delete it now")
    confirm(ben, ana)
    sees_connected(ana)
    assert kept.records(ana, "check_ins") == []


def test_a_second_person_finds_nothing_of_the_first(couple: MakeCouple, product: Product) -> None:
    ana, ben = couple()
    for phone in (ana, ben):
        check_in(phone, "Good", for_both=False)
        add_note(phone, NOTE)
        dismiss_hints(phone)

    # Ana signs out with a connection, Ben without one.
    sign_out(ana)
    ben.go_offline()
    sign_out(ben)
    assert kept.everything(ana) == {}

    # The server hears of Ben as soon as there is one. Its answer gets lost, and it is asked again.
    ben.close_app()
    ben.go_online()
    ben.lose_answers()
    ben.open_app()
    ben.wait_until(lambda: not rows(product, "SELECT id FROM device"), "the server to know")
    ben.go_offline()
    ben.go_online()
    ben.open_app()
    ben.wait_until(lambda: not kept.everything(ben), "nothing of Ben to be left")

    # Dora uses the same phone: she finds nothing.
    for phone in (ana, ben):
        start(phone)
        assert phone.page.get_by_role("region", name="The two of you").count() == 0
        assert phone.page.get_by_label(re.compile("^You: ")).count() == 0
        assert {record["kind"] for record in kept.records(phone)} <= {"preferences"}
        phone.tap("People and settings")
        expect(phone.page.get_by_label("Your name", exact=True)).to_have_value("")


def code_for_my_other_phone(phone: Phone) -> str:
    """On the list of one's own phones."""
    phone.open_app("/settings/phones")
    phone.tap("Show a code")
    return shown_code(phone)


def sloppy(code: str) -> str:
    """As somebody types it on a small keyboard."""
    return code.replace(" ", "--").lower().replace("0", "o").replace("1", "l")


def lets_in(old: Phone, new: Phone) -> None:
    """Both show the same phrase, and both people confirm it."""
    assert safety_phrase(new) == safety_phrase(old)
    old.tap("Yes, the same")
    new.tap("Yes, the same")
    old.sees("Your other phone is ready", timeout=SLOW / 1000)
    old.tap("Done")
    is_at_home(new)


def has_all(phone: Phone) -> None:
    """Ana's own page among it, in words that only her keys open."""
    phone.wait_until(
        lambda: NOTE in kept.words(phone, "check_ins", "note"), "her words to be there"
    )
    sees_circle(phone, "You")


def sign_out(phone: Phone) -> None:
    phone.tap("People and settings")
    phone.tap(re.compile("^Settings"))
    phone.tap("Sign out")
    phone.tap("Sign out and delete")
    phone.sees("How are you right now?", timeout=SLOW / 1000)


def dismiss_hints(phone: Phone) -> None:
    """Dismissed hints reveal something about a person too."""
    while (hint := phone.page.get_by_role("button", name="Not now", exact=True)).count():
        phone.touch(hint.first)
