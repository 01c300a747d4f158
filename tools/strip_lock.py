"""Remove all addresses from npm lock files: `python -m tools.strip_lock FILE...`

npm stores a funding address with each package. Installing does not need them, and our lock files
name no host.
"""

import json
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    for name in sys.argv[1:]:
        file = Path(name)
        lock: dict[str, Any] = json.loads(file.read_text())
        for package in lock["packages"].values():
            package.pop("funding", None)
            package.pop("deprecated", None)
        file.write_text(json.dumps(lock, indent="\t", ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
