"""Steps of several stories, each done as a person would: by what the screen says."""

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Literal

from playwright.sync_api import TimeoutError as TookTooLong
from playwright.sync_api import expect

from tests.browser.phones import Phone

Face = Literal["Rough", "Low", "So-so", "Alright", "Good"]

SAVE = re.compile("^(Save for both of us|Keep for me)$")

TIME = r"\d\d:\d\d( tomorrow| on \w+day)?"
"""A time as the app shows it; after midnight with its day."""

SLOW = 60_000
"""Milliseconds for steps that make keys or use the network several times, on a busy machine."""


def start(phone: Phone, path: str = "/") -> None:
    """One tap makes an account; the faces show."""
    phone.open_app(path)
    phone.tap("Start without a check-in")
    is_at_home(phone)


def is_at_home(phone: Phone) -> None:
    """Today shows, so the phone is signed in and has its keys."""
    expect(phone.page.get_by_role("heading", name="How are you?")).to_be_visible(timeout=SLOW)


def start_both(ana: Phone, ben: Phone) -> None:
    start(ana)
    start(ben)


def pair(ana: Phone, ben: Phone, *, named: bool = True) -> None:
    """Both start if they have not yet, connect by a typed code and are back on Today.

    With `named` each tells the other a name, which is the name of the phone: Ana and Ben.
    """
    for phone in (ana, ben):
        if not phone.app_is_open:
            start(phone)
    enter_code(ben, show_code(ana))
    confirm(ana, ben)
    for phone in (ana, ben):
        sees_connected(phone)
        if named:
            tell_name(phone, phone.name.capitalize())
        phone.tap("Done")
        to_today(phone)
    if named:
        sees_circle(ana, ben.name.capitalize())
        sees_circle(ben, ana.name.capitalize())


def show_code(phone: Phone) -> str:
    """Open the connecting screen and show a code for the partner; returns it."""
    phone.tap("People and settings")
    phone.tap("Connect")
    phone.tap("Show a code")
    return shown_code(phone)


def shown_code(phone: Phone) -> str:
    """The code on the screen, in its groups."""
    code = phone.page.get_by_role("status", name="Code", exact=True)
    expect(code).to_be_visible(timeout=SLOW)
    return code.inner_text()


def enter_code(phone: Phone, code: str) -> None:
    """Somebody at home types the code their partner shows."""
    phone.tap("People and settings")
    phone.tap("Connect")
    phone.tap("Enter a code")
    phone.write("Code", code)
    phone.tap("Connect")


def confirm(*phones: Phone) -> None:
    """Each sees the safety phrase, the phrases match, and each confirms it."""
    assert len({tuple(safety_phrase(phone)) for phone in phones}) == 1
    for phone in phones:
        phone.tap("Yes, the same")


def safety_phrase(phone: Phone) -> Sequence[str]:
    """The four words, once both phones have met."""
    phrase = phone.page.get_by_role("list", name="Safety phrase")
    expect(phrase).to_be_visible(timeout=SLOW)
    words = phrase.get_by_role("listitem").all_inner_texts()
    assert len(words) == 4
    return words


def sees_connected(phone: Phone) -> None:
    phone.sees("You are connected", timeout=SLOW / 1000)


def tell_name(phone: Phone, name: str) -> None:
    """On the screen at the end of pairing, or on that of people and settings."""
    phone.write("Your name", name)
    phone.tap(SAVE)
    expect(phone.tappable(SAVE)).to_have_count(0)


def to_today(phone: Phone) -> None:
    """Tap Today in the bar at the bottom."""
    phone.tap("Today")
    is_at_home(phone)


def check_in(phone: Phone, face: Face, *, for_both: bool = True) -> None:
    """On Today: choose who sees it, if there is a choice, and tap a face."""
    is_at_home(phone)
    choice = phone.tappable("For both of us" if for_both else "Only me")
    if choice.count():
        choice.check()
    phone.tap(face)
    phone.sees(
        f"{face}, for both of us." if for_both and choice.count() else f"{face}, only for you."
    )


def add_note(phone: Phone, note: str) -> None:
    """After a check-in: add a note to it, for whoever sees the check-in."""
    phone.tap("Add a little more")
    write_note(phone, note)


def write_note(phone: Phone, note: str) -> None:
    """In the open sheet of a check-in, for whoever sees the check-in."""
    sheet = phone.page.get_by_role("dialog", name="A little more")
    sheet.get_by_label("A note", exact=True).fill(note)
    phone.tap(SAVE, within=sheet)
    expect(sheet).to_have_count(0)


def uncover(phone: Phone) -> None:
    """Open the app after a quick exit; its name is neutral unless somebody chose otherwise."""
    phone.tap("Open Pages")


def sees_circle(phone: Phone, name: str, says: str | None = None) -> None:
    """One of the two circles on Today has this name and this face."""
    circles = phone.page.get_by_role("region", name="The two of you")
    circle = (
        circles.get_by_label(f"{name}: {says}") if says else circles.get_by_text(name, exact=True)
    )
    expect(circle).to_be_visible(timeout=SLOW)


def propose(phone: Phone, title: str, *, where: str = "") -> None:
    """A ritual of a kind that the app knows, at its usual time; ends on the list of rituals."""
    phone.tap("Time")
    phone.tap("New ritual")
    phone.tap(title)
    if where:
        phone.write("Place", where)
    phone.tap("Next")
    phone.tap(re.compile("^Propose to "))
    phone.sees(re.compile("will see your proposal"))


def agree(phone: Phone, title: str) -> None:
    """On Today: open a proposal and say yes on its page; ends on Today."""
    card = phone.page.get_by_role("article").filter(has_text=title)
    phone.tap("Details", within=card)
    phone.tap("Say yes")
    phone.sees(f'You said yes to "{title}".')
    to_today(phone)


def open_ritual(phone: Phone, title: str) -> None:
    """The ritual itself, from the list under Time."""
    phone.tap("Time")
    phone.tap(re.compile(f"^{title} Every"))
    expect(phone.page.get_by_role("heading", name=title, level=1)).to_be_visible()


def change_place(phone: Phone, title: str, where: str) -> None:
    """Change the words of a ritual, not its schedule."""
    open_ritual(phone, title)
    phone.tap("Change")
    phone.write("Place", where)
    phone.tap("Save for both of us")
    phone.sees(where)


def is_installed(phone: Phone) -> None:
    """The app's files are on the phone, so it opens without a network."""
    phone.page.evaluate("async () => { await navigator.serviceWorker.ready; }")


def keeps_focus(phone: Phone) -> None:
    """With a keyboard or screen reader the focus stays nearby, though the tapped element is gone."""
    somewhere = "document.activeElement !== document.body"
    phone.wait_until(lambda: phone.page.evaluate(somewhere) or None, "the focus to be somewhere")


def pause(phone: Phone) -> str:
    """Tap Pause and keep half an hour; returns the time of return, as `back_by` does."""
    phone.tap("Pause")
    back = back_by(phone)
    with suppress(TookTooLong):  # the choice of lengths disappears after five seconds
        phone.tappable("Keep").click(timeout=4_000)
    return back


def back_by(phone: Phone) -> str:
    """The return time that the screen of one's own pause shows, as `12:30`."""
    return phone.sees(re.compile(f"^back by {TIME}$")).inner_text().removeprefix("back by ")[:5]
