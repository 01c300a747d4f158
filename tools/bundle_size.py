"""Fail if the phone app's first page loads more JavaScript than we allow: `python -m tools.bundle_size`."""

import gzip
import sys
from html.parser import HTMLParser
from pathlib import Path

DIST = Path("pwa/dist")
ALLOWED = 20_000
"""Limit in bytes, gzipped, of the entry and its static imports; the service worker and lazy screens
do not count. A practice adds nothing to them: tests/contract/test_house.py."""


class FirstPage(HTMLParser):
    """Collects the scripts of index.html; Vite lists the entry's static imports there as module preloads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        address = values.get("src") if tag == "script" else values.get("href")
        if address and (tag == "script" or values.get("rel") == "modulepreload"):
            self.scripts.append(address)


def main() -> int:
    scripts = FirstPage((DIST / "index.html").read_text()).scripts
    sizes = {
        script: len(gzip.compress((DIST / script.lstrip("/")).read_bytes(), 9))
        for script in scripts
    }
    if not sizes:
        sys.exit("index.html loads no script at all: the build is broken.")
    for script, size in sizes.items():
        print(f"{size:>7,}  {script}")
    print(f"{sum(sizes.values()):>7,}  bytes of first JavaScript, gzipped; {ALLOWED:,} allowed")
    return int(sum(sizes.values()) > ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
