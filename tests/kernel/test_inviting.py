"""The command `invite` makes codes that let people in, lists them and revokes them."""

from collections.abc import Callable

import pytest
from flask import Flask

from api import cli
from api.client.codes import parse_code
from api.config import Settings
from api.kernel import clock as server_clock
from api.kernel.db import database
from tests.kernel.signing_up import come, sign_up_by
from tests.people import Cast

Invite = Callable[..., tuple[int, str, str]]
"""Runs the command; returns its exit code, and what it printed and said on the side."""


@pytest.fixture
def invite(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Invite:
    monkeypatch.setenv("TWOFOLD_DATABASE", settings.database)
    monkeypatch.setenv("TWOFOLD_DATA", str(settings.data))
    monkeypatch.setenv("TWOFOLD_ORIGIN", "https://us.example")
    monkeypatch.setenv("TWOFOLD_SIGN_UP", "invitation")

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        database.close_all()
        code = cli.main(["invite", *arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_each_code_is_a_link_and_the_same_code_to_type(app: Flask, cast: Cast, invite: Invite):
    sign_up_by(app, "invitation")
    code, printed, aside = invite("--count", "3")
    lines = printed.splitlines()
    assert (code, len(lines)) == (0, 3)
    assert "Each lets in 2 people" in aside
    for line in lines:
        link, typed = line.split()
        assert link.startswith("https://us.example/join#")
        assert parse_code(link) == parse_code(typed)
        assert come(cast, sign_up_code=link) == come(cast, sign_up_code=typed) == ""
    assert invite("--list")[1] == ""


def test_the_list_shows_what_a_code_is_good_for_and_never_the_code(
    app: Flask, cast: Cast, invite: Invite
):
    sign_up_by(app, "invitation")
    typed = invite("--days", "3")[1].split()[1]
    assert come(cast, sign_up_code=typed) == ""
    day = server_clock.to_text(server_clock.now() + 3 * server_clock.DAY)[:10]
    listed = invite("--list")[1]
    assert listed.endswith(f"  lets in 1 more, until {day}\n")
    assert typed not in listed


def test_one_code_is_revoked_by_its_name(app: Flask, cast: Cast, invite: Invite):
    sign_up_by(app, "invitation")
    first, second = (line.split()[1] for line in invite("--count", "2")[1].splitlines())
    names = [line.split()[0] for line in invite("--list")[1].splitlines()]
    assert invite("--revoke", names[0])[0] == 0
    code, _, aside = invite("--revoke", names[0])
    assert code == 1
    assert f"No code that still works has the name {names[0]}" in aside
    answers = {come(cast, sign_up_code=typed) for typed in (first, second)}
    assert answers == {"", "sign_up_code_unknown"}
    assert invite("--revoke-all")[1] == "Revoked: 1\n"
    assert invite("--list")[1] == ""


def test_no_name_revokes_more_than_it_names(invite: Invite):
    invite("--count", "2")
    for name in ("", "%", "_"):
        assert invite("--revoke", name)[0] == 1
    assert len(invite("--list")[1].splitlines()) == 2


def test_it_says_if_nobody_is_asked_for_a_code(invite: Invite, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TWOFOLD_SIGN_UP", "open")
    assert "TWOFOLD_SIGN_UP is open: nobody is asked for a code now." in invite()[2]


@pytest.mark.parametrize("wrong", [("--count", "0"), ("--count", "101"), ("--days", "x")])
def test_what_makes_no_sense_is_refused(invite: Invite, wrong: tuple[str, str]):
    with pytest.raises(SystemExit):
        invite(*wrong)
