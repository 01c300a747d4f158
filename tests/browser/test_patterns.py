"""Our loop: described by one and accepted by both; either says that both are in it, and nothing tells who."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.audit import SIZES
from tests.browser.conftest import MakeCouple, MakePhone
from tests.browser.database import rows
from tests.browser.looking import look
from tests.browser.notices import next_noon, says_nothing, show_words, turn_on_notices
from tests.browser.phones import Phone
from tests.browser.server import Product
from tests.browser.server_clock import ServerClock
from tests.browser.standins.services import PushServices
from tests.browser.steps import pause, start, to_today

TITLE = "One comes closer, one pulls back"
MINE = "I ask again and again, and get louder."
INSTEAD = "Tea in the kitchen, and nobody talks for ten minutes."
IN_IT = "You're both in your loop."
SAY_IT = "We're in it"
A_SECOND = 1.0
AN_HOUR = timedelta(hours=1)


def test_both_own_a_loop_and_either_says_that_they_are_in_it(
    couple: MakeCouple, phones: MakePhone, product: Product, server_clock: ServerClock
) -> None:
    server_clock.move_to(next_noon(server_clock))
    ana, ben = couple()
    stranger = phones("cleo")
    start(stranger)

    # Ana describes it without a network, from a template; what she types survives a reload.
    to_loops(ana)
    look(ana, "patterns-empty")
    ana.go_offline()
    describe(ana)
    ana.page.reload()
    expect(ana.page.get_by_label("What you both do instead")).to_have_value(INSTEAD)
    look(ana, "pattern-write")
    ana.tap("Propose to Ben")
    ana.sees("will send")
    look(ana, "pattern-mine-unsent")
    ana.go_online()
    kept.all_is_sent(ana)

    # It waits on Ben's Today. Until he says yes, nobody can use it.
    ben.sees(f"Ana describes a loop: {TITLE}")
    look(ben, "today-pattern-proposal")
    ben.tap("Talk")
    ben.sees("waiting for you")
    look(ben, "talk-pattern-proposal")
    ben.tap(re.compile(f"^{TITLE}"))
    ben.sees(MINE)
    expect(ana.tappable(SAY_IT)).to_have_count(0)
    look(ben, "pattern-theirs")
    for phone in (ana, ben):
        phone.page.set_viewport_size(SIZES[0])
        to_the_end(phone)
    ben.tap("Say yes")
    for phone in (ana, ben):
        expect(phone.tappable(SAY_IT)).to_be_in_viewport(ratio=1)
    look(ana, "pattern-owned")

    # Ana looks at another place. Ben says it: her phone says so within a second, wherever she is.
    ana.tap("Talk")
    ana.sees("Our loop")
    kept.all_is_sent(ben)
    ben.tap(SAY_IT)
    ana.sees(IN_IT, timeout=A_SECOND)
    look(ana, "talk-in-it")
    ben.sees(INSTEAD)
    look(ben, "pattern-in-it")
    to_today(ana)
    ana.sees(INSTEAD)
    look(ana, "today-in-it")

    # What the phones, the feeds and the tables hold of it is the same for both, and names nobody.
    kept.all_is_sent(ana, ben)
    assert kept.records(ana, "pattern_moments") == kept.records(ben, "pattern_moments")
    feeds = rows(product, "SELECT body FROM feed WHERE kind = 'pattern_moments'")
    assert len(feeds) == 2
    assert len(set(feeds)) == 1
    people = [person for (person,) in rows(product, "SELECT id FROM person")]
    told = str([feeds, rows(product, "SELECT * FROM pattern_moment")])
    assert [person for person in people if person in told] == []
    to_loops(ana)
    ana.sees("once")
    look(ana, "patterns-weeks")

    # When it is over, nobody is moved away from what they read.
    ben.page.set_viewport_size(SIZES[0])
    to_the_end(ben)
    server_clock.advance(timedelta(hours=1))
    ben.go_offline()
    ben.go_online()
    kept.knows_the_time(ben, server_clock)
    expect(ben.tappable(SAY_IT)).to_have_count(1)
    assert ben.page.locator("main").evaluate("(main) => main.scrollTop") > 0

    # A stranger who has the address finds nothing.
    [(pattern_id,)] = rows(product, "SELECT id FROM pattern")
    stranger.open_app(f"/patterns/{pattern_id}")
    stranger.does_not_see(TITLE)

    # A change needs both again. Either ends it with a tap: it is gone on both phones at once.
    ana.tap(re.compile(f"^{TITLE}"))
    ana.tap("Change")
    ana.write("What you both do instead", "A walk round the block.")
    look(ana, "pattern-change")
    ana.tap("Propose to Ben")
    ben.sees("Does this sound like the two of you?")
    expect(ben.tappable(SAY_IT)).to_have_count(0)
    ben.tap("End this loop")
    ben.sees(f'"{TITLE}" has ended.')
    ben.does_not_see(TITLE)
    ana.sees("This loop is no longer here", timeout=60)
    look(ana, "pattern-gone")


def test_a_closed_phone_gets_a_push_and_a_paused_one_none(
    couple: MakeCouple, product: Product, server_clock: ServerClock, services: PushServices
) -> None:
    server_clock.move_to(next_noon(server_clock))
    ana, ben = couple("firefox", "chromium")
    turn_on_notices(ana, ben)
    show_words(ana)
    pattern_id = owned_by_both(product, ana, ben)

    # Ana's app is closed. Ben says it: both phones get a push, also his, which shows it already.
    ana.close_app()
    ben.tap(SAY_IT)
    ben.sees(INSTEAD)
    kept.all_is_sent(ben)
    own = ben.notification("Reminder", "")
    assert says_nothing(own)
    ben.swipe_away(own)
    told = ana.notification(IN_IT, "Tea in the kitchen, and nobody talks for…")
    ana.tap_notification(told)
    ana.wait_for_app(re.compile(f"/patterns/{pattern_id}$"))
    ana.sees(INSTEAD)

    # An hour later Ana has a pause. Ben says it again: her phone shows it, and no push comes.
    server_clock.advance(AN_HOUR)
    for phone, path in ((ana, "/"), (ben, f"/patterns/{pattern_id}")):
        phone.open_app(path)
        kept.knows_the_time(phone, server_clock)
    back = pause(ana)
    ben.swipe_away(ben.notification("Reminder", f"Until {back}."))
    before = len(services.messages("ana"))
    ben.tap(SAY_IT)
    kept.all_is_sent(ben)
    ben.notification("Reminder", "")
    ana.tap("Close")
    ana.sees(IN_IT)
    ana.sees(INSTEAD)
    look(ana, "today-in-it-paused")
    assert len(services.messages("ana")) == before
    assert ana.shade.shown == {}


def describe(phone: Phone) -> None:
    """From a template, with words of one's own; nothing is saved yet."""
    phone.tap("Describe a loop")
    look(phone, "pattern-templates")
    phone.tap(re.compile(f"^{TITLE}"))
    phone.write("What it looks like for you", MINE)
    phone.write("What you both do instead", INSTEAD)


def owned_by_both(product: Product, ana: Phone, ben: Phone) -> str:
    """The id of a loop that both have accepted; Ben looks at it."""
    to_loops(ana)
    describe(ana)
    ana.tap("Propose to Ben")
    kept.all_is_sent(ana)
    [(pattern_id,)] = rows(product, "SELECT id FROM pattern")
    ben.open_app(f"/patterns/{pattern_id}")
    ben.tap("Say yes")
    ben.sees(SAY_IT)
    kept.all_is_sent(ben)
    return str(pattern_id)


def to_the_end(phone: Phone) -> None:
    """Scroll the page down to where its last lines are."""
    phone.page.locator("main").evaluate("main => main.scrollTo(0, main.scrollHeight)")


def to_loops(phone: Phone) -> None:
    phone.tap("Talk")
    phone.tap(re.compile("^Our loop"))
