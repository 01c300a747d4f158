"""A conversation in turns: on two phones, one of them offline in the middle of a turn, with a break, a pause and a
parting in the middle, and on one phone between two."""

import re

from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.canaries import found, places
from tests.browser.conftest import MakeCouple, MakePhone
from tests.browser.database import rows
from tests.browser.looking import look
from tests.browser.phones import Phone
from tests.browser.server import Product
from tests.browser.standins.services import PushServices
from tests.browser.steps import is_at_home, pause, start

ABOUT = "The evenings"
AFRAID = "In the evening I was afraid that you would leave again."
HEARD = "You were afraid in the evening."
LATER = "I came late because I was ashamed."
STEPS = "SELECT count(*) FROM conversation_step"


def test_a_conversation_on_two_phones(
    couple: MakeCouple, phones: MakePhone, product: Product, services: PushServices
) -> None:
    ana, ben = couple()
    stranger = phones("cleo")
    start(stranger)

    # Ana proposes it; what she has chosen survives a reload.
    to_conversations(ana)
    look(ana, "conversations-empty")
    ana.tap("Start a conversation")
    ana.write("What it is about", ABOUT)
    look(ana, "conversation-start")
    open_the_terms(ana)
    ana.tap("Written")
    ana.page.reload()
    expect(ana.page.get_by_label("What it is about")).to_have_value(ABOUT)
    ana.sees("Turns of about 3 minutes, written.")
    open_the_terms(ana)
    look(ana, "conversation-terms")
    ana.tap("Invite Ben")
    ana.sees("Waiting for Ben")
    look(ana, "conversation-proposed")

    # Ben finds it on Today and joins; a stranger with the address finds nothing.
    ben.sees("Ana invites you to take turns", timeout=60)
    look(ben, "today-conversation")
    ben.tap("Open")
    ben.sees("What you write is deleted at the end.")
    look(ben, "conversation-invited")
    [(conversation_id,)] = rows(product, "SELECT id FROM conversation")
    stranger.open_app(f"/conversations/{conversation_id}")
    stranger.sees("This conversation is not here any more")
    ben.tap("Join now")
    ben.sees("Ana writes")
    look(ben, "conversation-listen")

    # Ana is offline in the middle of her turn: it waits with her, and Ben stays where he is.
    ana.sees("Your turn to write", timeout=60)
    ana.go_offline()
    ana.write("What you write", AFRAID)
    look(ana, "conversation-speak")
    ana.tap("Send to Ben")
    ana.sees("Saved on this phone, will send.")
    ana.sees("Ben says back what they heard")
    look(ana, "conversation-unsent")
    ben.sees("Ana writes")
    assert rows(product, STEPS) == [(0,)]
    ana.go_online()
    ben.sees(AFRAID, timeout=60)
    assert found(AFRAID, places(product, services)) == []
    ana.does_not_see("Saved on this phone, will send.")

    # Not heard yet, then heard; what is typed survives a reload.
    say_back(ben, "It was late.")
    look(ben, "conversation-reflect")
    ben.page.reload()
    ben.tap("Send to Ana")
    ana.sees("Do you feel heard?", timeout=60)
    ana.tap("Not yet")
    ana.write("What is missing", "That I was afraid.")
    look(ana, "conversation-mark")
    ana.tap("Ask to hear it again")
    ben.sees("What is missing", timeout=60)
    say_back(ben, HEARD)
    ben.tap("Send to Ana")

    # A break of Ben's holds both.
    ana.sees("Do you feel heard?", timeout=60)
    ben.tap("Have a break")
    ana.sees("Ben is having a break", timeout=60)
    look(ana, "conversation-away")
    assert ana.tappable("I feel heard").count() == 0
    assert ana.tappable("Have a break").count() == 0
    ben.tap("I'm back")
    ana.sees("Do you feel heard?", timeout=60)
    ana.tap("I feel heard")

    # They have swapped. A pause in the middle holds both, and loses nothing that was typed.
    ben.sees("Your turn to write", timeout=60)
    ben.write("What you write", LATER)
    pause(ana)
    ben.sees("There is a pause", timeout=60)
    look(ben, "conversation-paused")
    ana.tap("I'm back")
    ben.sees("Your turn to write", timeout=60)
    expect(ben.page.get_by_label("What you write")).to_have_value(LATER)
    ben.tap("Send to Ana")
    ana.open_app(f"/conversations/{conversation_id}")
    ana.sees(LATER, timeout=60)

    # Ben ends it: what was written is gone, on both phones and on the server. Each takes one thing away.
    ben.tap("End it")
    look(ben, "conversation-end")
    ben.tap("End it", within=ben.page.get_by_role("dialog"))
    for phone in (ana, ben):
        phone.sees("This conversation is over", timeout=60)
        phone.does_not_see(AFRAID)
        forgets_what_was_said(phone)
    assert rows(product, STEPS) == [(0,)]
    ben.write("One thing I take away", "Come home on time, or call.")
    ben.tap("Save for both of us")
    ana.sees("Come home on time, or call.", timeout=60)
    look(ana, "conversation-over")
    ben.tap("Keep something for later")
    expect(ben.page.get_by_label("What you need first")).to_have_value(
        "Come home on time, or call."
    )
    ben.page.reload()
    expect(ben.page.get_by_label("What you need first")).to_have_value(
        "Come home on time, or call."
    )


def test_a_parting_in_the_middle_and_a_conversation_on_one_phone(
    couple: MakeCouple, product: Product
) -> None:
    ana, ben = couple()

    # On one phone: both voices are in Ana's own records, and Ben has nothing of it.
    to_conversations(ana)
    ana.tap("Start a conversation")
    open_the_terms(ana)
    ana.tap("On this phone")
    ana.sees("while Ben holds it, they can open the rest of the app.")
    ana.sees("What is written on this phone belongs to you alone, Ben's words too.")
    ana.tap("Written")
    ana.tap("Kept")
    ana.tap("Begin")
    ana.sees("This step is for Ana.")
    ana.write("What you write", AFRAID)
    ana.tap("I have written it")
    ana.sees("Hand the phone to Ben. This step is theirs.")
    look(ana, "conversation-here")
    ana.tap("Have a break")
    ana.sees("Go on when you are both ready.")
    look(ana, "conversation-here-away")
    ana.tap("Go on")
    say_back(ana, HEARD)
    ana.go_offline()
    ana.tap("I have written it")
    ana.sees("Do you feel heard?")
    ana.page.reload()
    ana.tap("I feel heard")
    ana.sees("Ben writes")
    ana.go_online()
    end_it(ana)
    ana.sees(HEARD)
    ana.write("One thing I take away", "Ask before I guess.")
    ana.tap("Keep for me")
    look(ana, "conversation-here-over")
    kept.all_is_sent(ana)
    assert rows(product, "SELECT count(*) FROM own_conversation") == [(1,)]
    assert kept.records(ben, "own_conversations") == []

    # On two phones, kept. Ben's invitation is there first: Ana's stays with its words, until she sends it again.
    to_conversations(ana)
    ana.tap("Start a conversation")
    ana.write("What it is about", ABOUT)
    open_the_terms(ana)
    ana.tap("Written")
    ana.tap("Kept")
    ana.go_offline()
    ana.tap("Invite Ben")
    ana.sees("Waiting for Ben")
    to_conversations(ben)
    ben.tap("Start a conversation")
    ben.tap("Invite Ana")
    kept.all_is_sent(ben)
    ana.go_online()
    ana.sees("Your invitation wasn't sent", timeout=60)
    ana.sees("Ben invites you too, so yours wasn't sent.")
    ana.sees(ABOUT)
    look(ana, "conversation-not-sent")
    ben.tap("Withdraw the invitation")
    expect(ana.tappable("Invite Ben")).to_be_visible(timeout=60_000)
    ana.tap("Invite Ben")

    # Ben joins, and leaves in the middle: nothing can be said any more.
    ben.open_app()
    ben.sees("Ana invites you to take turns", timeout=60)
    ben.tap("Open")
    ben.tap("Join now")
    ana.sees("Your turn to write", timeout=60)
    ana.write("What you write", AFRAID)
    ana.tap("Send to Ben")
    ben.sees(AFRAID, timeout=60)
    conversation_id = ana.page.url.rsplit("/", 1)[1]
    ben.tap("People and settings")
    ben.tap("Leaving")
    ben.tap("Leave")
    ben.sees("Sharing has stopped.")
    ana.open_app()
    ana.sees("No longer connected", timeout=60)
    ana.tap("OK")
    is_at_home(ana)
    for phone in (ana, ben):
        phone.open_app(f"/conversations/{conversation_id}")
        phone.sees("This conversation is not here any more")
        phone.does_not_see(AFRAID)

    # The one on Ana's phone is hers. Without a partner there is no Talk, and the way to it is behind the avatar.
    ana.open_app("/people")
    ana.tap(re.compile("^Take turns"))
    look(ana, "conversations-alone")
    ana.tap(re.compile("On this phone$"))
    expect(ana.page.get_by_label("One thing I take away")).to_have_value("Ask before I guess.")


def to_conversations(phone: Phone) -> None:
    phone.tap("Talk")
    phone.tap(re.compile("^Take turns"))
    phone.sees("One of you speaks, the other listens and says it back.")


def open_the_terms(phone: Phone) -> None:
    phone.touch(phone.page.locator("summary").filter(has_text="How you take turns"))


def say_back(phone: Phone, heard: str) -> None:
    phone.write("What I heard", heard)
    phone.write("What makes sense to me about it", "You did not know where I was.")


def forgets_what_was_said(phone: Phone) -> None:
    """Whoever ended it hides the steps at once, and deletes them when the server has."""
    phone.wait_until(
        lambda: kept.records(phone, "conversation_steps") == [] or None,
        f"{phone.name}'s phone to forget what was said",
    )


def end_it(phone: Phone) -> None:
    phone.tap("End it")
    phone.tap("End it", within=phone.page.get_by_role("dialog"))
