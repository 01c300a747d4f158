"""Leaving: one tap, at once, without a message to anybody."""

import re

from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.conftest import MakeCouple
from tests.browser.phones import Phone
from tests.browser.places import top
from tests.browser.standins.services import PushServices
from tests.browser.steps import (
    SLOW,
    add_note,
    check_in,
    is_at_home,
    pair,
    propose,
    sees_circle,
)


def test_leaving_in_one_tap(couple: MakeCouple, services: PushServices) -> None:
    ana, ben = couple()
    check_in(ana, "Low", for_both=False)
    check_in(ana, "Good")
    check_in(ben, "Alright", for_both=False)
    add_note(ben, "His alone")
    check_in(ben, "So-so")
    propose(ana, "A walk")
    ben.sees("Ana proposes: A walk")
    turn_on_notices(ben)
    ben.close_app()

    # Help stands above the button; nothing is asked, and no connection is needed.
    ana.tap("People and settings")
    ana.screenshot("story-people")
    ana.go_offline()
    ana.tap("Leaving")
    leave = ana.tappable("Leave")
    assert top(ana.tappable("Help and safety")) < top(leave)
    ana.touch(leave)
    ana.sees("You have left.")
    ana.screenshot("story-left-offline")
    ana.does_not_see("Ben")
    ana.go_online()
    ana.sees("Sharing has stopped. No message was sent")
    ana.tap("Back")
    is_at_home(ana)
    ana.does_not_see("Ben")
    sees_nothing_shared(ana)

    # Only the app tells Ben, when he opens it. What is his alone is still his.
    ben.open_app()
    ben.sees("No longer connected", timeout=SLOW / 1000)
    ben.screenshot("story-no-longer-connected")
    assert ben.page.get_by_text("Ana").count() == 0
    assert services.messages("ben") == []
    assert not ben.shade.shown
    ben.tap("OK")
    ben.does_not_see("No longer connected")
    sees_nothing_shared(ben)
    assert ben.page.get_by_label(re.compile("^You: Alright")).count() == 1
    assert "His alone" in kept.words(ben, "check_ins", "note")
    ben.open_app()
    is_at_home(ben)
    assert ben.page.get_by_text("No longer connected").count() == 0

    # Each is alone on Today. They can pair again, which starts anew.
    check_in(ben, "Good")
    pair(ana, ben, named=False)
    check_in(ben, "Rough")
    sees_circle(ana, "Your partner", "Rough")
    assert len(kept.shared(ana)) == 1, "nothing of before comes back"


def turn_on_notices(phone: Phone) -> None:
    phone.tap("People and settings")
    phone.tap(re.compile("^Settings"))
    switch = phone.tappable("Notices on this phone")
    switch.click()
    expect(switch).to_be_checked(timeout=SLOW)


def sees_nothing_shared(phone: Phone) -> None:
    """Nothing on the screen is for two."""
    expect(phone.page.get_by_role("region", name="You", exact=True)).to_be_visible()
    assert phone.page.get_by_role("region", name="The two of you").count() == 0
    assert phone.page.get_by_role("link", name="Time", exact=True).count() == 0
    assert kept.couple_id(phone) is None
