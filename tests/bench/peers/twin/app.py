"""Its two requests: PUT a check-in, and GET the changes after a cursor."""

# pyright: basic, reportMissingImports=false
# ruff: noqa: B008 - how FastAPI declares what a function depends on

import hashlib
import time
from datetime import UTC, datetime
from typing import Annotated

import orjson
from fastapi import Depends, FastAPI, Header, HTTPException, Query, Response
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from .schemas import Body, Changes, Envelope, Id, View
from .tables import (
    CheckIn,
    Edit,
    Feed,
    Login,
    Person,
    Quota,
    Reader,
    Space,
    Tombstone,
    reading,
    writing,
)

DAY_WRITES, DAY_BYTES = 5_000, 16 * 1024 * 1024

app = FastAPI()


@app.put("/check-ins/{check_in_id}", status_code=201)
def put_check_in(
    check_in_id: Id,
    body: Body,
    response: Response,
    authorization: Annotated[str, Header()],
    session: Session = Depends(writing),
) -> View:
    """Save a check-in."""
    caller = _caller(session, authorization)
    row, created = _save(session, caller, check_in_id, body)
    session.commit()
    response.headers["ETag"] = f'"{row.edit}"'
    if not created:
        response.status_code = 200
    return _view(row)


@app.get("/changes")
def get_changes(
    authorization: Annotated[str, Header()],
    after: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
    session: Session = Depends(reading),
) -> Changes:
    """What has changed after a cursor."""
    caller = _caller(session, authorization)
    rows = session.execute(
        select(Feed.kind, Feed.n, Feed.body)
        .where(Feed.person_id == caller.id, Feed.n > after)
        .order_by(Feed.n)
        .limit(limit + 1)
    ).all()
    records: dict[str, list[View]] = {}
    for kind, _, text in rows[:limit]:
        records.setdefault(kind, []).append(View.model_validate_json(text))
    cursor = rows[:limit][-1].n if rows else after
    return Changes(cursor=str(cursor), more=len(rows) > limit, records=records)


def _caller(session: Session, authorization: str) -> Person:
    token = authorization.removeprefix("Bearer ")
    hashed = hashlib.sha256(token.encode()).hexdigest()
    person = session.scalar(
        select(Person)
        .join(Login, Login.person_id == Person.id)
        .where(Login.token_hash == hashed, Login.expires > _now())
    )
    if person is None:
        raise HTTPException(401, "sign_in")
    return person


def _save(session: Session, caller: Person, record_id: str, body: Body) -> tuple[CheckIn, bool]:
    if body.space_id != caller.couple_id:
        raise HTTPException(404, "not_found")
    space = session.scalar(select(Space).where(Space.id == body.space_id).with_for_update())
    if space is None:
        raise HTTPException(404, "not_found")
    digest = _digest(record_id, body)
    row = session.get(CheckIn, (space.id, record_id))
    if row is not None:
        edit = session.get(Edit, (space.id, record_id, body.edit))
        if edit is not None and edit.digest == digest:
            return row, False
    _refuse(session, caller, space, record_id, row, body)
    _take_quota(session, caller, space.id, len(body.model_dump_json()))
    created = row is None
    if row is None:
        row = CheckIn(space_id=space.id, id=record_id, author_id=caller.id, received=_now())
        session.add(row)
    row.edit, row.sealed_by = body.edit, body.sealed_by
    row.words = orjson.dumps(body.words.model_dump()).decode()
    row.at = _instant(body.at)
    session.add(Edit(space_id=space.id, record_id=record_id, edit=body.edit, digest=digest))
    text = _view(row).model_dump_json()
    for person_id in sorted((caller.id, caller.partner_id)):
        _publish(session, person_id, space.id, record_id, text)
    return row, created


def _refuse(
    session: Session, caller: Person, space: Space, record_id: str, row: CheckIn | None, body: Body
) -> None:
    if session.get(Tombstone, (space.id, record_id)) is not None:
        raise HTTPException(410, "gone")
    if row is None and session.get(CheckIn, (caller.id, record_id)) is not None:
        raise HTTPException(409, "id_taken")
    if row is not None and row.author_id != caller.id:
        raise HTTPException(404, "not_found")
    if not 0 < body.edit - (row.edit if row else 0) <= 1000:
        raise HTTPException(412, "stale_edit")
    if body.words.k != space.epoch_id:
        raise HTTPException(409, "old_key")
    if body.sealed_by != caller.id:
        raise HTTPException(422, "sealed_by")


def _take_quota(session: Session, caller: Person, space_id: str, size: int) -> None:
    room = (Quota.writes < DAY_WRITES) & (Quota.bytes + size <= DAY_BYTES)
    taken = session.execute(
        update(Quota)
        .where(Quota.space_id == space_id, Quota.person_id == caller.id, room)
        .values(writes=Quota.writes + 1, bytes=Quota.bytes + size)
        .execution_options(synchronize_session=False)
    )
    if taken.rowcount != 1:
        raise HTTPException(409, "full_today")


def _publish(session: Session, person_id: str, space_id: str, record_id: str, text: str) -> None:
    reader = session.get_one(Reader, person_id, with_for_update=True)
    entry = session.get(Feed, (person_id, record_id))
    if entry is not None and entry.body == text:
        return
    reader.n += 1
    if entry is None:
        entry = Feed(person_id=person_id, record_id=record_id, space_id=space_id, kind="check_ins")
        session.add(entry)
    entry.n, entry.body = reader.n, text


def _view(row: CheckIn) -> View:
    at = datetime.fromtimestamp(row.at // 1000, UTC)
    return View(
        id=row.id,
        space_id=row.space_id,
        author_id=row.author_id,
        edit=row.edit,
        sealed_by=row.sealed_by,
        at=f"{at:%Y-%m-%dT%H:%M:%S}.{row.at % 1000:03d}Z",
        words=Envelope.model_validate_json(row.words),
    )


def _digest(record_id: str, body: Body) -> str:
    text = orjson.dumps(body.model_dump(), option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(f"PUT /check-ins/{record_id}\n".encode() + text).hexdigest()


def _instant(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def _now() -> int:
    return time.time_ns() // 1_000_000
