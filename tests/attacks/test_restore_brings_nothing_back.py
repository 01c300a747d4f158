"""A backup from before something was taken away is restored; then everybody tries to reach it.

Each story prepares, stops for the backup, takes something away, stops for the restore, and then lets
its owner, the partner, a stranger, an ex and whoever was shut out try.
"""

from collections.abc import Callable, Iterator

import pytest

from api.client.errors import UnknownKeyError
from api.client.phone import Phone
from api.client.records import Request
from api.config import Settings
from tests.kernel.asking import check_in, refused, sent
from tests.kernel.everything import everything, put_back
from tests.kernel.test_restore import after_restore
from tests.people import Cast

Story = Callable[[Cast], Iterator[None]]


def an_erased_person(cast: Cast) -> Iterator[None]:
    ana, ben = cast.couple
    written = check_in(ana)
    sent(ana, written)
    yield
    ana.erase()
    yield
    assert ana.session()["person"] is None
    assert ben.session()["couple"] is None
    _nobody_reads(cast, written)


def a_couple_that_parted(cast: Cast) -> Iterator[None]:
    ana, ben = cast.couple
    written = check_in(ben)
    sent(ben, written)
    yield
    ana.leave()
    yield
    assert [phone.session()["couple"] for phone in (ana, ben)] == [None, None]
    _nobody_reads(cast, written)


def a_removed_phone(cast: Cast) -> Iterator[None]:
    ana, second = cast.ana, cast.unused()
    _, ben = cast.couple
    ana.pair(second)
    ana.keep_partner()
    second.changes()
    second.refresh()
    yield
    ana.remove_phone(second.device_id)
    yield
    _is_out(second, ana, ben)


def a_phone_that_signed_out(cast: Cast) -> Iterator[None]:
    ana, second = cast.ana, cast.unused()
    _, ben = cast.couple
    ana.pair(second)
    yield
    second.api.call("DELETE", "/session")
    yield
    _is_out(second, ana, ben)


def a_check_in_for_both(cast: Cast) -> Iterator[None]:
    return _a_deleted(cast, check_in(cast.couple[0]), "check_ins")


def a_check_in_of_ones_own(cast: Cast) -> Iterator[None]:
    return _a_deleted(cast, check_in(cast.couple[0], "me"), "check_ins")


def a_check_in_that_the_backup_never_knew(cast: Cast) -> Iterator[None]:
    ana, _ = cast.couple
    written = check_in(ana)
    yield
    sent(ana, written)
    ana.delete("check_ins", _id(written))
    yield
    refused(ana, "gone", "PUT", written.path, written.body)
    _nobody_reads(cast, written)


STORIES: tuple[Story, ...] = (
    an_erased_person,
    a_couple_that_parted,
    a_removed_phone,
    a_phone_that_signed_out,
    a_check_in_for_both,
    a_check_in_of_ones_own,
    a_check_in_that_the_backup_never_knew,
)


@pytest.mark.parametrize("times", [1, 2], ids=("once", "twice"))
@pytest.mark.parametrize("story", STORIES, ids=[story.__name__ for story in STORIES])
def test_it_stays_away(
    story: Story, times: int, cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = story(cast)
    next(steps)
    backup = everything()
    next(steps)
    put_back(backup)
    for _ in range(times):
        after_restore(settings, monkeypatch)
    assert next(steps, "told") == "told"


def _a_deleted(cast: Cast, written: Request, kind: str) -> Iterator[None]:
    ana, _ = cast.couple
    sent(ana, written)
    yield
    ana.delete(kind, _id(written))
    yield
    refused(ana, "gone", "PUT", written.path, written.body)
    _nobody_reads(cast, written)


def _is_out(out: Phone, *others: Phone) -> None:
    """It is not signed in, and what the others write after the restore is under keys that it lacks."""
    refused(out, "sign_in", "GET", "/changes")
    refused(out, "sign_in", "GET", "/keys")
    for phone in others:
        phone.refresh()
    for phone in others:
        phone.refresh()
    assert [phone.api.call("GET", "/keys")["due"] for phone in others] == [[]] * len(others)
    for phone in others:
        for space_id in (phone.person_id, phone.space("us")):
            with pytest.raises(UnknownKeyError):
                out.ring.practice_key(phone.ring.in_force(space_id), "checkins")
            written = check_in(phone, "us" if space_id == phone.space("us") else "me")
            assert sent(phone, written).status == 201


def _nobody_reads(cast: Cast, written: Request) -> None:
    cleo, dan = cast.cleo, cast.dan
    cleo.leave()
    for phone in (cast.ana, cast.ben, cast.stranger, cleo, dan):
        assert phone.api.request("GET", written.path).status in (401, 404)
        if phone.session()["person"] is not None:
            phone.changes()
            assert _id(written) not in {record_id for _, _, record_id in phone.store.records}


def _id(request: Request) -> str:
    return request.path.rpartition("/")[2]
