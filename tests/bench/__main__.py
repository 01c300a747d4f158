"""`make bench`: how fast the built product starts, how large and fast its phone app is, and how long a write takes;
how many requests a core serves, beside other servers. `make bench ONLY=api` measures only the last,
`make bench ONLY=phone` only how the phone app starts. `make bench ONLY=growth`, which takes half an hour and 30 GB and
runs only when asked for: what a request costs with 1,000,000 couples. `make bench ONLY=push`, only when asked for too:
how late the last of many reminders is, and how many pushes a core sends, beside another sender. `make bench ONLY=live`,
only when asked for: what 10,000 idle streams take, and how soon the partner hears of a write, beside another server.

Also whether the time of an answer reveals what it must not, and how long writes take during a flood.
Figures vary with the machine, and nothing here fails a build. Lighthouse comes from npm.
"""

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.bench import cpu, growth, history, live, memory, push, rates, timing, writing
from tests.waiting import wait_until
from tools.ports import free_port

CHROMIUM = "/usr/bin/chromium"
STARTS = 20
VISITS = 7
PHONE = ViewportSize(width=390, height=844)
HERE = Path(__file__).parent
LIGHTHOUSE_GOALS = {"performance": 99, "accessibility": 100, "best-practices": 100}
LIGHTHOUSE_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"


def main() -> int:
    only = sys.argv[1:]
    if only not in ([], ["api"], ["phone"], ["growth"], ["push"], ["live"]):
        sys.exit(f"ONLY can be api, phone, growth, push or live, not {' '.join(only)}.")
    with tempfile.TemporaryDirectory(prefix="twofold-bench-") as name:
        if only == ["growth"]:
            growth.compare(Path(name))
            return 0
        if only == ["push"]:
            push.measure(Path(name))
            return 0
        if only == ["live"]:
            live.measure(Path(name))
            return 0
        if only != ["phone"]:
            _api(Path(name))
        if only != ["api"]:
            _starts(Path(name))
        if not only:
            _whole(Path(name))
    return 0


def _api(folder: Path) -> None:
    """What a request costs, and how many of them a core serves."""
    with _product(folder / "idle") as (_, process):
        memory.tell(process)
    cpu.measure(folder / "cpu")
    rates.compare(folder)


def _starts(folder: Path) -> None:
    """How the phone app starts."""
    with _product(folder / "phone-product") as (origin, _):
        _phone(origin, folder)


def _whole(folder: Path) -> None:
    """The rest of the product as people see it."""
    with _product(folder / "product") as (origin, _):
        timing.compare(origin)
        _lighthouse(origin, folder)
    writing.compare(folder)
    writing.withstand(folder)


@contextmanager
def _product(folder: Path) -> Generator[tuple[str, int]]:
    """The product as `make run` starts it, on a database of its own: its origin and process id."""
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    settings = {
        "TWOFOLD_DATA": str(folder),
        "TWOFOLD_ORIGIN": origin,
        "PORT": str(port),
        "TWOFOLD_REQUESTS_PER_MINUTE": "1000000",
    }
    command = [sys.executable, "-m", "tools.run"]
    begun = time.monotonic()
    product = subprocess.Popen(command, env={**os.environ, **settings}, stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: _is_ready(origin), "the product", timeout=60)
        print(f"First start, database made: {time.monotonic() - begun:.1f} s (goal 3 s)")
        yield origin, product.pid
    finally:
        product.send_signal(signal.SIGINT)
        product.wait(30)


def _is_ready(origin: str) -> bool:
    try:
        urllib.request.urlopen(f"{origin}/readyz", timeout=5).close()
    except OSError:
        return False
    return True


def _phone(origin: str, folder: Path) -> None:
    """What the first visit loads, and how long a start from the phone's cache takes."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            folder / "phone", executable_path=CHROMIUM, viewport=PHONE, args=["--no-sandbox"]
        )
        page = context.pages[0]
        print(
            f"JavaScript of the first screen, compressed: {_scripts(page, origin):,} bytes (goal 30,000)"
        )
        page.get_by_role("button", name="Start without a check-in").click()
        page.get_by_role("button", name="Alright").wait_for()
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        _print_starts("Start from cache to the five faces", page, origin)
        history.fill(page)
        _print_starts(f"The same with {history.RECORDS:,} records on the phone", page, origin)
        context.close()


def _print_starts(what: str, page: Page, origin: str) -> None:
    times = sorted(_start(page, origin) for _ in range(STARTS))
    print(
        f"{what}: median {statistics.median(times):.0f} ms, "
        f"worst of {STARTS} {times[-1]:.0f} ms (goal 300 ms)"
    )


def _scripts(page: Page, origin: str) -> int:
    """Bytes of the scripts that are loaded when the first screen is complete."""
    page.goto(origin, wait_until="commit")
    shown = page.wait_for_function(
        """() => document.querySelector('main button') &&
            performance.getEntriesByType('resource')
                .filter((entry) => new URL(entry.name).pathname.endsWith('.js'))
                .reduce((bytes, entry) => bytes + entry.encodedBodySize, 0)""",
        polling="raf",
    )
    return int(shown.json_value())


def _start(page: Page, origin: str) -> float:
    """Milliseconds from opening the app to its five faces, by the page's own clock."""
    page.goto("about:blank")
    page.goto(origin, wait_until="commit")
    shown = page.wait_for_function(
        "() => document.querySelectorAll('main button').length >= 5 && performance.now()",
        polling="raf",
    )
    return float(shown.json_value())


def _lighthouse(origin: str, folder: Path) -> None:
    """Lighthouse for the first screen on a phone with a slow connection; scores vary, so the median counts."""
    npm = [sys.executable, "-m", "tools.npm", "--prefix", str(HERE)]
    subprocess.run([*npm, "ci", "--silent"], check=True)
    command = [*npm, "exec", "--silent", "--", "lighthouse", origin, "--quiet", "--output=json"]
    visits = [_visit(command, folder / f"lighthouse-{number}.json") for number in range(VISITS)]
    found = [visit for visit in visits if visit]
    for name, goal in LIGHTHOUSE_GOALS.items():
        scores = sorted(round(visit["categories"][name]["score"] * 100) for visit in found)
        title = found[0]["categories"][name]["title"]
        print(
            f"Lighthouse, {title}: median {statistics.median_low(scores)}, "
            f"worst of {len(scores)} {scores[0]} (goal {goal})"
        )


def _visit(command: list[str], report: Path) -> dict[str, Any] | None:
    """One report; None if Chromium recorded nothing, which Lighthouse itself reports."""
    settings = [
        f"--output-path={report}",
        f"--only-categories={','.join(LIGHTHOUSE_GOALS)}",
        f"--chrome-flags={LIGHTHOUSE_FLAGS}",
    ]
    environment = {**os.environ, "CHROME_PATH": CHROMIUM}
    done = subprocess.run([*command, *settings], check=False, env=environment)
    return None if done.returncode else json.loads(report.read_text())


if __name__ == "__main__":
    sys.exit(main())
