"""The private safety check: only on the phone, for anybody who opens it, and gone when it is closed."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.conftest import MakePhone
from tests.browser.looking import look
from tests.browser.phones import Phone
from tests.browser.steps import is_installed, pair, start_both


def test_five_questions(phones: MakePhone) -> None:
    ana, ben = phones("ana"), phones("ben", browser="firefox")

    # Before anybody has started, and without a network.
    for phone in (ana, ben):
        phone.open_app()
        is_installed(phone)
        phone.go_offline()
        opens_the_check(phone)
        answers(phone, "No")
        phone.sees("It is good to check")
        assert not phone.tappable("Leave quietly").count()
        phone.go_online()

    # With the partner's phone beside it: nothing is sent, nothing is kept, nothing is seen.
    start_both(ana, ben)
    pair(ana, ben)
    for phone, partner in ((ana, ben), (ben, ana)):
        kept.all_is_sent(ana, ben)
        before = kept.everything(phone), kept.shared(partner)
        sent = watch(phone)
        opens_the_check(phone)
        look(phone, "safety-check")
        answers(phone, "Sometimes")
        phone.sees("You don't have to face this alone")
        look(phone, "safety-check-answered")
        assert [path for path in sent if not path.startswith("/assets/")] == []
        assert (kept.everything(phone), kept.shared(partner)) == before
        phone.tap("Leave quietly")
        expect(phone.tappable("Leave")).to_be_visible()

        # Somebody who comes back finds the questions unanswered.
        phone.open_app("/help/check")
        assert phone.page.get_by_role("radio", checked=True).count() == 0


def opens_the_check(phone: Phone) -> None:
    """Two taps from anywhere."""
    phone.tap("Help")
    phone.tap("Show the questions")
    phone.sees("Five questions; nothing is saved.")


def answers(phone: Phone, answer: str) -> None:
    choices = phone.page.get_by_role("radio", name=answer, exact=True)
    expect(choices).to_have_count(5)
    for choice in choices.all():
        choice.check()


def watch(phone: Phone) -> list[str]:
    """Collects the paths of all requests of the page from now on; the live stream is open already."""
    paths: list[str] = []
    phone.page.on("request", lambda request: paths.append(urlsplit(request.url).path))
    return paths
