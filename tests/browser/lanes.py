"""Stories run side by side, each process of the run in a lane of its own, with ports that no other lane uses."""

import os
from collections.abc import Iterator
from itertools import cycle, islice

from tools.ports import first_free

FIRST, LAST = 20_000, 32_000
"""Below the ports that Linux gives to connections: none of those takes a product's port while it is down."""
LANES = 12
EACH = (LAST - FIRST) // LANES


def product_port() -> int:
    """A free port for a product. No other product of this run gets it for many stories."""
    return first_free(islice(_ports, EACH))


def _own_ports() -> Iterator[int]:
    """This lane's ports, round and round, from a place that differs between runs on one machine."""
    lane = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % LANES
    own = range(FIRST + lane * EACH, FIRST + (lane + 1) * EACH)
    return islice(cycle(own), os.getpid() % EACH, None)


_ports = _own_ports()
