"""A noun of the tests: applause for a check-in. The other person says it with words, and the latest counts."""

from typing import Any

from flask import Flask
from marshmallow import Schema, fields
from peewee import CompositeKey, TextField

from api.client.phone import Phone
from api.kernel import nouns, spaces
from api.kernel.db import Model
from api.kernel.nouns import Noun, SealedNounRow
from api.kernel.spaces import Caller
from api.practices.checkins.kinds import CHECK_INS
from tests.kernel.asking import check_in


class Applause(SealedNounRow):
    how = TextField()

    class Meta:
        primary_key = CompositeKey("space_id", "id", "author_id")


class How(Schema):
    how = fields.String(required=True)


APPLAUSE = Noun(
    name="applause",
    title="Applause",
    practice="checkins",
    path=CHECK_INS.path + "/applause",
    about="Applause for a check-in. Words: line.",
    of=CHECK_INS,
    model=Applause,
    by="other",
    signals=How,
    words=1,
    words_optional=True,
    edited=True,
    each=True,
)
TABLES: list[type[Model]] = [Applause]


def said(phone: Phone, how: str = "loud", **changed: Any) -> dict[str, Any]:
    """A body, sealed under the key in force."""
    sealed = {"sealed_by": phone.person_id, "words": check_in(phone).body["words"]}
    return {"space_id": phone.couple_id, "edit": 1, "how": how, **sealed, **changed}


def applaud(app: Flask, phone: Phone, record_id: str, body: dict[str, Any], **acts: Any) -> Any:
    """Say it as this phone: the view and the status."""
    path = f"/api/v1/check-ins/{record_id}/applause"
    with app.test_request_context(path, method="PUT", json=body):
        told: Any = APPLAUSE.body.load(body)
        return nouns.say(APPLAUSE, record_id, told, caller_of(phone), **acts)


def caller_of(phone: Phone) -> Caller:
    """The person, as the server looks them up for each request."""
    person_id, couple_id = phone.person_id, phone.couple_id
    others = [one for one in spaces.people_of(couple_id or person_id) if one != person_id]
    return Caller(person_id, phone.device_id, couple_id, others[0] if others else None)
