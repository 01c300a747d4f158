"""Ana has two phones, Ben has one: when she removes a phone, new keys start that it never gets."""

import re

from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.conftest import MakeCouple, MakePhone
from tests.browser.looking import look
from tests.browser.notices import read, says_nothing, turn_on_notices
from tests.browser.phones import Phone
from tests.browser.steps import (
    SLOW,
    Face,
    add_note,
    check_in,
    is_at_home,
    safety_phrase,
    sees_circle,
    to_today,
)
from tests.browser.test_new_home import code_for_my_other_phone, lets_in

AFTER = "Written when the old phone was gone"


def test_a_removed_phone_opens_nothing_that_is_written_after(
    couple: MakeCouple, phones: MakePhone
) -> None:
    ana, ben = couple()
    old = phones("ana-old")
    turn_on_notices(ana, ben)
    check_in_at_home(ana, "Low")
    let_in(ana, old)
    sees_circle(old, "Ben")
    assert not ben.shade.shown

    # The phone that added it raises no alarm; its list marks what it added, until she says that it is hers.
    ana.open_app()
    is_at_home(ana)
    ana.does_not_see("A phone was added on")
    assert not ana.shade.shown
    ana.open_app("/settings/phones")
    ana.sees("Added from this phone")
    look(ana, "phone-added-here")
    ana.tap("It's mine")
    ana.does_not_see("Added from this phone")
    # the new one could let in a further one
    old.open_app("/settings/phones")
    expect(old.tappable("Show a code")).to_be_visible()

    # Ben is on a train when Ana takes the old phone out. She goes on writing at once.
    ben.go_offline()
    check_in_at_home(ben, "So-so")
    before = keys_of(old)
    assert before == keys_of(ana)
    ana.open_app("/settings/phones")
    rows = ana.page.get_by_role("listitem").filter(has_text="Since")
    expect(rows).to_have_count(2)
    ana.page.get_by_role("button", name="Remove", exact=True).click()
    ana.tap("Cancel")
    expect(rows).to_have_count(2)
    ana.page.get_by_role("button", name="Remove", exact=True).click()
    ana.tap("Remove this phone")
    expect(rows).to_have_count(1)
    old.sees("This phone was signed out", timeout=SLOW / 1000)
    check_in_at_home(ana, "Good")
    add_note(ana, AFTER)
    kept.all_is_sent(ana)

    # New roots for what is hers and for what is theirs; the old phone has neither, and knows no word of it. There are
    # two for one space if what was due before the removal was done during it, since that may have been too early.
    assert spaces_of(keys_of(ana) - before) == spaces_of(before)
    assert len(spaces_of(before)) == 2
    assert keys_of(old) == before
    assert AFTER not in notes_of(old)

    # Ben comes back: he opens what she wrote, and what he wrote under the old key is sealed again unseen.
    ben.go_online()
    to_today(ben)
    sees_circle(ben, "Ana", "Good")
    ben.wait_until(lambda: AFTER in notes_of(ben), "her words to be there")
    kept.all_is_sent(ben)
    sees_circle(ana, "Ben", "So-so")
    assert keys_of(ben) & (keys_of(ana) - before), "he holds the new root they share"

    # A phone she adds later opens all of it, though it comes from a phone that Ben has never met.
    third = phones("ana-third", browser="firefox")
    let_in(ana, third)
    fourth = phones("ana-fourth")
    let_in(third, fourth)
    assert says_nothing(read(ana, "")), "a phone of hers that did not add it is told"
    ana.open_app()
    ana.sees("A phone was added on", timeout=SLOW / 1000)
    third.open_app()
    is_at_home(third)
    third.does_not_see("A phone was added on")
    third.wait_until(lambda: AFTER in notes_of(third), "her words to be there")
    check_in_at_home(third, "Alright")
    sees_circle(ben, "Ana", "Alright")


def let_in(owner: Phone, new: Phone) -> None:
    """Add this phone with a code from one's own phone."""
    code = code_for_my_other_phone(owner)
    new.open_app("/move")
    new.write("Code", code)
    new.tap("Bring them here")
    safety_phrase(new)
    lets_in(owner, new)


def check_in_at_home(phone: Phone, face: Face) -> None:
    """On Today, wherever the phone was."""
    phone.tap("Today")
    check_in(phone, face)


def notes_of(phone: Phone) -> list[str]:
    """The notes of all check-ins that this phone can open."""
    versions = [record["view"] for record in kept.records(phone, "check_ins")]
    return [str(one["words"].get("note", "")) for one in versions if one and one["words"]]


def keys_of(phone: Phone) -> set[str]:
    """The epochs whose roots this phone holds."""
    names = phone.page.evaluate(kept.READ_NAMES, "keys")
    return {name for name in names if re.match("epoch/", name)}


def spaces_of(keys: set[str]) -> set[str]:
    """The spaces of these roots."""
    return {name.split("/")[1] for name in keys}
