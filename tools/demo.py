"""A couple with three weeks of history: `python -m tools.demo`.

Starts the product on a new database (`demo` below TWOFOLD_DATA or ./var), fills it through the API
as two phones would, everything sealed, and prints two links. Each opens one partner's phone in a
browser.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

from api.client.phone import Phone
from api.client.transport import HttpTransport
from tools.demo_history import ZONE, live
from tools.ports import HOST, wished_port

PLACES = ("TWOFOLD_DATABASE", "TWOFOLD_REMOVALS", "TWOFOLD_ERASURES")


def main() -> int:
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    origin = f"http://{HOST}:{wished_port('demo')}"
    data = data_folder(os.environ)
    shutil.rmtree(data, ignore_errors=True)
    environment = {
        **without_places(os.environ),
        "TWOFOLD_DATA": str(data),
        "TWOFOLD_ORIGIN": origin,
    }
    # in a process group of its own: Ctrl-C then reaches only this process, which terminates it
    command = [sys.executable, "-m", "tools.run", "--quiet"]
    product = subprocess.Popen(command, env=environment, process_group=0)
    try:
        _wait_until_ready(f"{origin}/readyz", product)
        ana, ben = _couple(origin)
        live(ana, ben)
        print(_welcome(origin), flush=True)
        _hand_over(origin, ana, ben, product)
    except KeyboardInterrupt:
        pass
    finally:
        product.terminate()
        product.wait()
    return 0


def data_folder(environment: Mapping[str, str]) -> Path:
    """The demo's own folder. It is deleted at each start, so it is never that of a running product."""
    return Path(environment.get("TWOFOLD_DATA") or "var").absolute() / "demo"


def without_places(environment: Mapping[str, str]) -> dict[str, str]:
    """Remove settings that would let the demo write into another database or log."""
    return {name: value for name, value in environment.items() if name not in PLACES}


def _wait_until_ready(url: str, product: subprocess.Popen[bytes]) -> None:
    while product.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("The product did not start; see above.")


def _welcome(origin: str) -> str:
    return f"""
  Ana and Ben, with three weeks of history, are on {origin}

  1. Open each link below in a browser of its own, and tap Bring them here.
  2. The browser shows four words. If the same four appear here, tap Yes, the same.

  Ctrl-C stops it. The next start begins afresh.
"""


def _couple(origin: str) -> tuple[Phone, Phone]:
    ana, ben = (Phone(HttpTransport(origin)) for _ in range(2))
    for phone in (ana, ben):
        phone.start(ZONE)
    ana.pair(ben)
    return ana, ben


def _hand_over(origin: str, ana: Phone, ben: Phone, product: subprocess.Popen[bytes]) -> None:
    """Print a link for each phone and confirm the phone that opens it; after each use print a new
    link."""
    waiting = {name: _offer(origin, name, phone) for name, phone in (("Ana", ana), ("Ben", ben))}
    while product.poll() is None:
        for name, let_in in list(waiting.items()):
            if let_in():
                waiting[name] = _offer(origin, name, ana if name == "Ana" else ben)
        time.sleep(0.5)


def _offer(origin: str, name: str, phone: Phone) -> Callable[[], bool]:
    code = phone.offer("device")
    print(f"  {name}'s phone: {origin}/move#{code}", flush=True)

    def let_in() -> bool:
        if not phone.is_answered():
            return False
        print(f"  {name}'s two phones show: {phone.phrase()}", flush=True)
        phone.confirm()
        return True

    return let_in


if __name__ == "__main__":
    sys.exit(main())
