"""Make sure that what the browser stories need is installed: `python -m tools.browsers`."""

import shutil
from ctypes.util import find_library

from tools import debian


def main() -> None:
    wanted = {
        "chromium": shutil.which("chromium"),
        "firefox-esr": shutil.which("firefox-esr"),
        # Firefox speaks to the notification daemon through this library, over a D-Bus of the test's own.
        "libnotify4": find_library("notify"),
        "dbus": shutil.which("dbus-run-session"),
    }
    missing = [package for package, found in wanted.items() if not found]
    if missing:
        debian.install(missing, "the browser tests")


if __name__ == "__main__":
    main()
