"""How long a write takes: with each durability, and with slow clients and many streams at the same time."""

import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

from api.client.phone import Phone
from api.client.transport import HttpTransport
from tests.browser.server import Product, product_commands
from tests.kernel.asking import check_in, sent
from tests.resilience.flooding import SLOW, STREAMS, flood

WRITES = 200
DURABILITIES = ("full", "normal")


def compare(folder: Path) -> None:
    """Print how long one check-in takes with each durability, written by one phone at a time."""
    for durability in DURABILITIES:
        with _web(folder / durability, durability) as origin:
            times = _times([_started(origin)])
            print(
                f"A write with TWOFOLD_DURABILITY={durability}: median {median(times):.1f} ms, "
                f"worst of {len(times)} {max(times):.1f} ms"
            )


def withstand(folder: Path) -> None:
    """Print how long a couple's check-ins take while a flood is on."""
    with _web(folder / "flood", "full") as origin:
        flooding, *couple = (_started(origin) for _ in range(3))
        couple[0].pair(couple[1])
        begun = perf_counter()
        with flood(origin, flooding):
            opened = perf_counter() - begun
            times = _times(couple)
        print(
            f"A write beside {SLOW} slow clients and {STREAMS} streams of one phone (opened in {opened:.1f} s): "
            f"median {median(times):.1f} ms, worst of {len(times)} {max(times):.1f} ms"
        )


@contextmanager
def _web(folder: Path, durability: str) -> Generator[str]:
    """The web process alone, as `make run` starts it, on a database of its own."""
    folder.mkdir()
    settings = {"TWOFOLD_DURABILITY": durability, "TWOFOLD_REQUESTS_PER_MINUTE": "1000000"}
    product = Product(folder, settings, lambda port: {"web": product_commands(port)["web"]})
    environment = {**os.environ, **product.environment}
    migrate = [sys.executable, "-m", "api.cli", "migrate"]
    subprocess.run(migrate, env=environment, check=True, stdout=subprocess.DEVNULL)
    try:
        product.start()
        yield product.origin
    finally:
        product.stop()


def _started(origin: str) -> Phone:
    phone = Phone(HttpTransport(origin))
    phone.start()
    return phone


def _times(phones: list[Phone]) -> list[float]:
    """Milliseconds of each write, these phones in turns."""
    times: list[float] = []
    for number in range(WRITES):
        phone = phones[number % len(phones)]
        request = check_in(phone, "me")
        begun = perf_counter()
        sent(phone, request)
        times.append((perf_counter() - begun) * 1000)
    return times
