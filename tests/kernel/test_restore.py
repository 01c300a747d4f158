"""After a restore from a backup, phones load everything anew and send again what the backup lacks."""

import pytest
from flask import Flask

from api import cli
from api.client.phone import Phone
from api.config import Settings
from api.kernel.db import database
from tests.kernel.asking import check_in, id_of, refused, sent
from tests.kernel.everything import everything, nothing_changes, put_back
from tests.kernel.signing_up import come, new_code, sign_up_by
from tests.people import Cast


def after_restore(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs the command for after a restore as an administrator does."""
    monkeypatch.setenv("TWOFOLD_DATABASE", settings.database)
    monkeypatch.setenv("TWOFOLD_DATA", str(settings.data))
    database.close_all()
    assert cli.main(["after-restore"]) == 0


def moods(phone: Phone) -> list[object]:
    phone.changes()
    return [record.words for record in phone.store.records.values()]


def test_every_phone_loads_afresh(cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch):
    ana, ben = cast.couple
    sent(ana, check_in(ana, mood=1))
    cursors = [phone.api.call("GET", "/changes")["cursor"] for phone in (ana, ben)]
    after_restore(settings, monkeypatch)
    for phone, cursor in zip((ana, ben), cursors, strict=True):
        refused(phone, "resync", "GET", f"/changes?after={cursor}")
        assert moods(phone) == [{"mood": 1}]


def test_two_restores_give_two_generations(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    ana, _ = cast.couple
    backup = everything()
    after_restore(settings, monkeypatch)
    cursor = ana.api.call("GET", "/changes")["cursor"]
    put_back(backup)
    after_restore(settings, monkeypatch)
    refused(ana, "resync", "GET", f"/changes?after={cursor}")


def test_what_the_backup_lacks_is_sent_again(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    ana, ben = cast.couple
    kept = check_in(ana, mood=1)
    sent(ana, kept)
    backup = everything()
    edits = [check_in(ana, record_id=id_of(kept), edit=edit, mood=edit) for edit in (2, 3, 4)]
    new = check_in(ana, mood=5)
    for request in (*edits, new):
        sent(ana, request)
    assert {"mood": 4} in moods(ben)
    put_back(backup)
    after_restore(settings, monkeypatch)
    assert moods(ben) == [{"mood": 1}]
    for request, status in ((edits[-1], 200), (new, 201), (edits[-1], 200), (new, 200)):
        assert sent(ana, request).status == status
    assert sorted(map(str, moods(ben))) == ["{'mood': 4}", "{'mood': 5}"]


def test_an_edit_that_the_phones_had_left_behind_does_not_come_back(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    ana, _ = cast.couple
    first = check_in(ana)
    sent(ana, first)
    backup = everything()
    second, third = (check_in(ana, record_id=id_of(first), edit=edit) for edit in (2, 3))
    sent(ana, second)
    sent(ana, third)
    put_back(backup)
    after_restore(settings, monkeypatch)
    sent(ana, third)
    refused(ana, "stale_edit", "PUT", second.path, second.body)


def test_a_phone_that_was_let_in_since_the_backup_is_out(cast: Cast):
    ana, _ = cast.couple
    backup = everything()
    second = cast.unused()
    ana.pair(second)
    put_back(backup)
    refused(second, "sign_in", "GET", "/changes")
    assert ana.api.request("GET", "/changes").status == 200


def test_a_backup_of_now_changes_nothing(cast: Cast):
    ana, _ = cast.couple
    sent(ana, check_in(ana))
    with nothing_changes():
        put_back(everything())


def test_a_sign_up_code_that_was_used_since_is_not_usable_again(
    app: Flask, cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    sign_up_by(app, "invitation")
    code = new_code()
    backup = everything()
    assert [come(cast, sign_up_code=code) for _ in range(2)] == ["", ""]
    put_back(backup)
    after_restore(settings, monkeypatch)
    assert come(cast, sign_up_code=code) == "sign_up_code_unknown"
