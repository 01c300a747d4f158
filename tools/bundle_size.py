"""Fail if the phone app's first page loads more JavaScript than we allow, or any of a practice:
`python -m tools.bundle_size`.
"""

import gzip
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

DIST = Path("pwa/dist")
KINDS = Path("pwa/src/kernel/store/kinds.gen.ts")
ALLOWED = 19_000
"""Limit in bytes, gzipped, of the entry and its static imports; the service worker and lazy screens
do not count. A practice adds nothing to them, so it need not grow with those."""


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
    names = FirstPage((DIST / "index.html").read_text()).scripts
    scripts = {name: (DIST / name.lstrip("/")).read_bytes() for name in names}
    if not scripts:
        sys.exit("index.html loads no script at all: the build is broken.")
    sizes = {name: len(gzip.compress(script, 9)) for name, script in scripts.items()}
    for name, size in sizes.items():
        print(f"{size:>7,}  {name}")
    total = sum(sizes.values())
    print(f"{total:>7,}  bytes of first JavaScript, gzipped; {ALLOWED:,} allowed")
    kinds = _kinds_in(b"".join(scripts.values()).decode())
    if kinds:
        print(f"It has kinds of practices, and grows with each: {', '.join(kinds)}")
    return int(total > ALLOWED or bool(kinds))


def _kinds_in(script: str) -> list[str]:
    """The kinds of records that are named in it. A practice registers its kinds where it registers itself."""
    kinds: list[str] = re.findall(r'"name": "(\w+)"', KINDS.read_text())
    return [kind for kind in kinds if re.search(rf"[\"'`]{kind}[\"'`]", script)]


if __name__ == "__main__":
    sys.exit(main())
