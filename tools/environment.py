"""Make `.venv` with the system's Python: `python3 -m tools.environment`.

Needs only the standard library.
"""

import importlib.util
import sys
import venv
from pathlib import Path

from tools import debian

PLACE = Path(".venv")


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - nothing else has checked it before
        sys.exit(
            f"Twofold needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}."
        )
    if importlib.util.find_spec("ensurepip") is None:
        debian.install(
            [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"],
            "the make targets",
        )
    venv.create(PLACE, with_pip=True, clear=True, symlinks=True)


if __name__ == "__main__":
    main()
