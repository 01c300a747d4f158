"""Write openapi.yaml and the phone app's types, or fail if the committed files are out of date.

`python -m tools.drift [--write]`
"""

import subprocess
import sys
import tempfile
from pathlib import Path

SPEC = Path("openapi.yaml")
TYPES = Path("pwa/src/kernel/api.gen.ts")


def main() -> int:
    if "--write" in sys.argv[1:]:
        _generate(SPEC, TYPES)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        fresh = {SPEC: Path(folder) / SPEC.name, TYPES: Path(folder) / TYPES.name}
        _generate(*fresh.values())
        drifted = [
            committed
            for committed, made in fresh.items()
            if subprocess.run(["diff", "-u", "-N", committed, made]).returncode != 0
        ]
    for committed in drifted:
        print(f"{committed} is not what the server's routes give: run `make openapi`.")
    return int(bool(drifted))


def _generate(spec: Path, types: Path) -> None:
    subprocess.run([sys.executable, "-m", "api.cli", "openapi", spec], check=True)
    npm = [sys.executable, "-m", "tools.npm", "--prefix", "pwa/tools", "exec"]
    command = [*npm, "--", "openapi-typescript", spec, "--output", types]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
