"""/changes and /stream: how a phone learns what is new."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson
from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate
from peewee import chunked

from . import audiences, feed, live, spec
from .db import database
from .fields import Text
from .http import operation
from .identity import access
from .identity.models import Device, Person
from .kinds import Kind
from .spaces import Caller

HEARTBEAT_SECONDS = 25
_PHONES_AT_ONCE = 500


class ChangesQuery(Schema):
    """Where the phone stands, and how much it takes at once."""

    after = Text(validate=validate.Length(1, 64))
    limit = fields.Integer(load_default=200, validate=validate.Range(1, 500))


def blueprint_for(kinds: Iterable[Kind], nouns: Mapping[str, type[Schema]]) -> Blueprint:
    """The routes, once all kinds of records are known."""
    blueprint = Blueprint(
        "sync",
        __name__,
        description="What has changed for this person, and news of it as it happens.",
    )

    @operation(
        blueprint,
        "GET",
        "/changes",
        "list_changes",
        query=ChangesQuery(),
        answer=spec.changes_schema(kinds, nouns),
        problems=("resync", "long_away", "invalid"),
    )
    def changes(query: dict[str, Any]) -> Any:
        """What has changed for this person after a cursor, oldest first; from the start without one.

        410 `resync`: the cursor is not of this feed's generation; load everything afresh, and send again
        what is one's own and not there. 410 `long_away`: deletions after the cursor are forgotten; load
        everything afresh, let go of what is not there and send none of it again.
        """
        person_id = access.caller().person_id
        audiences.end_lapsed(person_id)
        found = feed.page(person_id, query.get("after"), query["limit"])
        return Response(_as_json(found), mimetype="application/json")

    @operation(
        blueprint,
        "GET",
        "/stream",
        "stream_changes",
        media="text/event-stream",
        sample=_event("Zp3xUq8K.42"),
    )
    def stream() -> Any:
        """Server-sent events: `changed` with a cursor whenever /changes has more to give.

        The same cursor again says that something else is new: a key for this phone, the phones or the couple.

        A phone has four streams at most. When it opens a fifth the oldest gets `replaced` and ends; whoever gets
        it does not connect again by itself.

        A comment every 25 s keeps the line open. `Last-Event-ID` is honoured: if the feed has moved
        since, an event comes at once.
        """
        caller = access.caller()
        seen = request.headers.get("Last-Event-ID")
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return Response(_events(caller, seen), mimetype="text/event-stream", headers=headers)

    return blueprint


def stand(device_ids: Sequence[str]) -> dict[str, live.Place]:
    """The place of each phone, without phones that were removed. Needs no app."""
    rows: Any = (
        Device.select(Device.id, feed.Reader.generation, feed.Reader.n, Person.couple_id)
        .join(feed.Reader, on=(feed.Reader.person_id == Device.person_id))
        .join(Person, on=(Person.id == Device.person_id))
        .tuples()
    )
    places: dict[str, live.Place] = {}
    with database.connection_context():
        for some in chunked(device_ids, _PHONES_AT_ONCE):
            for device_id, generation, n, couple_id in rows.where(Device.id.in_(some)):
                places[device_id] = live.Place(feed.cursor_at(generation, n), couple_id)
    return places


def _as_json(page: feed.Page) -> bytes:
    """The stored views are JSON already and pass through as they are."""
    lists = (
        f"{orjson.dumps(kind).decode()}:[{','.join(bodies)}]"
        for kind, bodies in page.bodies.items()
    )
    rest = orjson.dumps({"cursor": page.cursor, "more": page.more, "gone": page.gone}).decode()
    return f'{rest[:-1]},"records":{{{",".join(lists)}}}}}'.encode()


def _events(caller: Caller, seen: str | None) -> Iterator[str]:
    subscription = live.subscribe(caller.person_id, caller.device_id, caller.couple_id)
    try:
        with database.connection_context():
            if not access.is_still_in(caller):  # removed before it could be disconnected
                return
            subscription.told = now = feed.cursor(caller.person_id)
        yield _event(now) if now != seen else ": \n\n"
        while True:
            told = subscription.next(HEARTBEAT_SECONDS)
            if told is None:
                yield ": \n\n"
                continue
            if told is live.End.REPLACED:
                yield "event: replaced\ndata: {}\n\n"
            if isinstance(told, live.End):
                return
            told.measure_lag()
            yield _event(told.cursor)
    finally:
        live.disconnect(caller.person_id, subscription=subscription)


def _event(cursor: str) -> str:
    return f'event: changed\nid: {cursor}\ndata: {{"cursor":"{cursor}"}}\n\n'
