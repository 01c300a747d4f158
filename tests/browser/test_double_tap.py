"""A double tap where one was meant: each tap that makes something makes one, and none hits what moved under the
finger.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import browsers, kept
from tests.browser.conftest import MakePhone
from tests.browser.database import rows
from tests.browser.phones import Phone
from tests.browser.server import Product
from tests.browser.steps import (
    SLOW,
    confirm,
    enter_code,
    is_at_home,
    sees_connected,
    shown_code,
    to_today,
)


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_a_double_tap_makes_one_of_everything(
    phones: MakePhone, browser: browsers.Kind, product: Product
) -> None:
    ana, ben = (phones(name, browser=browser, animated=True) for name in ("ana", "ben"))
    ana.open_app()
    ana.double_tap("Alright")
    ana.sees("Alright, only for you.", timeout=SLOW / 1000)
    made(ana, check_ins=1)
    ben.open_app()
    ben.double_tap("Start without a check-in")
    is_at_home(ben)
    made(ben, check_ins=0)
    assert rows(product, "SELECT count(*) FROM person") == [(2,)]

    # Two taps on "Show a code" are one code, and the second taps nothing that came in its place.
    ana.tap("People and settings")
    ana.tap("Connect")
    ana.double_tap("Show a code")
    enter_code(ben, shown_code(ana))
    confirm(ana, ben)
    assert rows(product, "SELECT count(*) FROM handover") == [(1,)]
    for phone in (ana, ben):
        sees_connected(phone)
        phone.tap("Done")
        to_today(phone)

    ana.double_tap("Good")
    ana.sees("Good, only for you.")
    made(ana, check_ins=2)

    says_what_she_is_ready_for(ana)
    asks(ana)
    proposes(ana)
    pauses(ana)
    kept.all_is_sent(ana)
    made(ana, check_ins=2, readiness=1, asks=1, rituals=1, pauses=2)


def says_what_she_is_ready_for(phone: Phone) -> None:
    phone.tap(re.compile("What are you ready for"))
    phone.tap("OK")
    talking = phone.page.get_by_role("group", name="Talking").get_by_label("Ready", exact=True)
    talking.first.check()
    phone.double_tap(re.compile("^Save"))
    expect(phone.page.get_by_role("dialog")).to_have_count(0)
    made(phone, readiness=1)


def asks(phone: Phone) -> None:
    phone.tap("Talk")
    phone.tap(re.compile("^To talk about money"))
    phone.double_tap(re.compile("^Ask "))
    phone.sees("Saved on this phone, will send")
    made(phone, asks=1)


def proposes(phone: Phone) -> None:
    """What follows "Next" stands in its place, and would be proposed unread."""
    phone.tap("Time")
    phone.tap("New ritual")
    phone.tap("A walk")
    phone.double_tap("Next")
    propose = phone.tappable(re.compile("^Propose to "))
    expect(propose).to_be_visible()
    made(phone, rituals=0)
    phone.double_tap(re.compile("^Propose to "))
    phone.sees(re.compile("will see your proposal"))
    made(phone, rituals=1)


def pauses(phone: Phone) -> None:
    """A longer pause is a further one."""
    phone.double_tap("Pause")
    phone.tap("Keep")
    made(phone, pauses=1)
    phone.double_tap("20 min more")
    made(phone, pauses=2)


def made(phone: Phone, **counts: int) -> None:
    found = {kind: len(kept.records(phone, kind)) for kind in counts}
    assert found == counts
