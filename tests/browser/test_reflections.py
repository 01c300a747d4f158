"""A reflection: made alone and offline, begun and found again, shared as a sentence and taken back, on two phones; a
stranger's phone never has anything of it."""

import re

from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.conftest import MakeCouple, MakePhone
from tests.browser.looking import look
from tests.browser.phones import Phone
from tests.browser.steps import is_installed, pair, pause, start

HAPPENED = "the phone lights up late"
SENTENCE = (
    "I feel hurt when the phone lights up late, because I need honesty, and I would like a pause."
)
OWN = "I feel hurt when the phone lights up late, and I need to know what it is."
NEED = "a walk by the river"


def test_a_reflection_alone_and_then_one_for_both(phones: MakePhone) -> None:
    ana, ben = phones("ana"), phones("ben", browser="firefox")
    stranger = phones("stranger")
    start(stranger)

    # Alone and without a network, from a pause in two taps; every step can be gone back to.
    start(ana)
    is_installed(ana)
    open_reflections(ana)
    look(ana, "reflections-empty")
    ana.go_offline()
    pause(ana)
    ana.tap("Take a moment to reflect")
    ana.sees("Breathe first")
    ana.tap("Back")
    ana.page.wait_for_url("**/pause")
    ana.tap("Take a moment to reflect")
    ana.sees("Breathe first")
    # these phones are set to move less, so the seconds count down
    expect(ana.page.locator(".ring-count")).to_have_text("3")
    look(ana, "reflection-breathe")
    ana.tap("Next")
    ana.tap("hurt")
    ana.write("What happened?", HAPPENED)
    look(ana, "reflection-feel")
    ana.tap("Next")
    ana.sees("What do you need?")
    ana.tap("Back")
    expect(ana.page.get_by_label("What happened?")).to_have_value(HAPPENED)
    ana.tap("Next")
    ana.tap("honesty")
    look(ana, "reflection-need")
    ana.tap("Next")
    expect(ana.page.get_by_text("Ask to talk")).to_have_count(0)
    ana.tap("Take a pause")
    look(ana, "reflection-act")
    ana.tap("Next")
    expect(ana.page.get_by_label("Your sentence")).to_have_value(SENTENCE)
    ana.write("Your sentence", OWN)
    ana.tap("Use the suggested sentence")
    expect(ana.page.get_by_label("Your sentence")).to_have_value(SENTENCE)
    ana.write("Your sentence", OWN)
    look(ana, "reflection-say")
    ana.tap("Keep for me")
    ana.sees("will send")
    ana.sees(OWN)
    expect(ana.page.get_by_role("link", name="Take a pause")).to_have_attribute("href", "/pause")
    ana.go_online()
    kept.all_is_sent(ana)

    # Connected, nothing is shared by itself; what is shared is the sentence, by a tap that can be undone.
    pair(ana, ben)
    open_reflections(ben)
    ben.does_not_see(OWN)
    assert kept.records(ben, "reflections") == []
    open_one(ana, OWN)
    ana.sees("Only you can read this.")
    look(ana, "reflection")
    ana.tap("Share with Ben")
    ana.tap("Undo")
    ana.sees("Only you can read this.")
    ana.tap("Share with Ben")
    ana.sees("Ben can read this.")
    # Ben finds it on Today and in Talk.
    ben.open_app("/")
    ben.sees("Ana shared a reflection")
    ben.does_not_see(OWN)
    look(ben, "today-shared")
    ben.tap("Talk")
    ben.sees("Shared by Ana")
    look(ben, "talk-shared")
    ben.tap(re.compile("^I feel hurt when"))
    ben.sees("Shared by Ana")
    ben.sees(OWN)
    ben.tap("Back")
    ben.page.wait_for_url("**/talk")
    ben.tap(re.compile("^I feel hurt when"))
    ben.sees(OWN)
    ben.does_not_see("honesty")
    look(ben, "reflection-theirs")
    assert kept.words(ben, "reflections", "sentence") == [OWN]

    # Taken back, it goes from the other phone too, and stays on the own one.
    ana.tap("Stop sharing")
    ana.sees("Only you can read this.")
    ben.sees("This reflection is not here")
    look(ben, "reflection-gone")
    ben.open_app("/")
    ben.sees("A win")
    ben.does_not_see("Ana shared a reflection")
    open_reflections(ana)
    look(ana, "reflections")
    open_one(ana, OWN)
    ana.tap("Delete this reflection")
    ana.sees("Reflection deleted.")
    ana.tap("Undo")
    expect(ana.tappable(re.compile("^I feel hurt when"))).to_be_visible()
    assert kept.records(ben, "reflections") == []
    assert kept.records(stranger, "reflections") == []


def test_a_reflection_that_is_begun_is_found_again(couple: MakeCouple) -> None:
    ana, ben = couple("firefox", "chromium")
    ana.tap("Talk")
    ana.tap(re.compile("^Take a moment to reflect"))
    ana.tap("Next")
    ana.tap("Skip")
    ana.write("In your own words", NEED)
    ana.close_app()
    open_reflections(ana)
    ana.tap("Go on with your reflection")
    ana.sees("What do you feel?")
    ana.tap("Skip")
    expect(ana.page.get_by_label("In your own words")).to_have_value(NEED)
    ana.tap("Next")
    ana.tap("Ask to talk")
    ana.page.reload()
    ana.tap("Next")
    ana.tap("Keep for me")
    ana.sees(f"I need {NEED}, and I would like to talk about it.")

    # What was kept is no longer a draft, and the step before it leads to the list.
    ana.page.go_back()
    expect(ana.tappable("Start a reflection")).to_be_visible()
    open_one(ana, f"I need {NEED}")
    ana.tap("Change")
    ana.write("Your sentence", f"I need {NEED}.")
    ana.tap("Keep for me")
    ana.sees(f"I need {NEED}.")
    ana.tap("Ask to talk")
    ana.page.wait_for_url("**/talk")
    kept.all_is_sent(ana)
    assert kept.records(ben, "reflections") == []


def open_reflections(phone: Phone) -> None:
    phone.open_app("/people")
    phone.tap(re.compile("^Reflections"))
    expect(phone.page.get_by_role("heading", name="Reflections", level=1)).to_be_visible()


def open_one(phone: Phone, sentence: str) -> None:
    open_reflections(phone)
    phone.tap(re.compile(f"^{re.escape(sentence)}"))
