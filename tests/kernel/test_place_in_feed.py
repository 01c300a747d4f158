"""The answer to a write tells its author which number it took in their own feed, and nothing else."""

from api.client.phone import Phone
from api.client.transport import Answer
from tests.kernel.asking import check_in, sent
from tests.people import Cast


def test_whoever_stood_directly_before_it_misses_nothing(cast: Cast) -> None:
    ana, _ = cast.couple
    before = _cursor(ana)
    answer = sent(ana, check_in(ana))
    assert _place(answer) == [before, _cursor(ana)]


def test_whoever_missed_something_stands_elsewhere(cast: Cast) -> None:
    ana, ben = cast.couple
    before = _cursor(ana)
    sent(ben, check_in(ben))
    told, after = _place(sent(ana, check_in(ana)))
    assert told != before
    assert after == _cursor(ana)


def test_a_repeat_has_no_place(cast: Cast) -> None:
    ana, _ = cast.couple
    request = check_in(ana)
    sent(ana, request)
    assert _place(sent(ana, request)) == []


def test_a_refused_write_has_no_place(cast: Cast) -> None:
    ana, _ = cast.couple
    answer = sent(ana, check_in(ana, edit=10**9))
    assert answer.status >= 400
    assert _place(answer) == []


def test_a_deletion_has_a_place(cast: Cast) -> None:
    ana, _ = cast.couple
    request = check_in(ana)
    _, before = _place(sent(ana, request))
    answer = ana.api.request("DELETE", request.path)
    assert _place(answer) == [before, _cursor(ana)]


def test_it_is_the_same_whether_the_partner_has_written_or_not(cast: Cast) -> None:
    """Numbers are of the author's own feed: what the partner writes only for themselves moves none of them."""
    ana, ben = cast.couple
    before = _cursor(ana)
    for _ in range(3):
        sent(ben, check_in(ben, audience="me"))
    assert _place(sent(ana, check_in(ana)))[0] == before


def _cursor(phone: Phone) -> str:
    return phone.api.call("GET", "/changes")["cursor"]


def _place(answer: Answer) -> list[str]:
    return answer.headers.get("Feed-Cursor", "").split()
