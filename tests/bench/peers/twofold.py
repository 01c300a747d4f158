"""Twofold itself, web process and worker, as `make run` starts it."""

import json
import os
import subprocess
import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from api.client.phone import Phone
from api.client.transport import HttpTransport
from tests.bench.load import Person, Plan, Server
from tests.browser.server import Product, product_commands
from tests.kernel.asking import check_in

from .serving import pinned

_MANY = "1000000"


@contextmanager
def running(
    folder: Path, couples: int, *, durability: str = "full", database: str | None = None
) -> Generator[Server]:
    """The product on a new database with so many couples."""
    folder.mkdir()
    settings = {
        "TWOFOLD_TESTING": "0",
        "TWOFOLD_DURABILITY": durability,
        "TWOFOLD_DATABASE": database or f"sqlite:///{folder}/twofold.db",
        "TWOFOLD_REQUESTS_PER_MINUTE": _MANY,
        "TWOFOLD_STRANGERS_PER_MINUTE": _MANY,
        "TWOFOLD_ACCOUNTS_PER_HOUR": _MANY,
    }
    product = Product(folder, settings, _commands)
    migrate = [sys.executable, "-m", "api.cli", "migrate"]
    environment = {**os.environ, **product.environment}
    subprocess.run(migrate, env=environment, check=True, stdout=subprocess.DEVNULL)
    try:
        product.start()
        people = [_one_of_a_couple(product.origin) for _ in range(couples)]
        yield Server(product.origin, people, [part.pid for part in product.parts.values()])
    finally:
        product.stop()


def put(people: Sequence[Person]) -> Plan:
    """A check-in for both."""
    words = {"v": 1, "k": "{epoch}", "w": 1, "iv": "{iv}", "ct": "{ct}"}
    named = {"space_id": "{space}", "edit": 1, "sealed_by": "{person}", "at": "{at}"}
    body = json.dumps({**named, "words": words})
    return Plan("PUT", "/api/v1/check-ins/{id}", people, body)


def changes(people: Sequence[Person], count: int) -> Plan:
    """What is new after the cursor that the person had before anybody wrote."""
    return Plan("GET", f"/api/v1/changes?after={{cursor}}&limit={count}", people)


def _commands(port: int) -> Mapping[str, Sequence[str]]:
    return {name: pinned(command) for name, command in product_commands(port).items()}


def _one_of_a_couple(origin: str) -> Person:
    ana, ben = Phone(HttpTransport(origin)), Phone(HttpTransport(origin))
    for phone in (ana, ben):
        phone.start()
    ana.pair(ben)
    return {
        "token": str(ana.api.token),
        "person": ana.person_id,
        "space": ana.space("us"),
        "epoch": check_in(ana, "us").body["words"]["k"],
        "partner_token": str(ben.api.token),
        "cursor": ana.api.call("GET", "/changes")["cursor"],
    }
