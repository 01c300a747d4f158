"""If another server already uses the port, nothing starts and nothing is written: no demo data gets into its
database.
"""

import os
import socket
import subprocess
import sys

import pytest

from tools.ports import HOST


@pytest.mark.parametrize("target", ["run", "demo"])
def test_a_port_in_use(target: str) -> None:
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        ended = subprocess.run(
            [sys.executable, "-m", f"tools.{target}"],
            env={**os.environ, "PORT": str(port)},
            capture_output=True,
            text=True,
            timeout=60,
        )
        other.settimeout(0)
        with pytest.raises(BlockingIOError):
            other.accept()
    assert ended.returncode == 1
    assert f"PORT={port + 1} make {target}" in ended.stderr
