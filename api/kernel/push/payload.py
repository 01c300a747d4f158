"""What a push carries: Declarative Web Push for the lock screen, and what the phone needs to open the
sealed headline. The visible part is neutral; words appear only if the person has turned that on.
"""

from collections.abc import Mapping
from typing import Any

import orjson

from .. import records
from ..kinds import RecordKind
from ..records import R

LONGEST = 3072
"""Bytes of JSON. Push services take 4096 of ciphertext, some count generously (RFC 8030 §7.2)."""

_SEALED = ("headline", "signals")


def build(
    notice_id: str,
    *,
    kind: str,
    space_id: str,
    record_kind: str,
    record_id: str,
    title: str,
    body: str,
    address: str,
    silent: bool,
    language: str,
    extra: Mapping[str, Any],
) -> str:
    """The payload as JSON text, in the short form if the long one does not fit.

    `extra` adds to what the service worker reads: `edit`, `sealed_by`, `signals`, `headline`, `at`,
    `local`, `actions`. Raises ValueError if even the short form is too long.
    """
    text = _text(
        {
            "web_push": 8030,
            "mutable": True,
            "notification": {
                "title": title,
                "body": body,
                "navigate": address,
                "tag": notice_id,
                "silent": silent,
                "lang": language,
            },
            "twofold": {
                "notice": notice_id,
                "kind": kind,
                "space_id": space_id,
                "record_kind": record_kind,
                "record_id": record_id,
                **{name: value for name, value in extra.items() if value is not None},
            },
        }
    )
    if _fits(text):
        return text
    short = short_form(text)
    if short is None or not _fits(short):
        raise ValueError("a push has room for 3 kB")
    return short


def sealed(kind: RecordKind[R], row: R) -> dict[str, Any]:
    """For `extra`: the headline, and what a phone needs to decrypt it: who sealed it in which edit, with which
    signals."""
    signals = {name: records.shown(row, name, field) for name, field in kind.sealed_with.items()}
    headline = records.shown(row, "headline", kind.view.fields["headline"])
    by = {"edit": row.edit, "sealed_by": row.sealed_by}
    return {**by, "signals": signals, "headline": headline}


def short_form(text: str) -> str | None:
    """The payload without its sealed part; None if it has none."""
    payload: dict[str, dict[str, Any]] = orjson.loads(text)
    ours = payload["twofold"]
    if not any(name in ours for name in _SEALED):
        return None
    for name in _SEALED:
        ours.pop(name, None)
    return _text(payload)


def is_silent(text: str) -> bool:
    """Whether a payload is silent."""
    return orjson.loads(text)["notification"]["silent"]


def silenced(text: str) -> str:
    """The payload, made silent."""
    payload: dict[str, dict[str, Any]] = orjson.loads(text)
    payload["notification"]["silent"] = True
    return _text(payload)


def _text(payload: Mapping[str, Any]) -> str:
    return orjson.dumps(payload).decode()


def _fits(text: str) -> bool:
    return len(text.encode()) <= LONGEST
