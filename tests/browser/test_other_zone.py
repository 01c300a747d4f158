"""Days and times: typed by keyboard, refused once they have passed, and one's own first where a ritual has others."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.audit import audit
from tests.browser.browsers import Kind
from tests.browser.conftest import MakePhone
from tests.browser.phones import Phone
from tests.browser.server_clock import ServerClock
from tests.browser.steps import start


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_a_day_typed_by_keyboard(
    phones: MakePhone, server_clock: ServerClock, browser: Kind
) -> None:
    ana = phones("ana", browser=browser)
    start(ana)
    plan_date_night(ana)
    ana.tap("On a day")

    # Each digit makes another day on the way, with a year of the Romans first. None of them is corrected.
    last = ana.page.get_by_label("Last day", exact=True)
    last.focus()
    last.press_sequentially("03032050")
    expect(last).to_have_value("2050-03-03")
    last.blur()
    expect(last).to_have_value("2050-03-03")
    ana.does_not_see("The last day is before")

    # A day before the first is said once she leaves the field, and not corrected either.
    last.focus()
    last.press_sequentially("03032020")
    expect(last).to_have_value("2020-03-03")
    ana.does_not_see("The last day is before")
    last.blur()
    ana.sees("The last day is before the first time")
    expect(last).to_have_value("2020-03-03")
    expect(ana.tappable("Save")).to_be_disabled()
    audit(ana, f"ritual-last-day-early-{browser}")
    ana.tap("No end date")
    ana.tap("Save")

    # One time of it cannot be moved to where nobody would see it again.
    ana.page.get_by_role("region", name="Coming up").get_by_role("link").click()
    ana.tap("Move")
    yesterday = (server_clock.now() - timedelta(days=1)).date().isoformat()
    ana.write("Day", yesterday)
    ana.page.get_by_label("Day", exact=True).blur()
    ana.sees("This time has passed. Choose a later one.")
    expect(ana.page.get_by_role("button", name="Move to")).to_be_disabled()
    audit(ana, f"occurrence-move-past-{browser}")


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_a_ritual_of_another_zone(phones: MakePhone, browser: Kind) -> None:
    """Ana lives in Kyiv, which one of the browsers calls Kiev, and travels with a phone set to Tokyo."""
    ana = phones("ana", browser=browser, zone="Asia/Tokyo")
    start(ana)
    ana.open_app("/settings/zone")
    for name in ("Kiev", "Kyiv"):
        ana.write("City or region", name)
        expect(ana.page.get_by_role("button", name="Kyiv")).to_be_visible()
    ana.page.get_by_role("button", name="Kyiv").click()
    ana.sees("Your time zone is Kyiv.")
    ana.sees("Use Tokyo")
    audit(ana, f"settings-two-zones-{browser}")

    # A ritual has a zone to choose. Before she saves it she sees her own day and time, and those of Kyiv.
    plan_date_night(ana)
    expect(ana.tappable("Kyiv")).to_be_checked()
    ana.sees("Every Saturday, 19:30 Kyiv time")
    ana.sees("First: Sun")
    audit(ana, f"ritual-two-zones-{browser}")
    ana.tap("Save")
    coming = ana.page.get_by_role("region", name="Coming up")
    expect(coming).to_contain_text("19:30 Kyiv time")
    expect(coming.locator(".date-tile")).to_contain_text("Sun")
    audit(ana, f"time-two-zones-{browser}")
    coming.get_by_role("link").click()
    ana.sees("19:30 Kyiv time")
    audit(ana, f"occurrence-two-zones-{browser}")
    # The screen turned while it opened, which is no failure to store anything.
    ana.does_not_see("This phone couldn't store it")

    # She changes it to the zone of this phone, and the other is not named again.
    ana.tap("The whole ritual")
    ana.tap("Change")
    ana.tap("Tokyo")
    ana.tap("Save")
    ana.sees("Every Saturday, 19:30")
    ana.does_not_see("Kyiv time")


def plan_date_night(phone: Phone) -> None:
    phone.open_app("/time")
    phone.tap("New ritual")
    phone.tap("Date night")
    phone.tap("Next")
