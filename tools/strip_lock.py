"""Take every address out of npm lock files: `python -m tools.strip_lock FILE...`

npm writes who asks for donations beside each package; installing needs none of it, and our locks name
no host.
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
