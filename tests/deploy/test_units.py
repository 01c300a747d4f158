"""The systemd units: systemd finds no fault in them, they are well shut in, and they run commands that exist."""

import shlex
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from api import cli
from api.config import from_environment
from tools import debian

UNITS = Path("deploy/systemd")
SERVICES = sorted(UNITS.glob("*.service"))
TWOFOLD = "/opt/twofold/.venv/bin/twofold"
HERE = Path(sys.executable).with_name("twofold")
WORST = 20
"""The exposure that systemd computes, times ten: 20 is 2.0 of 10."""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The units as they are on a box where the program that they start exists."""
    for unit in (*SERVICES, *UNITS.glob("*.timer")):
        text = unit.read_text().replace(TWOFOLD, str(HERE))
        (tmp_path / unit.name).write_text(text)
    return tmp_path


@pytest.mark.slow
def test_systemd_finds_no_fault(installed: Path):
    files = sorted(map(str, installed.iterdir()))
    done = subprocess.run(
        [_analyze(), "verify", "--man=no", *files], capture_output=True, text=True
    )
    ours = [line for line in done.stderr.splitlines() if "twofold" in line]
    assert ours == []


@pytest.mark.slow
@pytest.mark.parametrize("service", [file.name for file in SERVICES])
def test_each_is_shut_in(installed: Path, service: str):
    command = [_analyze(), "security", "--offline=true", f"--threshold={WORST}"]
    done = subprocess.run([*command, installed / service], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:]


@pytest.mark.parametrize("service", [file.name for file in SERVICES])
def test_each_runs_commands_that_exist(service: str):
    section = _read(service)["Service"]
    for line in (section["ExecStart"], section.get("ExecStartPre", f"{TWOFOLD} migrate")):
        program, *command = shlex.split(line)
        assert program == TWOFOLD
        assert cli.parser().parse_args(command).command == command[0]


def test_what_restarts_never_gives_up():
    """By default five quick failures, as while a database starts, are the last."""
    units = [_read(file.name) for file in SERVICES]
    lasting = [unit for unit in units if unit["Service"].get("Restart") == "always"]
    assert [unit["Unit"].get("StartLimitIntervalSec") for unit in lasting] == ["0", "0"]


def test_the_settings_are_settings(monkeypatch: pytest.MonkeyPatch):
    """The sample starts as it is, once the address is one's own."""
    for line in (UNITS / "twofold.env").read_text().splitlines():
        name, _, value = line.partition("=")
        if value and not line.startswith("#"):
            monkeypatch.setenv(name, value)
    assert from_environment().proxies == 1


def _analyze() -> str:
    return debian.program("systemd-analyze", "systemd", "the tests of the units")


def _read(name: str) -> ConfigParser:
    parsed = ConfigParser(strict=False, interpolation=None)
    parsed.optionxform = str  # pyright: ignore[reportAttributeAccessIssue] - names keep their case
    parsed.read(UNITS / name)
    return parsed
