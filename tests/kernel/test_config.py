"""Defaults that follow from the environment."""

import dataclasses
import re
from pathlib import Path

import pytest

from api import cli
from api.config import Settings, from_environment
from tools import settings_page


@pytest.mark.parametrize(
    ("origin", "contact"),
    [
        ("https://us.example/", "https://us.example"),
        ("http://127.0.0.1:8000", "mailto:push@localhost.invalid"),
    ],
)
def test_push_services_are_told_whom_to_write_to(
    monkeypatch: pytest.MonkeyPatch, origin: str, contact: str
):
    monkeypatch.setenv("TWOFOLD_ORIGIN", origin)
    assert from_environment().push_contact == contact
    monkeypatch.setenv("TWOFOLD_PUSH_CONTACT", "mailto:host@us.example")
    assert from_environment().push_contact == "mailto:host@us.example"


def test_a_value_can_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    secret = tmp_path / "database"
    secret.write_text("postgresql://twofold:secret@db/twofold\n")
    monkeypatch.setenv("TWOFOLD_DATABASE_FILE", str(secret))
    assert from_environment().database == "postgresql://twofold:secret@db/twofold"
    secret.unlink()
    with pytest.raises(ValueError, match="TWOFOLD_DATABASE_FILE"):
        from_environment()


def test_the_privacy_notice_is_read_with_its_lines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    notice = tmp_path / "notice.txt"
    notice.write_text("The server stands in Berlin.\n\n<b>Backups</b> are kept for a month.\n")
    monkeypatch.setenv("TWOFOLD_PRIVACY_NOTICE_FILE", str(notice))
    told = "The server stands in Berlin.\n\n<b>Backups</b> are kept for a month."
    assert from_environment().privacy_notice == told


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TWOFOLD_SIGN_UP", "invite"),
        ("TWOFOLD_OPERATOR_NAME", "a" * 101),
        ("TWOFOLD_OPERATOR_CONTACT", "a" * 201),
        ("TWOFOLD_PRIVACY_NOTICE", "a" * 20_001),
    ],
)
def test_who_runs_the_server_is_told_in_bounds(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
):
    monkeypatch.setenv(name, value)
    with pytest.raises(ValueError, match=name):
        from_environment()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("TWOFOLD_PROXY", "Did you mean TWOFOLD_PROXIES?"),
        ("TWOFOLD_PUSH_CONTACTS", "Did you mean TWOFOLD_PUSH_CONTACT?"),
        ("TWOFOLD_COLOUR_OF_THE_SKY", "TWOFOLD_COLOUR_OF_THE_SKY is not a setting."),
    ],
)
def test_a_name_that_is_no_setting_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, hint: str
):
    monkeypatch.setenv(name, "1")
    with pytest.raises(ValueError, match=re.escape(hint)):
        from_environment()


def test_the_page_of_settings_has_them_all():
    """Of each field that the environment sets, the page says what it means."""
    own = {"testing", "clock_offset_file", "push_reroute"}
    fields = {field.name for field in dataclasses.fields(Settings)} - own
    assert settings_page.page().count("\n| `TWOFOLD_") == len(fields)


@pytest.mark.parametrize("command", ["migrate", "backup", "after-restore"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TWOFOLD_PROXY", "1"),
        ("TWOFOLD_PROXIES", "one"),
        ("TWOFOLD_DATABASE", "mysql://u:hunter2@db/x"),
        ("TWOFOLD_REDIS", "http://u:hunter2@redis/0"),
    ],
)
def test_a_command_names_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    name: str,
    value: str,
):
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit):
        cli.main([command])
    told = capsys.readouterr().err
    assert name in told
    assert "hunter2" not in told
