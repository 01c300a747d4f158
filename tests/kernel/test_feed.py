"""The feed of a reader: each change once, under numbers that reveal nothing about other feeds."""

from typing import Any
from urllib.parse import quote

from api.client.phone import Phone
from api.kernel import feed
from api.kernel.db import transaction
from api.kernel.ids import new_id
from tests.kernel.asking import check_in, refused, sent
from tests.people import Cast

EMPTY: dict[str, Any] = {"records": {}, "gone": [], "more": False}


def page(phone: Phone, after: str | None = None, limit: int = 200) -> dict[str, Any]:
    where = "" if after is None else f"&after={quote(after)}"
    return phone.api.call("GET", f"/changes?limit={limit}{where}")


def number(cursor: str) -> int:
    return int(cursor.partition(".")[2])


def moods(phone: Phone, found: dict[str, Any]) -> list[Any]:
    """The words of the check-ins on a page, in its order."""
    listed = found["records"].get("check_ins", [])
    return [phone.get("check_ins", view["id"]).words for view in listed]


def write(phone: Phone, audience: str = "us", record_id: str | None = None, edit: int = 1) -> str:
    """A check-in whose mood is its edit; returns its id."""
    request = check_in(phone, audience, record_id, edit, mood=edit)
    assert sent(phone, request).status < 300
    return request.path.rpartition("/")[2]


def test_at_first_there_is_nothing(cast: Cast):
    ana, _ = cast.couple
    found = page(ana)
    assert {**found, "cursor": ""} == {**EMPTY, "cursor": ""}
    assert number(found["cursor"]) == 0


def test_each_change_takes_the_next_number_of_each_reader(cast: Cast):
    ana, ben = cast.couple
    for n in range(1, 4):
        write(ana)
        assert [number(page(phone)["cursor"]) for phone in (ana, ben)] == [n, n]


def test_what_is_private_takes_no_number_of_anybody_else(cast: Cast):
    ana, ben = cast.couple
    before = [page(phone) for phone in (ben, cast.stranger)]
    private = write(ana, "me")
    write(ana, "me", private, edit=2)
    ana.delete("check_ins", private)
    assert [page(phone) for phone in (ben, cast.stranger)] == before
    assert number(page(ana)["cursor"]) == 3


def test_a_record_stands_once_where_it_changed_last(cast: Cast):
    ana, ben = cast.couple
    first, second = write(ana), write(ana)
    write(ana, record_id=first, edit=2)
    found = page(ben)
    assert [view["id"] for view in found["records"]["check_ins"]] == [second, first]
    assert moods(ben, found) == [{"mood": 1}, {"mood": 2}]
    assert number(found["cursor"]) == 3


def test_a_view_that_did_not_change_takes_no_number(cast: Cast):
    ana, ben = cast.couple
    view = {"id": new_id(), "space_id": ana.space("us")}
    for _ in range(2):
        with transaction():
            feed.publish("walks", ana.space("us"), view["id"], {ana.person_id: view})
    assert number(feed.cursor(ana.person_id)) == 1
    assert number(feed.cursor(ben.person_id)) == 0


def test_readers_may_see_a_record_each_in_their_own_way(cast: Cast):
    ana, ben = cast.couple
    one, space = new_id(), ana.space("us")
    with transaction():
        feed.publish("walks", space, one, {ana.person_id: {"for": "ana"}, ben.person_id: None})
    assert feed.page(ana.person_id, None, 10).bodies == {"walks": ['{"for":"ana"}']}
    assert feed.page(ben.person_id, None, 10).gone == []
    assert number(feed.cursor(ben.person_id)) == 0


def test_what_is_deleted_is_told_as_gone(cast: Cast):
    ana, ben = cast.couple
    one = write(ana)
    cursor = page(ben)["cursor"]
    ana.delete("check_ins", one)
    gone = [{"kind": "check_ins", "space_id": ana.space("us"), "id": one}]
    assert page(ben, cursor)["gone"] == gone
    assert page(ben)["records"] == {}
    ana.delete("check_ins", one)
    assert number(page(ben)["cursor"]) == 2


def test_pages_follow_each_other_without_a_gap(cast: Cast):
    ana, ben = cast.couple
    written = [write(ana) for _ in range(7)]
    read: list[str] = []
    found = page(ben, limit=3)
    sizes: list[int] = []
    while True:
        views = found["records"]["check_ins"]
        sizes.append(len(views))
        read += [view["id"] for view in views]
        if not found["more"]:
            break
        found = page(ben, found["cursor"], limit=3)
    assert (read, sizes) == (written, [3, 3, 1])
    assert {**page(ben, found["cursor"]), "cursor": ""} == {**EMPTY, "cursor": ""}


def test_a_page_that_is_just_full_says_that_there_is_no_more(cast: Cast):
    ana, ben = cast.couple
    write(ana)
    write(ana)
    assert page(ben, limit=2)["more"] is False
    assert page(ben, limit=1)["more"] is True


def test_what_changes_while_one_reads_comes_on_a_later_page(cast: Cast):
    ana, ben = cast.couple
    first = write(ana)
    second = write(ana)
    half = page(ben, limit=1)
    write(ana, record_id=first, edit=2)
    rest = page(ben, half["cursor"])
    assert [view["id"] for view in rest["records"]["check_ins"]] == [second, first]


def test_a_cursor_that_was_never_given_out_means_to_load_afresh(cast: Cast):
    ana, ben = cast.couple
    write(ana)
    mine, his = page(ana)["cursor"], page(ben)["cursor"]
    generation = mine.partition(".")[0]
    foreign = his.partition(".")[0]
    for bad in (
        "0",
        "nonsense",
        f"{generation}.",
        f"{generation}.-1",
        f"{generation}.2",
        f"{foreign}.1",
    ):
        refused(ana, "resync", "GET", f"/changes?after={bad}")
    refused(ana, "resync", "GET", f"/changes?after={quote(generation + '.¹')}")


def test_a_new_generation_makes_every_phone_load_afresh(cast: Cast):
    ana, ben = cast.couple
    write(ana)
    old = [page(phone)["cursor"] for phone in (ana, ben)]
    with transaction():
        feed.start_generation()
    for phone, cursor in zip((ana, ben), old, strict=True):
        refused(phone, "resync", "GET", f"/changes?after={cursor}")
        assert moods(phone, page(phone)) == [{"mood": 1}]


def test_what_makes_no_sense_in_the_query_is_refused(cast: Cast):
    for query in ("limit=0", "limit=501", "limit=all", "after=", f"after={'x' * 65}", "since=1"):
        refused(cast.ana, "invalid", "GET", f"/changes?{query}")
