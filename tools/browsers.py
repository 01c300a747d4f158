"""Make sure that what the browser stories need is installed: `python -m tools.browsers`."""

import re
import shutil
import subprocess
from ctypes.util import find_library
from pathlib import Path

from tools import debian

# The versions that the pinned Playwright was tested with. It cannot drive Firefox 140, which an old
# package list has.
CHROMIUM = 156
FIREFOX = 153

DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")


def main() -> None:
    wanted = {
        "chromium": _major("chromium") >= CHROMIUM,
        "firefox-esr": _major("firefox-esr") >= FIREFOX,
        # Firefox uses this library to reach the notification daemon, over the test's own D-Bus.
        "libnotify4": find_library("notify"),
        "dbus": shutil.which("dbus-run-session"),
        # It puts a certificate among those that a browser trusts.
        "libnss3-tools": shutil.which("certutil"),
        # The only font family of phones in the stories: see tests/browser/fonts.conf.
        "fonts-dejavu-core": DEJAVU.exists(),
    }
    missing = [package for package, found in wanted.items() if not found]
    if missing:
        debian.install(missing, "the browser tests")


def _major(program: str) -> int:
    """The version of a browser; 0 if it is not installed."""
    if shutil.which(program) is None:
        return 0
    told = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    found = re.search(r"(\d+)\.\d", told)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main()
