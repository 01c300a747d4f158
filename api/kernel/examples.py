"""Examples of the requests and answers in openapi.yaml, made from their schemas.

All are about one couple, so that an id means the same in each. A field gets its example from its name or its type; a
practice declares one only where fields depend on each other: `metadata={"examples": ["weekly"]}`.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from .fields import Instant

ANA, BEN = "01a1e60f-3800-7a1a-8000-0000000000a1", "01a1e60f-3800-7b2b-8000-0000000000b2"
PHONE = "01a1e60f-3800-7d3d-8000-0000000000d3"
COUPLE = "01a1e60f-3800-7c4c-8000-0000000000c4"
ROOT = "01a1e60f-3800-7e5e-8000-0000000000e5"
RECORD = "01a1e60f-3800-7f6f-8000-0000000000f6"
BEGIN, END = "2026-11-27T19:00:00.000Z", "2026-11-27T19:30:00.000Z"
# The base point of P-256 (SEC 1 §2.3.3, SEC 2 §2.4.2): a public key that every client can read.
KEY = "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"
BYTES = "Zp3xUq8Kd0tVw1Yc-f7BhJm2RsNa5GeLiO4TzCk9Qv6XyEbWnPjHgDuS_rMlFoAI"
SEALED = 363
"""Characters of the shortest words: 256 bytes and the tag, as base64url."""

VERSIONS = ("NewRecovery.version", "Proof.version", "Recover.version")
"""Fields without which a request is one of older phones."""

BY_NAME: Mapping[str, Any] = {
    **dict.fromkeys(("author_id", "person_id", "by_person", "sealed_by"), ANA),
    **dict.fromkeys(("Person.id", "Preferences.id", "Profile.id"), ANA),
    **dict.fromkeys(("accepted_by", "confirmed_by", "Preferences.space_id"), ANA),
    **dict.fromkeys(("PreferencesBody.space_id", "OwnConversationBody.space_id"), ANA),
    "OwnConversation.space_id": ANA,
    **dict.fromkeys(("device_id", "by_device"), PHONE),
    **dict.fromkeys(("NewDevice.id", "ListedDevice.id", "SessionDevice.id"), PHONE),
    **dict.fromkeys(("space_id", "couple_id", "Couple.id", "Keys.due"), COUPLE),
    **dict.fromkeys(("epoch_id", "FirstEpoch.id", "CoupleEpoch.id", "k"), ROOT),
    **dict.fromkeys(("until", "expires_at", "ends_at", "talk_at", "wants_at", "Seat.due"), END),
    **dict.fromkeys(("headline", "Session.left", "Session.seat", "Session.newcomer_until"), None),
    **dict.fromkeys(("Handover.taking", "Handover.reveal"), None),
    **dict.fromkeys(("more", "answers", "account_deleted", "recovered", "renew"), False),
    **dict.fromkeys(VERSIONS, 2),
    "Couple.partner": {"id": BEN, "signing_key": KEY},
    "GoneRecord.id": RECORD,
    "SessionDevice.state": "active",
    "again_at": "2026-11-28T07:00:00.000Z",
    "original": "2026-11-27T19:00",
    "quarter": "2026-11-27T19:15Z",
    "duration_seconds": 1800,
    "zone": "Europe/Berlin",
    "language": "en",
    "quiet_from": "22:00",
    "quiet_until": "07:00",
    "check_in_reminder_at": "20:30",
    "endpoint": "https://updates.push.services.mozilla.com/wpush/v2/gAAAAAB",
    "after": "Zp3xUq8K.41",
    "cursor": "Zp3xUq8K.42",
    "kind": "check_ins",
    "token": BYTES[:43],
    "proof_hash": "0123456789abcdef" * 4,
}
"""By the name of a field or a parameter, or of a schema and its field."""
SHOWN = ("RecordsByKind.check_ins", *VERSIONS)
"""What an example shows although it is optional."""
BY_FORMAT = {"uuid": RECORD, "date": BEGIN[:10]}
PACKED = re.compile(r"\^\[A-Za-z0-9_-\](?:\{(\d+)\}|\*)\$")


def add(document: dict[str, Any]) -> None:
    """Give each request and each successful answer of a finished spec an example."""
    schemas = document["components"]["schemas"]
    examples: dict[str, Any] = {}
    for content, sent in _contents(document):
        if "$ref" in content.get("schema", {}):
            title = _title(content["schema"])
            name = f"{title}Request" if sent and _has_derived(schemas[title]) else title
            examples[name] = {"value": _named(schemas, title, sent=sent)}
            content["examples"] = {name: {"$ref": f"#/components/examples/{name}"}}
    document["components"]["examples"] = examples


def of_parameter(parameter: Mapping[str, Any]) -> Any:
    """An example of what stands in a path or a query."""
    return _value({}, "", parameter["name"], parameter["schema"], sent=True)


def _contents(document: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], bool]]:
    """The content of each request, with True, and of each successful answer, with False."""
    for item in document["paths"].values():
        for method, operation in item.items():
            if method == "parameters":
                continue
            for content in operation.get("requestBody", {}).get("content", {}).values():
                yield content, True
            for status, response in operation["responses"].items():
                if status < "300":
                    for content in response.get("content", {}).values():
                        yield content, False


def _named(schemas: Mapping[str, Any], title: str, *, sent: bool) -> dict[str, Any]:
    """An example with the fields that a request must have, or with all that an answer has."""
    schema = schemas[title]
    required = schema.get("required", ())
    return {
        name: _value(schemas, title, name, field, sent=sent)
        for name, field in schema.get("properties", {}).items()
        if _is_shown(f"{title}.{name}", field, required=name in required, sent=sent)
    }


def _has_derived(schema: Mapping[str, Any]) -> bool:
    return any(field.get("readOnly") for field in schema.get("properties", {}).values())


def _is_shown(name: str, field: Mapping[str, Any], *, required: bool, sent: bool) -> bool:
    if field.get("readOnly"):
        return not sent
    return required or "examples" in field or name in SHOWN


def _value(
    schemas: Mapping[str, Any], title: str, name: str, field: Mapping[str, Any], *, sent: bool
) -> Any:
    whole = f"{title}.{name}"
    if "examples" in field:
        return deepcopy(field["examples"][0])
    if "items" in field:
        return [_value(schemas, title, name, field["items"], sent=sent)]
    if whole in BY_NAME:
        return deepcopy(BY_NAME[whole])
    if "default" in field or "enum" in field:
        return field["default"] if "default" in field else field["enum"][0]
    if name in BY_NAME:
        return BY_NAME[name]
    if "anyOf" in field:
        return _value(schemas, title, name, field["anyOf"][0], sent=sent)
    if "$ref" in field:
        return _named(schemas, _title(field), sent=sent)
    return _by_type(title, name, field)


def _by_type(title: str, name: str, field: Mapping[str, Any]) -> Any:
    if field.get("format") in BY_FORMAT:
        return BY_FORMAT[field["format"]]
    if field.get("pattern") == Instant.PATTERN:
        return BEGIN
    if "boolean" in field["type"]:
        return True
    if "integer" in field["type"]:
        return field.get("minimum", 1)
    if packed := PACKED.fullmatch(field.get("pattern", "")):
        length = int(packed[1] or SEALED)
        return KEY if length == len(KEY) else (BYTES * (length // len(BYTES) + 1))[:length]
    if name == "id":
        return f"{RECORD}/{PHONE}"
    raise LookupError(f"{title}.{name} needs an example in its metadata")


def _title(field: Mapping[str, str]) -> str:
    return field["$ref"].rpartition("/")[2]
