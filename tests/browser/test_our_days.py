"""The days that were: a month of faces, a day with its notes, a search, lines of closeness and energy."""

import re
from datetime import timedelta

from playwright.sync_api import Locator, expect

from tests.browser import kept
from tests.browser.conftest import MakePhone
from tests.browser.looking import look
from tests.browser.phones import Phone
from tests.browser.server_clock import ServerClock
from tests.browser.steps import SAVE, add_note, check_in, is_installed, pair, start, to_today

PRIVATE = "Nobody else reads about the garden."
SHARED = "We talked at breakfast."
THEIRS = "Long day, but close."
CLOCK_TIME = re.compile(r"\d\d:\d\d")


def test_the_days_that_were(phones: MakePhone, server_clock: ServerClock) -> None:
    ana, ben = phones("ana"), phones("ben", browser="firefox")

    # Alone, with nothing there yet: an empty month, and the way to add yesterday.
    start(ana)
    is_installed(ana)
    open_days(ana, "My days")
    look(ana, "days-empty")
    expect(faces(ana)).to_have_count(0)
    open_yesterday(ana)
    ana.sees("There is no check-in on this day.")
    ana.tap("Add yesterday")
    look(ana, "days-add-yesterday")
    ana.tap("So-so")
    ana.sees("added later")
    ana.tap("Back")
    expect(faces(ana)).to_have_count(1)

    # Both check in, for both and for oneself.
    pair(ana, ben)
    check_in(ana, "Low", for_both=False)
    add_note(ana, PRIVATE)
    check_in(ana, "Alright")
    add_note(ana, SHARED)
    check_in(ben, "Good")
    add_note(ben, THEIRS)
    kept.all_is_sent(ana, ben)

    # Each sees the other's only as it was shared. The last face stands for the day.
    open_days(ana, "Our days")
    today = days(ana).locator('a[aria-current="date"]')
    expect(today).to_have_accessible_name(re.compile("You: Alright and Ben: Good$"))
    look(ana, "days")
    open_days(ben, "Our days")
    expect(days(ben).locator('a[aria-current="date"]')).to_have_accessible_name(
        re.compile("You: Good and Ana: Alright$")
    )
    expect(faces(ben)).to_have_count(2)
    look(ben, "days-ben")

    # The keyboard opens a day; without a network too. Only one's own have a clock time.
    ana.go_offline()
    today.focus()
    ana.page.keyboard.press("Enter")
    mine = said_by(ana, "You").get_by_role("listitem")
    expect(mine.filter(has_text=PRIVATE)).to_contain_text("Only you see it")
    expect(mine.filter(has_text=SHARED)).to_contain_text("Ben sees it too")
    expect(mine.filter(has_text=SHARED)).to_contain_text(CLOCK_TIME)
    expect(said_by(ana, "Ben")).to_contain_text(THEIRS)
    expect(said_by(ana, "Ben")).not_to_contain_text(CLOCK_TIME)
    look(ana, "days-day")

    # A month back and forth; the heading says where one is.
    ana.tap("Back")
    heading = ana.page.get_by_role("heading", level=2)
    now = heading.inner_text()
    ana.touch(ana.page.get_by_role("navigation", name="Months").get_by_role("link").first)
    expect(heading).not_to_have_text(now)
    ana.tap(now)
    expect(heading).to_have_text(now)

    # Search finds one's own words, whoever sees them, and none of the partner's.
    ana.tap(re.compile("^Search"))
    look(ana, "days-search-empty")
    ana.write("A word from a note or a feeling", "GARDEN")
    ana.sees(PRIVATE)
    look(ana, "days-search")
    ana.write("A word from a note or a feeling", "close")
    ana.sees("No note or feeling has these words.")
    ana.write("A word from a note or a feeling", "breakfast")
    ana.tap(re.compile(re.escape(SHARED)))
    ana.sees(THEIRS)
    ana.page.go_back()
    expect(ana.page.get_by_label("A word from a note or a feeling")).to_have_value("breakfast")
    ana.sees(SHARED)
    ana.go_online()

    # Nothing is drawn of a few answers.
    open_days(ana, "Our days")
    ana.tap(re.compile("^Closeness and energy"))
    ana.sees("Your line needs seven check-ins with this answer in these weeks.")
    ana.sees("Ben's line needs seven shared check-ins with this answer in these weeks.")
    expect(ana.page.get_by_role("img")).to_have_count(0)
    look(ana, "days-weeks-few")

    # Seven answers, with weeks between them in which nothing was said: two points, and no line across the gap.
    answer(ana, times=4)
    server_clock.advance(timedelta(days=22))
    ana.open_app()
    kept.knows_the_time(ana, server_clock)
    answer(ana, times=3)
    open_days(ana, "Our days")
    ana.tap(re.compile("^Closeness and energy"))
    chart = ana.page.get_by_role("img", name=re.compile("^Energy by week"))
    expect(chart.locator("circle")).to_have_count(2)
    expect(chart.locator("rect")).to_have_count(0)
    for summary in ana.page.locator("summary", has_text="Show as a table").all():
        summary.click()
    table = ana.page.get_by_role("table", name=re.compile("^Energy"))
    expect(table.get_by_role("row")).to_have_count(14)
    expect(table.get_by_role("cell").filter(has_text="4")).to_have_count(2)
    look(ana, "days-weeks")


def open_days(phone: Phone, title: str) -> None:
    phone.open_app("/people")
    phone.tap(re.compile(f"^{title}"))
    expect(phone.page.get_by_role("heading", name=title, level=1)).to_be_visible()


def open_yesterday(phone: Phone) -> None:
    """From the empty month; on the first of a month yesterday is in the month before."""
    yesterday = days(phone).get_by_role("link")
    if yesterday.count() == 0:
        phone.touch(phone.page.get_by_role("navigation", name="Months").get_by_role("link"))
    phone.touch(yesterday)


def days(phone: Phone) -> Locator:
    return phone.page.get_by_role("table", name=re.compile("^Check-ins in "))


def faces(phone: Phone) -> Locator:
    return days(phone).locator("svg")


def said_by(phone: Phone, name: str) -> Locator:
    return phone.page.get_by_role("region", name=name, exact=True)


def answer(phone: Phone, *, times: int) -> None:
    """So many check-ins with closeness and energy of four."""
    phone.open_app()
    for _ in range(times):
        to_today(phone)
        check_in(phone, "Good", for_both=False)
        phone.tap("Add a little more")
        for scale in ("Closeness", "Energy"):
            phone.page.get_by_role("group", name=scale).get_by_label(re.compile("^4")).check()
        phone.tap(SAVE)
        expect(phone.page.get_by_role("dialog")).to_have_count(0)
