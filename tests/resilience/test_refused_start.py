"""A server that cannot work does not start, and says why; people would be let down without a sign of it."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from api import serving
from tools.ports import free_port

WELL = {"TWOFOLD_ORIGIN": "https://us.example", "TWOFOLD_PROXIES": "1"}

WRONG = [
    ({"TWOFOLD_PROXIES": "0"}, "proxies_unset"),
    ({"TWOFOLD_PUSH_CONTACT": "mailto:me@localhost"}, "contact_unusable"),
    ({"TWOFOLD_DATA": "/dev/null/data"}, "data_unwritable"),
    ({"TWOFOLD_REMOVALS": "/dev/null/removals"}, "data_unwritable"),
    ({"TWOFOLD_DURABILITY": "none"}, "TWOFOLD_DURABILITY"),
    ({"TWOFOLD_PROXY": "1"}, "TWOFOLD_PROXIES"),
]


def end_of(command: Sequence[str], settings: dict[str, str], data: Path) -> tuple[int, str]:
    """The exit code of a process that ends by itself, and what it has said."""
    environment = {**os.environ, "TWOFOLD_DATA": str(data), **WELL, **settings}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("process", ["web", "worker"])
@pytest.mark.parametrize(("settings", "named"), WRONG)
def test_it_names_what_is_wrong_and_ends(
    process: str, settings: dict[str, str], named: str, tmp_path: Path
):
    web = serving.web(f"127.0.0.1:{free_port()}")
    command = web if process == "web" else serving.worker()
    code, told = end_of(command, settings, tmp_path / "data")
    assert code != 0
    assert named in told
    assert "Traceback" not in told
    assert not (tmp_path / "data" / "twofold.db").exists()
