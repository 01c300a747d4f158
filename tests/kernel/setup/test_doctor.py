"""The doctor says what is wrong and what to do."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from api import cli
from api.config import Settings
from api.kernel.schedule import zones
from api.kernel.setup import checks, doctor
from api.kernel.setup.findings import SENTENCES, Finding

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("name", [None, "Mira Okafor"])
def test_the_doctor_says_who_may_come_and_who_is_named(good: Settings, name: str | None):
    found = checks.of_settings(dataclasses.replace(good, sign_up="invitation", operator_name=name))
    lines = list(doctor.report(found))
    assert "ok       sign-up: invitation" in lines
    assert f"ok       run by: {name or 'nobody the app could name'}" in lines


def test_the_doctor_names_both_zone_versions(good: Settings, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(zones, "system_version", lambda: "2021a")
    [line] = [line for line in doctor.report(checks.all_of(good)) if "time zones" in line]
    assert "system 2021a; the package's are used" in line


@pytest.mark.parametrize("name", SENTENCES)
def test_each_problem_says_what_and_what_to_do(name: str):
    first, second = doctor.report([Finding("it", "this", name)])
    assert first.endswith(f"({name})")
    assert "{" not in first + second
    assert second.strip().endswith(".")


@pytest.fixture
def run_doctor(
    good: Settings, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> Callable[[], tuple[int, str]]:
    """The command, in this process."""
    monkeypatch.setenv("TWOFOLD_DATA", str(good.data))
    monkeypatch.setenv("TWOFOLD_DATABASE", good.database)
    monkeypatch.setenv("TWOFOLD_ORIGIN", good.origin)
    monkeypatch.setenv("TWOFOLD_PROXIES", "1")

    def run() -> tuple[int, str]:
        return cli.main(["doctor"]), capsys.readouterr().out

    return run


def test_the_command_ends_with_one_where_something_is_wrong(
    run_doctor: Callable[[], tuple[int, str]], monkeypatch: pytest.MonkeyPatch
):
    code, said = run_doctor()
    assert (code, "PROBLEM" in said) == (0, False)
    assert len(said.splitlines()) >= 9
    monkeypatch.setenv("TWOFOLD_ORIGIN", "http://us.example")
    code, said = run_doctor()
    assert code == 1
    assert "PROBLEM  address: People open http://us.example without https" in said
    assert "Put a proxy with a certificate in front" in said


@pytest.mark.parametrize(
    ("name", "value"), [("PROXIES", "one"), ("DURABILITY", "some"), ("DATABASE", "mysql://there")]
)
def test_settings_that_cannot_be_read(
    run_doctor: Callable[[], tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
):
    monkeypatch.setenv(f"TWOFOLD_{name}", value)
    code, said = run_doctor()
    assert code == 1
    assert said.startswith("PROBLEM  settings: ")
    assert f"TWOFOLD_{name}" in said


def test_a_database_that_is_not_there_yet_is_not_made(
    run_doctor: Callable[[], tuple[int, str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("TWOFOLD_DATABASE", f"sqlite:///{tmp_path}/none.db")
    code, said = run_doctor()
    assert (code, "migrations_missing" in said) == (1, True)
    assert not (tmp_path / "none.db").exists()


def test_the_doctor_tells_no_password(
    run_doctor: Callable[[], tuple[int, str]], monkeypatch: pytest.MonkeyPatch
):
    away = "postgresql://twofold:hunter2@127.0.0.1:1/none"
    monkeypatch.setenv("TWOFOLD_DATABASE", away)
    code, said = run_doctor()
    assert (code, "database_away" in said, "hunter2" in said) == (1, True, False)
