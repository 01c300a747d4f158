"""A topic kept for later: parked by one, opened only when both are ready, kept again by either."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.conftest import MakeCouple, MakePhone
from tests.browser.database import rows
from tests.browser.looking import look
from tests.browser.notices import next_noon
from tests.browser.phones import Phone
from tests.browser.server import Product
from tests.browser.server_clock import ServerClock
from tests.browser.steps import start, to_today

TITLE = "Your mother's visit"
NEED = "A quiet evening, and half an hour to think before."
LONG_ENOUGH = timedelta(minutes=10)
OPEN = "You are both ready"
FEEDS = "SELECT person_id, n FROM reader"
"""Where each person's feed stands."""


def test_a_topic_opens_only_when_both_are_ready(
    couple: MakeCouple, phones: MakePhone, product: Product, server_clock: ServerClock
) -> None:
    server_clock.move_to(next_noon(server_clock))  # the day of a topic begins at five
    ana, ben = couple()
    stranger = phones("cleo")
    start(stranger)

    # Ana parks it without a network; what is typed survives a reload.
    to_topics(ana)
    look(ana, "topics-empty")
    ana.go_offline()
    ana.tap("Keep something for later")
    ana.write("What it is about", TITLE)
    ana.write("What you need first", NEED)
    ana.page.get_by_role("switch", name="Bring it back on a day").check()
    ana.page.reload()
    expect(ana.page.get_by_label("What it is about")).to_have_value(TITLE)
    look(ana, "topic-write")
    ana.tap("Save for both of us")
    ana.sees("will send")
    look(ana, "topic-mine-unsent")
    ana.go_online()
    kept.all_is_sent(ana)

    # Ben reads it and is ready. Nothing of that is with Ana: no record, no change on her screen.
    to_topics(ben)
    ben.tap(re.compile(f"^{TITLE}"))
    ben.sees(NEED)
    look(ben, "topic-theirs")
    before = dict(rows(product, FEEDS))
    ben.tap("I'm ready")
    ben.sees("Only you see this. You stay ready until")
    look(ben, "topic-ready")
    kept.all_is_sent(ben)
    ana.open_app()
    assert kept.records(ana, "topic_readiness") == []
    after = dict(rows(product, FEEDS))
    who_said_it = rows(product, "SELECT author_id FROM topic_readiness")
    assert [(person,) for person in after if after[person] != before[person]] == who_said_it
    open_topic(ana)
    ana.does_not_see(OPEN)

    # A stranger who has the address finds nothing.
    [(topic_id,)] = rows(product, "SELECT id FROM topic")
    stranger.open_app(f"/topics/{topic_id}")
    stranger.sees("This is not here any more")
    stranger.does_not_see(TITLE)

    # Ana is ready too: some minutes later it is open on both phones.
    ana.tap("I'm ready")
    kept.all_is_sent(ana)
    server_clock.advance(LONG_ENOUGH)
    for phone in (ana, ben):
        phone.set_clock(server_clock.now())
        phone.sees(OPEN, timeout=60)
        look(phone, f"topic-open-{phone.name}")
    to_today(ana)
    ana.sees("You are both ready to talk about this.")
    look(ana, "today-topic-opened")
    ana.tap("Talk")
    ana.sees("Open for both of you")
    look(ana, "talk-topic-open")

    # Either keeps it for later again, also without a network; both are asked anew, and both see the day.
    ben.go_offline()
    ben.tap("Keep it for later again")
    ben.does_not_see(OPEN)
    ben.go_online()
    kept.all_is_sent(ben)
    open_topic(ana)
    ana.sees("You were both ready on", timeout=60)
    ana.sees("Say when you are ready.")
    look(ana, "topic-parked-again")

    # A change asks both anew; deleting it has an Undo.
    ana.tap("I'm ready")
    ana.tap("Change")
    ana.write("What it is about", f"{TITLE} at Easter")
    ana.page.get_by_label("The day").fill(f"{server_clock.now():%Y-%m-%d}")
    look(ana, "topic-change")
    ana.tap("Save for both of us")
    ana.sees("Say when you are ready.")
    ben.sees(f"{TITLE} at Easter", timeout=60)
    for phone in (ana, ben):
        to_today(phone)
        phone.sees("You wanted to look at this again today.")
        look(phone, f"today-topic-back-{phone.name}")
        phone.tap("Look at it")
    ana.tap("Delete for both of you")
    ana.sees("Topic deleted.")
    ana.open_app()
    ben.sees("This is not here any more", timeout=60)


def to_topics(phone: Phone) -> None:
    phone.tap("Talk")
    phone.tap(re.compile("^For later"))


def open_topic(phone: Phone) -> None:
    to_topics(phone)
    phone.tap(re.compile(f"^{TITLE}"))
