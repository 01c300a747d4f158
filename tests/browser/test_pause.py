"""Need a pause: one tap, one push at once, and silence until it ends."""

import json
import urllib.request
from datetime import timedelta

from tests.browser import kept
from tests.browser.audit import audit
from tests.browser.conftest import MakeCouple
from tests.browser.database import rows
from tests.browser.notices import (
    is_silent,
    next_noon,
    read,
    says_nothing,
    show_words,
    turn_on_notices,
    wish_for,
)
from tests.browser.phones import Phone
from tests.browser.server import Product
from tests.browser.server_clock import ServerClock
from tests.browser.standins.background import BackgroundLoop
from tests.browser.standins.resource import Fault
from tests.browser.standins.services import PushServices
from tests.browser.steps import Face, back_by, check_in, is_at_home, pause
from tests.waiting import wait_until

HALF_AN_HOUR = timedelta(minutes=30)
UNDONE_UNTIL = timedelta(seconds=11)
"""The notice of a check-in is sent once it can no longer be undone."""


def test_need_a_pause(
    couple: MakeCouple,
    product: Product,
    services: PushServices,
    server_clock: ServerClock,
    loop: BackgroundLoop,
) -> None:
    server_clock.move_to(next_noon(server_clock))
    ana, ben = couple("firefox", "chromium")
    turn_on_notices(ana, ben)
    wish_for(ana, "When your partner shares a check-in")
    ana.close_app()

    # A push for Ana waits on the server, since her push service was busy.
    services.fail(Fault(503, {"Retry-After": "600"}, phone="ana"))
    ben.open_app()
    check_in_for_both(ben, "Good")
    server_clock.advance(UNDONE_UNTIL)
    wait_until(lambda: queued(product) == ["check_in"] and services.posts, "a push to wait")
    ben.close_app()

    # One tap, from a phone that was off: the app's shortcut. Ben's closed app says so at once.
    ana.switch_off()
    ana.switch_on()
    ana.open_app(shortcut(ana.site, "Pause"))
    back = back_by(ana)
    told = ben.notification("Reminder", f"Until {back}.")
    assert says_nothing(told)
    assert not is_silent(told)
    ben.tap_notification(told)
    ben.wait_for_app()
    ben.sees(f"Ana needs a pause, back by {back}. Nothing to do now.")

    # The push that waited for Ana is gone, and none is queued for her now.
    ben.open_app()
    check_in_for_both(ben, "Alright")
    assert queued(product) == ["pause_end"]
    ben.close_app()

    # Its time is up: Ben's phone says so quietly, Ana is asked how she comes back.
    server_clock.advance(HALF_AN_HOUR)
    end = read(ben, "")
    assert says_nothing(end)
    assert is_silent(end)
    ana.open_app("/pause")
    ana.sees("Your pause is over. How do you come back?")
    ana.tap("I'm back")
    ana.sees("Welcome back.")
    kept.all_is_sent(ana)
    ana.close_app()
    ben.open_app()
    ben.sees("Ana is back.")
    audit(ben, "today-is-back")
    ben.tap("Close")
    ben.does_not_see("Ana is back.")
    ben.page.reload()
    is_at_home(ben)
    ben.does_not_see("Ana is back.")

    # From now on Ana gets notices again.
    kept.knows_the_time(ben, server_clock)
    check_in_for_both(ben, "Low")
    server_clock.advance(UNDONE_UNTIL)
    assert says_nothing(read(ana, ""))
    assert [post.status for post in services.posts if post.phone == "ana"] == [503, 201]
    ben.close_app()

    # The app first and then the button are two taps. She is back sooner than she thought.
    ana.open_app()
    kept.knows_the_time(ana, server_clock)
    back = pause(ana)
    first = ben.notification("Reminder", f"Until {back}.")
    assert says_nothing(first)

    # A little longer: what the lock screen said before goes away by itself.
    ana.tap("20 min more")
    longer = read(ben, f"Until {later(back, 20)}.")
    assert says_nothing(longer)
    ben.wait_until(lambda: first.id not in ben.shade.shown, "the older notice to go away")
    ana.tap("I'm back")
    assert says_nothing(read(ben, ""))

    # The next day a push is with the push service already when she pauses, and cannot be called back.
    # It comes without the words that she wants to see otherwise, and without a sound.
    show_words(ana)
    server_clock.advance(timedelta(days=1))
    loop.call(lambda: services.reach("ana", False))
    ben.open_app()
    kept.knows_the_time(ben, server_clock)
    check_in_for_both(ben, "Good")
    ben.close_app()
    server_clock.advance(UNDONE_UNTIL)
    wait_until(lambda: services.messages("ana")[-1].outcome == "waiting", "the push to be held")
    ana.open_app()
    kept.knows_the_time(ana, server_clock)
    back = pause(ana)
    assert says_nothing(read(ben, f"Until {back}."))
    loop.call(lambda: services.reach("ana", True))
    assert is_silent(read(ana, ""))
    ana.tap("I'm back")
    assert says_nothing(read(ben, ""))

    # Without a network the pause begins all the same, and is told as soon as there is one.
    ana.go_offline()
    ana.close_app()
    ana.open_app()
    back = pause(ana)
    ana.sees("Saved on this phone, will send")
    ana.go_online()
    assert says_nothing(read(ben, f"Until {back}."))
    assert len(services.messages("ben")) == 8
    assert len(services.messages("ana")) == 2


def later(time: str, minutes: int) -> str:
    """A clock time this many minutes later: 12:30 and 20 are 12:50."""
    hour, minute = divmod(int(time[:2]) * 60 + int(time[3:]) + minutes, 60)
    return f"{hour % 24:02}:{minute:02}"


def shortcut(product: Product, name: str) -> str:
    """Where a long press on the app's icon leads, under the name that says nothing of what it is."""
    with urllib.request.urlopen(f"{product.address}/neutral.webmanifest") as answer:
        manifest = json.load(answer)
    assert manifest["name"] == "Pages"
    return next(entry["url"] for entry in manifest["shortcuts"] if entry["name"] == name)


def check_in_for_both(phone: Phone, face: Face) -> None:
    is_at_home(phone)
    check_in(phone, face)
    kept.all_is_sent(phone)


def queued(product: Product) -> list[str]:
    """The kinds of notices that the server still has to send."""
    return [kind for (kind,) in rows(product, "SELECT kind FROM notice ORDER BY kind")]
