"""Whether the time of an answer reveals what a partner keeps to themselves.

Two couples side by side: in one ben lets an ask rest, writes for himself and is ready alone; in the other
he does nothing. Both anas send the same requests, in turns.
"""

from collections.abc import Callable
from functools import partial
from math import sqrt
from random import Random
from statistics import median
from time import perf_counter

from api.client.phone import Phone
from api.client.transport import HttpTransport
from api.kernel.ids import new_id
from tests.kernel.asking import check_in, sent
from tests.practices.asks.asking import ask, say, sealed_ask
from tests.practices.readiness.saying import path_of, sealed_readiness
from tests.practices.readiness.saying import say as say_ready

ROUNDS = 400
PRIVATE = 20
"""How many check-ins ben keeps to himself."""

Request = Callable[[], object]


def compare(origin: str) -> None:
    """Print, for each request of ana, how often it took longer for the couple with something hidden."""
    hidden, nothing = _requests(origin, hides=True), _requests(origin, hides=False)
    spread = 100 / sqrt(ROUNDS)  # two standard deviations of a fair coin
    for name, request in hidden.items():
        longer, difference = _slower(request, nothing[name])
        print(
            f"{name}: slower with something hidden in {longer:.0%} of {ROUNDS} rounds "
            f"(chance alone: {50 - spread:.0f}-{50 + spread:.0f} %), median {difference:+.2f} ms"
        )


def _requests(origin: str, *, hides: bool) -> dict[str, Request]:
    ana, ben = Phone(HttpTransport(origin)), Phone(HttpTransport(origin))
    for phone in (ana, ben):
        phone.start()
    ana.pair(ben)
    one = ask(ana, "touch")["id"]
    if hides:
        say(ben, one, "rest")
        say_ready(ben, "touch", "ready")
        for _ in range(PRIVATE):
            sent(ben, check_in(ben, "me"))
    said = iter([sealed_readiness(ana, "touch", "maybe") for _ in range(ROUNDS)])
    ready = iter([sealed_readiness(ana, "touch", "ready") for _ in range(ROUNDS)])
    again = sealed_ask(ana, "touch", ask_id=new_id())
    return {
        "What is new": partial(ana.api.request, "GET", "/changes"),
        "An ask": partial(ana.api.request, "GET", f"/asks/{one}"),
        "A second ask, refused": partial(ana.api.request, "PUT", again.path, again.body),
        "Her own readiness, said": lambda: sent(ana, next(said)),
        "Being ready, while he is": lambda: sent(ana, next(ready)),
        "His readiness": partial(ana.api.request, "GET", path_of(ben, "touch")),
    }


def _slower(one: Request, other: Request) -> tuple[float, float]:
    """The share of rounds in which `one` took longer, and the median difference in milliseconds."""
    coin = Random(1)
    differences: list[float] = []
    for _ in range(ROUNDS):
        if coin.random() < 0.5:
            difference = _milliseconds(one) - _milliseconds(other)
        else:
            difference = -(_milliseconds(other) - _milliseconds(one))
        differences.append(difference)
    return sum(d > 0 for d in differences) / ROUNDS, median(differences)


def _milliseconds(request: Request) -> float:
    begun = perf_counter()
    request()
    return (perf_counter() - begun) * 1000
