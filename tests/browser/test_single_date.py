"""A single date: declined, proposed for another day, accepted, and kept when a change of it is declined; and one whose
time comes before a yes."""

import re
from datetime import date, datetime, timedelta

from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.audit import audit
from tests.browser.browsers import PHONE_SIZE
from tests.browser.conftest import MakeCouple
from tests.browser.notices import BERLIN
from tests.browser.phones import Phone
from tests.browser.places import bottom, box
from tests.browser.server_clock import ServerClock
from tests.browser.steps import SLOW


def test_a_single_date_is_declined_and_agreed_on(
    couple: MakeCouple, server_clock: ServerClock
) -> None:
    ana, ben = couple(ben="chromium")
    first, second, third = (
        (server_clock.now() + timedelta(days=days)).date().isoformat() for days in (10, 17, 24)
    )

    # Ana proposes a concert. What it comes to stands on the screen before she does.
    ana.open_app("/time")
    audit(ana, "time-empty")
    ana.tap("Plan a date")
    ana.write("Name", "A concert")
    ana.write("Place", "At Quittenbrot's")
    ana.write("Day", first)
    ana.sees(said(first))
    audit(ana, "ritual-once")
    ana.tap("Propose to Ben")
    ana.sees("Ben will see your proposal.")

    # Ben would rather not, which ends nothing.
    ben.open_app("/")
    ben.sees("Ana proposes: A concert")
    ben.sees(said(first))
    ben.tap("Details")
    ben.sees("Would you like this date?")
    audit(ben, "ritual-to-decline")
    ben.tap("Rather not")
    ben.sees("Ana will see that you'd rather not.")
    ben.sees("You can propose other times.")
    ben.sees("Saved on this phone, will send")
    ben.tap("Help")
    ben.sees("In danger now")
    ben.does_not_see(re.compile("Ana will see"))
    ben.open_app("/time")
    ben.sees("you'd rather not")
    kept.all_is_sent(ben)
    ben.does_not_see("Saved on this phone, will send")
    ben.tap(re.compile("^A concert"))
    expect(ben.tappable("Remove this proposal")).to_be_visible()
    audit(ben, "ritual-refused")

    # Ana reads it in the app, and proposes another day, to which he says yes.
    ana.open_app("/")
    ana.sees("Ben would rather not.")
    audit(ana, "today-declined")
    ana.tap("OK")
    ana.does_not_see("Ben would rather not.")
    ana.open_app("/time")
    ana.sees("Ben would rather not")
    ana.tap(re.compile("^A concert"))
    ana.sees("You can propose other times, or leave it.")
    audit(ana, "ritual-declined")
    change_day(ana, second)
    ben.open_app("/")
    ben.sees("Ana proposes: A concert")

    # She gives it another name while he reads: he can say no, but not yes to what he has not read.
    ben.tap("Details")
    yes = ben.tappable("Say yes")
    expect(yes).to_be_visible()
    ana.tap("Change")
    ana.write("Name", "A concert in town")
    ana.tap("Save for both of us")
    kept.all_is_sent(ana)
    ben.sees("Ana has changed this since you opened it.")
    expect(yes).to_have_count(0)
    expect(ben.tappable("Rather not")).to_be_visible()
    audit(ben, "ritual-changed-meanwhile")
    ben.tap("I have read it")
    ben.tap("Say yes")
    ben.sees('You said yes to "A concert in town".')
    kept.all_is_sent(ben)
    ben.open_app("/time")
    stands_in_one_column(ben)
    audit(ben, "time-single-date")

    # A change of what both agreed on is declined: it stays.
    open_concert(ana)
    change_day(ana, third)
    ben.open_app("/")
    ben.sees("Ana proposes a change: A concert")
    ben.tap("Details")
    ben.sees("Until you both say yes, this stays")
    audit(ben, "ritual-change-to-accept")
    ben.tap("Rather not")
    ben.sees("Ana will see that you'd rather not.")
    kept.all_is_sent(ben)
    audit(ben, "ritual-change-refused")
    ben.open_app("/time")
    ana.open_app("/time")
    ana.sees("Ben would rather not")
    for phone in (ana, ben):
        expect(phone.page.get_by_role("region", name="Coming up")).to_be_visible(timeout=SLOW)
    audit(ana, "time-date-and-change")

    # A time goes into the phone's calendar by itself.
    ben.page.get_by_role("region", name="Coming up").get_by_role("link").click()
    ben.sees("Add to calendar")
    audit(ben, "occurrence-of-a-single-date")
    with ben.page.expect_download() as download:
        ben.tap("Add to calendar")
    file = download.value.path().read_text()
    assert "SUMMARY:A concert" in file
    assert file.count("BEGIN:VEVENT") == 1
    ben.open_app("/time/calendar")
    ben.tap("Make a calendar link")
    link = ben.tappable("Open in your calendar app")
    expect(link).to_have_attribute("href", re.compile(r"^webcal://.*\.ics$"), timeout=SLOW)
    audit(ben, "calendar-link")

    # Ana cancels it. Both still see it, without a word by whom.
    open_concert(ana)
    ana.tap("Cancel this date")
    kept.all_is_sent(ana)
    for phone in (ana, ben):
        phone.open_app("/time")
        expect(phone.page.get_by_role("region", name="Coming up")).to_contain_text("Cancelled")
    audit(ben, "time-date-cancelled")
    ben.open_app("/time/calendar")

    # Stopping the link is final, so it takes a second step and a word.
    ben.tap("Stop this link")
    ben.sees("You can't turn it on again")
    expect(ben.tappable("Stop it now")).to_be_in_viewport(ratio=1)
    audit(ben, "calendar-link-stop")
    ben.tap("Stop it now")
    ben.sees("The link no longer works.")
    expect(ben.page.get_by_role("button", name="Stop this link")).to_have_count(0)


def test_a_proposed_date_whose_time_comes_before_a_yes(
    couple: MakeCouple, server_clock: ServerClock
) -> None:
    ana, ben = couple(ben="chromium")
    tomorrow = (server_clock.now() + timedelta(days=1)).date().isoformat()
    ana.open_app("/rituals/new/date")
    ana.write("Name", "A concert")
    ana.write("Day", tomorrow)
    ana.tap("Propose to Ben")
    kept.all_is_sent(ana)
    ben.open_app("/")
    ben.sees("Ana proposes: A concert")

    # It has begun, and has not ended.
    server_clock.move_to(datetime.fromisoformat(f"{tomorrow}T19:40").replace(tzinfo=BERLIN))
    for phone in (ana, ben):
        phone.set_clock(server_clock.now())
        phone.open_app("/")
    ben.does_not_see("Ana proposes: A concert")
    for phone in (ben, ana):
        phone.open_app("/time")
        phone.tap(re.compile("^A concert"))
        phone.sees("This time has passed. You can propose another.")
        expect(phone.page.get_by_role("button", name="Say yes")).to_have_count(0)
    audit(ben, "ritual-proposed-has-passed")

    # Neither is one planned for earlier today.
    ana.open_app("/rituals/new/date")
    ana.write("Day", tomorrow)
    ana.write("At", "18:00")
    ana.sees("This time has passed. Choose a later one.")
    audit(ana, "ritual-once-has-passed")


def stands_in_one_column(phone: Phone) -> None:
    """On a computer no column has only buttons."""
    page = phone.page
    page.set_viewport_size({"width": 1280, "height": 800})
    date = page.get_by_role("region", name="Coming up")
    assert bottom(date) <= box(phone.tappable("Plan a date"))["y"]
    page.set_viewport_size(PHONE_SIZE)


def said(day: str) -> str:
    """A day as the app shows it: '9 December'."""
    moment = date.fromisoformat(day)
    return f"{moment.day} {moment:%B}"


def open_concert(phone: Phone) -> None:
    """The ritual itself, from its time, which stands once in the list."""
    phone.open_app("/time")
    expect(phone.page.get_by_role("region", name="You both agreed")).to_have_count(0)
    phone.page.get_by_role("region", name="Coming up").get_by_role("link").click()
    phone.tap("More about this date")
    expect(phone.page.get_by_role("heading", name="When", exact=True)).to_be_visible()
    audit(phone, "ritual-of-a-single-date")


def change_day(phone: Phone, day: str) -> None:
    phone.tap("Change")
    phone.write("Day", day)
    phone.tap("Propose to Ben")
    phone.sees("Ben will see your proposal.")
    kept.all_is_sent(phone)
