"""A temporary Caddy for tests, with a certificate of its own that only this run trusts."""

import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from tools import debian
from tools.ports import free_port

_OPTIONS = """
admin off
local_certs
skip_install_trust
auto_https disable_redirects
http_port {port}
"""


@contextmanager
def running(
    config: Path, host: str, web: str, folder: Path, *, live: str | None = None
) -> Generator[Path]:
    """Run it with a Caddyfile until the block ends; yields the certificate to trust.

    `web` has one or more HOST:PORT with spaces in between; `live`, by default the same, has those for streams.
    """
    environment = {
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "TWOFOLD_HOST": host,
        "TWOFOLD_WEB": web,
        "TWOFOLD_LIVE": live or web,
        "CADDY_GLOBAL_OPTIONS": _OPTIONS.format(port=free_port()),
    }
    program = debian.program("caddy", "caddy", "the tests of the front server")
    command = [program, "run", "--config", str(config), "--adapter", "caddyfile"]
    with (folder / "caddy.log").open("wb") as log:
        server = subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield folder / "data" / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    finally:
        server.terminate()
        server.wait(20)
