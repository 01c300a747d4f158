"""A wobble: told with one tap, answered or let rest, and gone from both phones when it is over."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.conftest import MakeCouple, MakePhone
from tests.browser.database import rows
from tests.browser.looking import look
from tests.browser.notices import next_noon, read, says_nothing, turn_on_notices
from tests.browser.phones import Phone
from tests.browser.server import Product
from tests.browser.server_clock import ServerClock
from tests.browser.steps import TIME, pause, start, to_today

CARD = "Sit with me for ten minutes. Say that we are on the same side."
TELL = "Tell Ben: a wobble"
KINDS = ("wobbles", "wobble_answers", "wobble_withdrawals", "wobble_answer_withdrawals")
STORED = (
    "SELECT id FROM wobble",
    "SELECT id FROM wobble_answer",
    "SELECT id FROM wobble_withdrawal",
)
SLOW = 60


def test_a_wobble_is_told_with_one_tap_and_leaves_no_trace(
    couple: MakeCouple, phones: MakePhone, product: Product, server_clock: ServerClock
) -> None:
    server_clock.move_to(next_noon(server_clock))
    ana, ben = couple()
    turn_on_notices(ana, ben)
    ben.close_app()

    # In calm, Ana writes what helps her; what is typed survives a reload.
    to_wobbles(ana)
    look(ana, "wobbles-empty")
    ana.tap("Write your card")
    ana.write("In a wobble, this helps me", CARD)
    ana.page.reload()
    expect(ana.page.get_by_label("In a wobble, this helps me")).to_have_value(CARD)
    look(ana, "wobble-card")
    ana.tap("Save")
    ana.sees("Your card is saved.")
    ana.sees(CARD)
    kept.all_is_sent(ana)

    # One tap. Ben's closed phone says that there is something, and no more; the card is in the app.
    look(ana, "wobbles")
    ana.tap(TELL)
    ana.sees("Saved on this phone, will send")
    told = ben.notification("Reminder", "")
    assert says_nothing(told)
    kept.all_is_sent(ana)
    look(ana, "wobble-told")
    ben.tap_notification(told)
    ben.wait_for_app(re.compile("/wobbles/"))
    ben.sees("Ana has a wobble.")
    ben.sees(CARD)
    look(ben, "wobble-theirs")
    assert kept.records(ben, "wobble_cards") == []

    # He lets it rest: nothing changes for Ana. A stranger who has the address finds nothing.
    ana.open_app("/wobbles")
    before = kept.shared(ana)
    ben.tap("Let it rest")
    ben.sees("You let it rest. No one is told.")
    kept.all_is_sent(ben)
    look(ben, "wobble-let-rest")
    ana.open_app("/wobbles")
    ana.sees(re.compile(f"^Ben can answer until {TIME}, or let it rest."))
    assert kept.shared(ana) == before
    [(wobble_id,)] = rows(product, "SELECT id FROM wobble")
    stranger = phones("cleo")
    start(stranger)
    stranger.open_app(f"/wobbles/{wobble_id}")
    stranger.sees("This wobble is over.")
    stranger.does_not_see(CARD)

    # He may still be there.
    ben.tap("I'm here")
    ben.sees("Ana now sees: I'm here.")
    look(ben, "wobble-here")
    ana.sees("Ben: I'm here.", timeout=SLOW)
    assert says_nothing(read(ana, ""))
    to_today(ana)
    ana.sees("Ben: I'm here.")
    look(ana, "today-wobble-answered")

    # After two hours it is gone: from the server, and from what both phones keep.
    server_clock.advance(timedelta(hours=2, minutes=1))
    for phone in (ana, ben):
        phone.set_clock(server_clock.now())
    for phone in (ana, ben):
        nothing_is_kept(phone)
        phone.does_not_see("has a wobble")
        phone.does_not_see("I'm here")
    assert [found for ids in STORED for found in rows(product, ids)] == []
    assert CARD not in str(kept.everything(ben))
    ana.sees(CARD)
    ana.sees(TELL)


def test_a_time_a_withdrawal_a_pause_and_nobody_to_tell(
    couple: MakeCouple, phones: MakePhone, server_clock: ServerClock
) -> None:
    server_clock.move_to(next_noon(server_clock))
    ana, ben = couple()

    # Undone within five seconds, Ben never hears of it; without a network it waits, and says so.
    to_wobbles(ana)
    ana.tap(TELL)
    ana.tap("Undo")
    ana.sees(TELL)
    ana.go_offline()
    ana.tap(TELL)
    ana.sees("Ben will be told.")
    ana.sees("will send")
    look(ana, "wobble-unsent")
    ana.go_online()
    kept.all_is_sent(ana)
    ana.sees("Ben has been told.")

    # Ben finds it on Today and names a time; Ana sees it until then, or until she ends it.
    to_today(ben)
    ben.sees("Ana has a wobble.", timeout=SLOW)
    ben.sees("Ana hasn't written down what helps.")
    look(ben, "today-wobble")
    ben.tap("At …")
    ben.sees("When can you be there?")
    look(ben, "wobble-at")
    ben.tap(re.compile("^Tell Ana: at "))
    kept.all_is_sent(ben)
    to_today(ben)
    ben.sees(re.compile(r"^You told Ana: at [\d:]+\.$"))
    look(ben, "today-wobble-promised")
    ana.sees(re.compile(rf"^Ben: at {TIME}\.$"), timeout=SLOW)
    look(ana, "wobble-answered-at")
    ana.tap("Talk")
    ana.sees("What do you need?")
    ana.sees(re.compile(rf"^Ben: at {TIME}\.$"))
    look(ana, "talk-wobble")
    ana.tap("It has passed")
    ana.sees("It is over.")
    kept.all_is_sent(ana)
    ben.does_not_see("Ana has a wobble.", timeout=SLOW)
    for phone in (ana, ben):
        nothing_is_kept(phone)

    # Ben has a pause: nothing is sent, and nothing waits to be sent. A breath is there.
    pause(ben)
    kept.all_is_sent(ben)
    to_wobbles(ana)
    ana.sees("so you can't tell them now. Below is what helps you.", timeout=SLOW)
    assert not ana.tappable(TELL).is_visible()
    look(ana, "wobbles-pause")
    ana.tap(re.compile("^Take a breath"))
    ana.sees(re.compile("Breathe"))
    look(ana, "wobble-breathe")
    assert kept.unsent(ana) == 0

    # Alone there is nobody to tell, and the rest is there.
    cleo = phones("cleo")
    start(cleo)
    cleo.tap("People and settings")
    cleo.tap(re.compile("^A wobble"))
    cleo.sees("Here is what can help.")
    assert not cleo.tappable(re.compile("^Tell ")).is_visible()
    look(cleo, "wobbles-alone")
    cleo.tap("Write your card")
    cleo.write("In a wobble, this helps me", CARD)
    cleo.tap("Save")
    cleo.sees(CARD)


def to_wobbles(phone: Phone) -> None:
    phone.open_app("/")
    phone.tap("Talk")
    phone.tap(re.compile("^A wobble"))


def nothing_is_kept(phone: Phone) -> None:
    """Once the app has opened, no record of a wobble is on the phone. An app that stays open hears of what the worker
    deletes within a minute."""
    phone.open_app("/wobbles")
    phone.wait_until(
        lambda: not [one for kind in KINDS for one in kept.records(phone, kind)],
        f"{phone.name}'s phone to forget the wobble",
        timeout=60,
    )
