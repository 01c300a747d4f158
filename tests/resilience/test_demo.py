"""The demo shows every practice. It deletes its folder at each start, so it accepts no other folder."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from api.config import from_environment
from api.practices import PRACTICES
from tests.people import Cast
from tools import demo
from tools.demo_history import live
from tools.ports import free_port


def test_its_data_lie_below_the_configured_folder(tmp_path: Path):
    assert demo.data_folder({"TWOFOLD_DATA": str(tmp_path)}) == tmp_path / "demo"
    for none in ({}, {"TWOFOLD_DATA": ""}):
        assert demo.data_folder(none) == Path.cwd() / "var" / "demo"


def test_it_writes_into_no_place_of_a_running_product(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    real = tmp_path / "real"
    theirs = {
        "TWOFOLD_DATA": str(real),
        "TWOFOLD_DATABASE": f"sqlite:///{real}/theirs.db",
        "TWOFOLD_REMOVALS": f"{real}/removals",
        "TWOFOLD_ERASURES": f"{real}/erasures.log",
    }
    for name in theirs:
        monkeypatch.delenv(name, raising=False)
    own = demo.data_folder(theirs)
    for name, value in {**demo.without_places(theirs), "TWOFOLD_DATA": str(own)}.items():
        monkeypatch.setenv(name, value)
    settings = from_environment()
    assert settings.database == f"sqlite:///{own}/twofold.db"
    for place in (settings.data, settings.removal_log, settings.erasure_log):
        assert place.is_relative_to(own)


def test_it_says_what_to_do_with_its_two_links_and_nothing_for_new_couples(tmp_path: Path):
    surroundings = {**os.environ, "TWOFOLD_DATA": str(tmp_path), "PORT": str(free_port())}
    command = [sys.executable, "-m", "tools.demo"]
    running = subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    said = ""
    try:
        while "Ben's phone" not in said and (line := running.stdout.readline()):
            said += line
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(60)
        running.stdout.close()
    assert said.count("/move#") == 2
    assert said.count("Ctrl-C stops it") == 1
    assert "Connect with your partner" not in said


def test_both_find_something_of_every_practice(cast: Cast):
    ana, ben = cast.couple
    live(ana, ben)
    for phone in (ana, ben):
        phone.changes()
        assert not phone.store.refused
    found = {kind for phone in (ana, ben) for kind, _, _ in phone.store.records}
    without = {
        practice.name
        for practice in PRACTICES
        if not {kind.name for kind in practice.kinds} & found
    }
    assert without == set()
    assert {"conversation_steps", "conversation_takeaways", "appreciations"} <= found
