"""Every screen of the app is checked: by axe, light and dark, in four sizes, and by people who open `screens/`.

Help and quick exit are on every screen, even before the start and without a network.
"""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.conftest import MakeCouple, MakePhone
from tests.browser.looking import ELSEWHERE, leads_elsewhere, look
from tests.browser.phones import Phone
from tests.browser.server_clock import ServerClock
from tests.browser.steps import (
    SAVE,
    SLOW,
    add_note,
    change_place,
    check_in,
    confirm,
    is_at_home,
    is_installed,
    open_ritual,
    safety_phrase,
    sees_circle,
    sees_connected,
    show_code,
    start,
    tell_name,
    to_today,
    uncover,
)

ABD = "عبد الرحمن"
ENDS_LAST = """
(button) => {
  const { firstChild: words } = button;
  const range = new Range();
  range.selectNode(words);
  const { right } = range.getBoundingClientRect();
  range.setStart(words, words.data.length - 1);
  return range.getBoundingClientRect().right === right;
}
"""
"""Whether the last words of the button are at the end of the line."""


def test_from_the_door_to_being_two(phones: MakePhone) -> None:
    ana, ben = phones("ana"), phones("ben")
    ana.open_app()
    look(ana, "start")
    ana.tap("I have a code")
    look(ana, "code")
    ana.tap("Help")
    look(ana, "help-at-the-door")
    ana.open_app("/move")
    look(ana, "move")

    # Alone.
    start(ana)
    look(ana, "today-new")
    check_in(ana, "Alright")
    look(ana, "today-saved")
    ana.tap("Add a little more")
    look(ana, "check-in-sheet")
    own_word(ana, "wistful")
    look(ana, "check-in-sheet-more")
    ana.tap(SAVE)
    ana.tap("Add yesterday")
    look(ana, "check-in-yesterday")
    ana.tap("Low", within=ana.page.get_by_role("dialog"))
    ana.sees("Yesterday: Low, only for you.")
    ana.tap("Add a little more")
    ana.sees("yesterday, added later")
    expect(ana.tappable("wistful")).to_be_visible()
    ana.tap("Close")
    ana.tap("People and settings")
    look(ana, "people-alone")
    tell_name(ana, "Ana")
    ana.tap("Pause")
    ana.tap("Keep")
    look(ana, "pause-alone")
    ana.tap("I'm back")
    ana.open_app("/talk")
    is_at_home(ana)

    # Two phones meet.
    start(ben)
    ana.open_app("/people/connect")
    look(ana, "connect")
    ana.open_app()
    code = show_code(ana)
    look(ana, "connect-show-code")
    ben.open_app(f"/pair#{code.replace(' ', '')}")
    look(ben, "connect-invited")
    ben.open_app()
    ben.tap("People and settings")
    ben.tap("Connect")
    ben.tap("Enter a code")
    look(ben, "connect-enter-code")
    ben.write("Code", code)
    ben.tap("Connect")
    safety_phrase(ana)
    look(ana, "connect-phrase")
    confirm(ana, ben)
    sees_connected(ana)
    look(ana, "connect-done")


def own_word(phone: Phone, word: str) -> None:
    """In the open sheet of a check-in: a feeling that the app has no word for."""
    phone.page.locator("summary", has_text="More feelings").click()
    phone.write("In your own word", word)
    phone.tap("Add")
    expect(phone.tappable(word)).to_be_checked()


def test_the_life_of_two(couple: MakeCouple, server_clock: ServerClock) -> None:
    ana, ben = couple(ben="chromium")
    check_in(ana, "Good")
    check_in(ben, "Low")
    add_note(ben, "Slept badly, and the meeting took until six. Nothing to do with you.")

    # Rituals.
    ana.tap("Time")
    look(ana, "time-empty")
    ana.tap("New ritual")
    look(ana, "ritual-kinds")
    ana.tap("Candlelight dinner")
    look(ana, "ritual-words")
    ana.tap("Next")
    look(ana, "ritual-when")
    ana.tap("Back")
    ana.write("Place", "At home, the round table")
    ana.tap("Next")
    ana.tap(re.compile("^Propose to "))
    ana.sees(re.compile("will see your proposal"))
    sees_circle(ben, "Ana", "Good")
    ben.sees("Ana proposes: Candlelight dinner")
    look(ben, "today-both")
    ben.tap(re.compile("^You: Low"))
    look(ben, "check-in-sheet-full")
    ben.tap("Close")
    # typed by hand, the name of a list without a screen leads to its place
    ana.open_app("/rituals")
    expect(ana.page).to_have_url(re.compile("/time$"))
    look(ana, "time-proposed")
    ben.tap("Details")
    look(ben, "ritual-to-accept")
    ben.tap("Say yes")
    ben.sees("Next times")
    look(ben, "ritual")
    ben.tap("Change")
    look(ben, "ritual-edit")
    ben.tap("Time")
    look(ben, "time")
    ben.tap("Calendar")
    look(ben, "calendar")
    to_today(ana)
    sees_circle(ana, "Ben", "Low")
    ana.tap(re.compile("^Ben: Low"))
    look(ana, "check-in-of-the-partner")
    ana.tap("Close")
    look(ana, "today")
    ana.tap(re.compile("^Candlelight dinner"))
    look(ana, "occurrence")
    ana.tap("Move")
    look(ana, "occurrence-move")
    ana.tap("Close")

    # A pause, on both sides, and what comes after.
    ana.tap("Pause")
    ana.sees("back by")
    ana.tap("Keep")
    look(ana, "pause")
    ana.tap("Another length")
    look(ana, "pause-lengths")
    ana.tap("Close", within=ana.page.get_by_role("dialog"))
    to_today(ben)
    ben.sees("Ana needs a pause")
    look(ben, "today-their-pause")
    ben.tap("Breathe")
    look(ben, "pause-theirs")
    server_clock.advance(timedelta(minutes=31))
    ana.set_clock(server_clock.now())
    ana.sees("How do you come back?", timeout=SLOW / 1000)
    look(ana, "pause-over")
    ana.tap("Talk at …")
    look(ana, "pause-talk-at")
    ana.tap(re.compile("^Tell Ben"))
    ben.tap("Close")
    ben.set_clock(server_clock.now())
    ben.sees("can talk at")
    look(ben, "today-their-return")

    # People and settings, and the tray.
    to_today(ana)
    for path in ("people", "settings", "settings/phones", "install", "help"):
        ana.open_app(f"/{path}")
        expect(ana.page.get_by_role("heading", level=1)).to_be_visible()
        if path == "settings/phones":
            ana.sees("This phone")
        look(ana, path.replace("/", "-"))
    ben.go_offline()
    change_place(ben, "Candlelight dinner", "By the river")
    look(ben, "ritual-unsent")
    change_place(ana, "Candlelight dinner", "At Quittenbrot's, the table in the corner")
    kept.all_is_sent(ana)
    ben.go_online()
    to_today(ben)
    ben.tap("See what")
    look(ben, "tray")
    ben.tap("Keep the other version")
    ben.sees("Everything has been sent.")
    open_ritual(ben, "Candlelight dinner")
    ben.sees("the table in the corner")

    # Words and names that run from right to left: each line in its direction, the time after the name.
    ana.open_app("/people")
    tell_name(ana, ABD)
    ana.tap("Talk")
    ana.tap("To talk")
    line = ana.page.get_by_label("A line with it", exact=True)
    line.fill("אפשר לדבר הערב?")
    expect(line).to_have_css("direction", "rtl")
    ana.tap("Ask Ben")
    to_today(ben)
    ben.sees(f"{ABD}\u2069 asks to talk.", timeout=SLOW / 1000)
    expect(ben.sees("אפשר לדבר הערב?")).to_have_css("direction", "rtl")
    ben.tap("Later")
    look(ben, "right-to-left")
    assert ben.tappable(re.compile("^Tell ")).evaluate(ENDS_LAST), "the time follows the name"


def test_the_ends(couple: MakeCouple) -> None:
    """Leaving, no longer connected, keys gone, and an address that does not exist."""
    ana, ben = couple(ben="chromium")
    ana.tap("People and settings")
    ana.tap("Leave")
    ana.sees("Sharing has stopped")
    look(ana, "left")
    ben.open_app("/nowhere/at/all")
    ben.sees("No longer connected", timeout=SLOW / 1000)
    look(ben, "no-longer-connected")
    kept.lose_database(ben)
    ben.open_app()
    ben.sees("has lost your keys", timeout=SLOW / 1000)
    look(ben, "keys-gone")


def test_help_and_quick_exit(phones: MakePhone) -> None:
    ana, ben = phones("ana"), phones("ben", browser="firefox")

    # Before the start and without a network, one tap away, for the country one is in or another.
    for phone in (ana, ben):
        phone.open_app()
        is_installed(phone)
        phone.go_offline()
        phone.open_app()
        phone.tap("Help")
        phone.sees("In danger now")
        phone.page.get_by_label("Country", exact=True).select_option(label="Ireland")
        expect(phone.tappable("Call 112")).to_be_visible()
        phone.go_online()

    # From the middle of a pause too. Then somebody comes in: one tap, and the app is gone from the screen.
    for phone in (ana, ben):
        leads_elsewhere(phone)
        start(phone)
        phone.tap("Pause")
        phone.tap("Help")
        phone.sees("In danger now")
        phone.tap("Leave this page now")
        phone.page.wait_for_url(ELSEWHERE)
        phone.open_app("/people")
        uncover(phone)
        entries = phone.page.evaluate("history.length")
        phone.tap("Quick exit")
        phone.page.wait_for_url(ELSEWHERE)
        assert phone.page.evaluate("history.length") == entries, "it takes the place of the screen"

    # Without a network there is an empty page.
    ana.open_app()
    uncover(ana)
    is_at_home(ana)
    ana.go_offline()
    ana.tap("Quick exit")
    ana.page.wait_for_url("about:blank")
