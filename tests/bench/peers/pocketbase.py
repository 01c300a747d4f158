"""PocketBase with two collections: check-ins, and the feed rows that our server writes with each of them.

It does less: it has no repeat rule, and its clients number the feed. Its settings are the quickest: it keeps no
log of requests, and a list does not count what it leaves out.
"""

import json
import subprocess
import urllib.request
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from api.kernel.ids import new_id
from tests.bench.load import Person, Plan, Server
from tests.bench.streams import Client, Stream
from tools.ports import HOST, free_port

from .serving import PROGRAMS, served

_PROGRAM = PROGRAMS / "pocketbase"
_ADMIN = {"identity": "bench@localhost.invalid", "password": "only for this bench"}
_SIGNED_IN = '@request.auth.id != ""'
_UUID = "^[0-9a-f-]{36}$"


@contextmanager
def running(folder: Path, couples: int) -> Generator[Server]:
    """PocketBase on a new database with so many couples."""
    data = f"--dir={folder}"
    admin = [_PROGRAM, "superuser", "upsert", *_ADMIN.values(), data]
    subprocess.run(admin, check=True, stdout=subprocess.DEVNULL)
    address = f"{HOST}:{free_port()}"
    origin = f"http://{address}"
    command = [_PROGRAM, "serve", f"--http={address}", data]
    with served(command, {"GOMAXPROCS": "1"}, f"{origin}/api/health") as process:
        token = _sign_in(origin, "_superusers", _ADMIN)
        batch = {"enabled": True, "maxRequests": 50, "timeout": 10}
        _send(origin, "PATCH", "/settings", {"batch": batch, "logs": {"maxDays": 0}}, token)
        for collection in (_CHECK_INS, _FEED):
            _send(origin, "POST", "/collections", collection, token)
        people = [_person(origin, number, token) for number in range(couples)]
        yield Server(origin, people, [process])


def one_insert(people: Sequence[Person]) -> Plan:
    """A check-in alone."""
    path = "/api/collections/check_ins/records"
    return Plan("POST", path, people, json.dumps(_CHECK_IN))


def batch_of_three(people: Sequence[Person]) -> Plan:
    """A check-in and a feed row for each of the two, in one transaction."""
    rows = [("check_ins", _CHECK_IN), ("feed", _row("person")), ("feed", _row("partner"))]
    requests = [
        {"method": "POST", "url": f"/api/collections/{name}/records", "body": body}
        for name, body in rows
    ]
    return Plan("POST", "/api/batch", people, json.dumps({"requests": requests}))


def one_row(people: Sequence[Person]) -> Plan:
    """A feed row for the partner."""
    path = "/api/collections/feed/records"
    return Plan("POST", path, people, json.dumps(_row("partner")))


async def listen(origin: str, token: str) -> Stream:
    """The events of a person's feed."""
    stream = await Stream.get(origin, "/api/realtime", token)
    client = await Client.open(origin)
    told = {"clientId": stream.first["clientId"], "subscriptions": ["feed/*"]}
    await client.post("/api/realtime", token, told)
    await client.close()
    return stream


def rows(people: Sequence[Person], count: int) -> Plan:
    """The first rows of a person's feed."""
    query = f"page=1&perPage={count}&skipTotal=1&sort=n&filter=n%3E0"
    return Plan("GET", f"/api/collections/feed/records?{query}", people)


def _person(origin: str, number: int, admin: str) -> Person:
    login = {"identity": f"{number}@localhost.invalid", "password": "only for this bench"}
    user = {
        "email": login["identity"],
        **dict.fromkeys(("password", "passwordConfirm"), login["password"]),
    }
    person = _send(origin, "POST", "/collections/users/records", user, admin)["id"]
    token = _sign_in(origin, "users", login)
    return {"token": token, "person": person, "partner": new_id(), "space": new_id()}


_WORDS = {"v": 1, "k": "{space}", "w": 1, "iv": "{iv}", "ct": "{ct}"}
_CHECK_IN = {
    "id": "{id}",
    "space_id": "{space}",
    "author_id": "{person}",
    "edit": 1,
    "sealed_by": "{person}",
    "words": _WORDS,
    "at": "{at}",
}


def _row(reader: str) -> dict[str, Any]:
    its_own = {"space_id": "{space}", "kind": "check_ins", "record_id": "{id}", "n": "{n}"}
    return {"person_id": f"{{{reader}}}", **its_own, "body": _CHECK_IN}


def _text(name: str, pattern: str = "") -> dict[str, Any]:
    return {"type": "text", "name": name, "required": True, "pattern": pattern}


_CHECK_INS = {
    "name": "check_ins",
    "type": "base",
    "fields": [
        {**_text("id", _UUID), "primaryKey": True, "min": 36, "max": 36, "system": True},
        _text("space_id", _UUID),
        _text("author_id"),
        {"type": "number", "name": "edit", "required": True, "onlyInt": True, "min": 1},
        _text("sealed_by"),
        {"type": "json", "name": "words", "required": True, "maxSize": 50_000},
        {"type": "date", "name": "at", "required": True},
        {"type": "autodate", "name": "received", "onCreate": True},
    ],
    "createRule": f"{_SIGNED_IN} && author_id = @request.auth.id && sealed_by = author_id",
}
_FEED = {
    "name": "feed",
    "type": "base",
    "fields": [
        _text("person_id"),
        _text("space_id", _UUID),
        _text("kind"),
        _text("record_id", _UUID),
        {"type": "number", "name": "n", "required": True, "onlyInt": True},
        {"type": "json", "name": "body", "maxSize": 50_000},
    ],
    "indexes": ["CREATE UNIQUE INDEX feed_of_person ON feed (person_id, n)"],
    "createRule": _SIGNED_IN,
    "listRule": "person_id = @request.auth.id",
}


def _sign_in(origin: str, people: str, login: Mapping[str, str]) -> str:
    return _send(origin, "POST", f"/collections/{people}/auth-with-password", login)["token"]


def _send(origin: str, method: str, path: str, body: Any, token: str = "") -> Any:
    headers = {"Content-Type": "application/json", "Authorization": token}
    data = json.dumps(body).encode()
    request = urllib.request.Request(f"{origin}/api{path}", data, headers, method=method)
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)
