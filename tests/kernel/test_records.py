"""Rules of every record, tested with check-ins: who may write, which edit is next, what a repeat does."""

import dataclasses

from api.kernel.ids import new_id
from api.kernel.records import LONGEST_JUMP
from tests.kernel.asking import check_in, id_of, invalid, now, refused, sent
from tests.kernel.everything import nothing_changes
from tests.people import Cast


def test_a_new_record_is_created(cast: Cast):
    ana, _ = cast.couple
    request = check_in(ana)
    answer = sent(ana, request)
    assert (answer.status, answer.headers["ETag"]) == (201, '"1"')
    shown = {"shown_at": request.body["at"]}
    assert answer.json == {
        **request.body,
        **shown,
        "id": id_of(request),
        "author_id": ana.person_id,
    }
    read = ana.api.request("GET", request.path)
    assert (read.status, read.headers["ETag"], read.json) == (200, '"1"', answer.json)


def test_the_next_edit_is_taken(cast: Cast):
    ana, ben = cast.couple
    first = check_in(ana)
    sent(ana, first)
    answer = sent(ana, check_in(ana, record_id=id_of(first), edit=2, mood=5))
    assert (answer.status, answer.headers["ETag"]) == (200, '"2"')
    assert ben.get("check_ins", id_of(first)).words == {"mood": 5}


def test_the_same_request_again_changes_nothing(cast: Cast):
    ana, _ = cast.couple
    request = check_in(ana)
    first = sent(ana, request)
    with nothing_changes():
        again = sent(ana, request)
    assert (again.status, again.json) == (200, first.json)
    assert again.headers["ETag"] == first.headers["ETag"]


def test_the_order_of_fields_does_not_make_another_request(cast: Cast):
    ana, _ = cast.couple
    request = check_in(ana)
    sent(ana, request)
    turned = dataclasses.replace(request, body=dict(reversed(request.body.items())))
    with nothing_changes():
        assert sent(ana, turned).status == 200


def test_an_older_request_again_gets_the_record_as_it_is(cast: Cast):
    ana, _ = cast.couple
    first = check_in(ana)
    sent(ana, first)
    second = sent(ana, check_in(ana, record_id=id_of(first), edit=2, mood=5))
    with nothing_changes():
        assert sent(ana, first).json == second.json


def test_of_two_edits_of_the_same_version_the_second_is_refused(cast: Cast):
    ana, _ = cast.couple
    first = check_in(ana)
    sent(ana, first)
    sent(ana, check_in(ana, record_id=id_of(first), edit=2))
    for edit in (1, 2):
        late = check_in(ana, record_id=id_of(first), edit=edit, mood=edit)
        refused(ana, "stale_edit", "PUT", late.path, late.body)


def test_edits_may_jump_but_not_far(cast: Cast):
    ana, _ = cast.couple
    first = check_in(ana, edit=LONGEST_JUMP)
    assert sent(ana, first).status == 201
    far = check_in(ana, record_id=id_of(first), edit=2 * LONGEST_JUMP + 1)
    refused(ana, "stale_edit", "PUT", far.path, far.body)
    near = check_in(ana, record_id=id_of(first), edit=2 * LONGEST_JUMP)
    assert sent(ana, near).status == 200
    too_far = check_in(ana, edit=LONGEST_JUMP + 1)
    refused(ana, "stale_edit", "PUT", too_far.path, too_far.body)


def test_the_partner_edits_and_deletes_nothing_of_mine(cast: Cast):
    ana, ben = cast.couple
    request = check_in(ana)
    sent(ana, request)
    other = check_in(ben, record_id=id_of(request), edit=2)
    refused(ben, "not_found", "PUT", other.path, other.body)
    refused(ben, "not_found", "DELETE", request.path)


def test_what_is_private_is_not_there_for_anybody_else(cast: Cast):
    ana, ben = cast.couple
    private = check_in(ana, "me")
    sent(ana, private)
    for other in (ben, cast.cleo, cast.stranger):
        body = {**private.body, "edit": 2, "sealed_by": other.person_id}
        told = [
            refused(other, "not_found", "GET", private.path),
            refused(other, "not_found", "DELETE", private.path),
            refused(other, "not_found", "PUT", private.path, body),
            refused(other, "not_found", "GET", f"/check-ins/{new_id()}"),
        ]
        assert all(problem == told[0] for problem in told)


def test_nobody_writes_into_a_space_that_is_not_theirs(cast: Cast):
    ana, ben = cast.couple
    request = check_in(ana)
    for space in (ben.person_id, cast.stranger.person_id, new_id()):
        body = {**request.body, "space_id": space}
        refused(ana, "not_found", "PUT", request.path, body)
    body = {**request.body, "sealed_by": cast.stranger.person_id}
    refused(cast.stranger, "not_found", "PUT", request.path, body)


def test_a_record_never_changes_its_audience(cast: Cast):
    ana, _ = cast.couple
    private = check_in(ana, "me")
    sent(ana, private)
    for edit in (1, 2):
        shared = check_in(ana, "us", id_of(private), edit)
        refused(ana, "id_taken", "PUT", shared.path, shared.body)


def test_nobody_seals_for_somebody_else(cast: Cast):
    ana, ben = cast.couple
    request = check_in(ana)
    body = {**request.body, "sealed_by": ben.person_id}
    invalid(ana, "PUT", request.path, body, "sealed_by")


def test_words_are_sealed_with_the_key_in_force(cast: Cast):
    ana, _ = cast.couple
    written = check_in(ana)
    sent(ana, written)
    old = check_in(ana)
    second = cast.unused()
    ana.pair(second)
    ana.remove_phone(second.device_id)
    refused(ana, "old_key", "PUT", old.path, old.body)
    with nothing_changes():
        assert sent(ana, written).status == 200, "a repeat is no new writing"
    assert ana.put("check_ins", new_id(), audience="us", words={"mood": 1}, at=now()).edit == 1


def test_what_was_deleted_stays_deleted(cast: Cast):
    ana, ben = cast.couple
    request = check_in(ana)
    sent(ana, request)
    ana.delete("check_ins", id_of(request))
    for late in (request, check_in(ana, record_id=id_of(request), edit=2)):
        refused(ana, "gone", "PUT", late.path, late.body)
    for phone in (ana, ben):
        refused(phone, "not_found", "GET", request.path)
    with nothing_changes():
        ana.delete("check_ins", id_of(request))


def test_nothing_can_be_deleted_that_never_was(cast: Cast):
    refused(cast.ana, "not_found", "DELETE", f"/check-ins/{new_id()}")


def test_words_may_be_as_long_as_they_may(cast: Cast):
    ana, _ = cast.couple
    longest = check_in(ana, text="x" * (32 * 1024 - len('{"text":""}')))
    assert sent(ana, longest).status == 201


def test_a_path_without_an_id_is_not_there(cast: Cast):
    ana, _ = cast.couple
    body = check_in(ana).body
    for bad in ("x", new_id().upper(), f"{new_id()}0", "../session"):
        refused(ana, "not_found", "PUT", f"/check-ins/{bad}", body)
