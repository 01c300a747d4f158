"""Both phones of a handover act concurrently."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from api.client import pairing
from api.client.phone import Phone
from api.kernel.db import database, is_sqlite, transaction
from api.kernel.identity.models import Handover
from tests.people import Cast


def test_of_two_who_confirm_at_once_the_second_completes_it(cast: Cast):
    ana, ben = cast.started(), cast.started()
    with ThreadPoolExecutor(2) as pool:
        confirmations = confirming(ana, ben)
        with transaction():
            hold_handovers()
            answers = [pool.submit(confirm) for confirm in confirmations]
            wait_for_waiting(2)
        states = [answer.result(20) for answer in answers]
    assert sorted(states) == ["done", "taken"]
    for phone in (ana, ben):
        phone.refresh()
    assert ana.couple_id is not None
    assert ana.couple_id == ben.couple_id


def hold_handovers() -> None:
    """Locks all handovers until this transaction ends."""
    Handover.update(expires=Handover.expires).execute()


def wait_for_waiting(transactions: int) -> None:
    """Wait until this many transactions wait for a row. SQLite does not tell, but lets only one in anyway."""
    if is_sqlite():
        return
    deadline = time.monotonic() + 20
    query = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    while database.execute_sql(query).fetchone() != (transactions,):
        assert time.monotonic() < deadline, "both should wait for the handover"
        time.sleep(0.01)


def confirming(offerer: Phone, taker: Phone) -> list[Callable[[], str]]:
    """The two confirmations, sealed and ready to be sent; each returns the state it led to."""
    offered = pairing.offer(offerer.ring, "pair")
    offerer.api.call("PUT", offered.path, {"purpose": "pair", "offer": offered.offer})
    view = taker.api.call("GET", offered.path)
    taken = pairing.take(pairing.received(offered.code, view), taker.ring)
    assert taken.taking is not None
    body = {"taking": taken.taking, "session": "bearer"}
    taker.api.call("PUT", f"{offered.path}/taking", body)
    reveal = pairing.answered(offered, taken.taking)
    offerer.api.call("PUT", f"{offered.path}/reveal", {"reveal": reveal})
    return [
        sending(
            offerer, f"{offered.path}/confirmation", pairing.confirmation(offered, offerer.ring)
        ),
        sending(taker, f"{offered.path}/confirmation", pairing.confirmation(taken, taker.ring)),
    ]


def sending(phone: Phone, path: str, body: Any) -> Callable[[], str]:
    return lambda: phone.api.call("PUT", path, body)["state"]
