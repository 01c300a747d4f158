"""A person's other phone, open all the while: it shows that they have left, and that the account was deleted."""

from tests.browser import kept
from tests.browser.conftest import MakeCouple, MakePhone
from tests.browser.looking import look
from tests.browser.phones import Phone
from tests.browser.steps import (
    SLOW,
    add_note,
    check_in,
    pause,
    sees_circle,
    to_today,
)
from tests.browser.test_new_home import code_for_my_other_phone, lets_in
from tests.browser.test_taking_along import download

NOTE = "Only for this page"


def test_the_other_phone_follows(couple: MakeCouple, phones: MakePhone) -> None:
    ana, ben = couple()
    second = phones("ana-second")
    check_in(ana, "Low", for_both=False)
    add_note(ana, NOTE)
    kept.all_is_sent(ana)
    add(ana, second)
    sees_circle(second, "Ben")

    # Nobody touches the second phone. Ben is told by nothing.
    ana.tap("People and settings")
    ana.tap("Leave")
    ana.sees("Sharing has stopped.")
    second.sees("No longer connected", timeout=SLOW / 1000)
    second.does_not_see("Ben")
    assert ben.page.get_by_text("No longer connected").count() == 0

    # Ben asks for a pause before he knows. It is his own.
    pause(ben)
    ben.sees("This pause is only for you.", timeout=SLOW / 1000)
    kept.all_is_sent(ben)

    # She deletes her account. The second phone says so, and gives her a copy before it forgets.
    ana.open_app("/people/erase")
    ana.write('To go on, type "delete"', "delete")
    ana.tap("Delete my data now")
    ana.sees("Your account is deleted, and everything on this phone.", timeout=SLOW / 1000)
    look(ana, "erased")
    second.sees("Your account was deleted", timeout=SLOW / 1000)
    look(second, "account-deleted")
    second.tap("Save a copy of your words")
    look(second, "account-deleted-export")
    assert NOTE in download(second, "To read and print")
    second.tap("Back")
    second.tap("Delete everything on this phone")
    second.sees("Your account no longer exists")
    look(second, "account-deleted-wipe")
    second.write('To go on, type "delete"', "delete")
    second.tap("Delete it now")
    second.sees("Everything on this phone is deleted.", timeout=SLOW / 1000)
    assert not kept.everything(second)


def add(owner: Phone, fresh: Phone) -> None:
    """A second phone of the owner's, by a code."""
    code = code_for_my_other_phone(owner)
    fresh.open_app()
    fresh.tap("I have a code")
    fresh.write("Code", code)
    fresh.tap("Continue")
    lets_in(owner, fresh)
    to_today(owner)
