"""The kinds of records, as openapi.yaml lists them: their paths, keys and signals."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Kind:
    """`name` is the kind's name in the feed; `practice` is its folder and selects its key.

    `sealed` are its sealed fields: a kind that causes pushes has a headline beside its words.
    """

    name: str
    practice: str
    path: str
    signals: tuple[str, ...]
    sealed: tuple[str, ...] = ("words",)

    def address(self, record_id: str) -> str:
        """The path of a record. The id of a part has the form RECORD/PART."""
        return self.path.format(*record_id.split("/"))


PARTS: Mapping[str, tuple[str, ...]] = {
    "asks": ("ask_answers", "ask_withdrawals", "ask_answer_withdrawals"),
    "wobbles": ("wobble_answers", "wobble_withdrawals", "wobble_answer_withdrawals"),
}
"""The kinds of a record's parts, with the id `ID` or `ID/PART`. They are deleted with the record,
without an entry in the feed."""


def _read(name: str, told: Mapping[str, Any]) -> Kind:
    path = re.sub(r"{\w+}", "{}", told["path"])
    sealed = ("words", "headline") if told["headline"] else ("words",)
    return Kind(name, told["practice"], path, tuple(told["signals"]), sealed)


_LISTED: Mapping[str, Mapping[str, Any]] = json.loads(
    Path(__file__).with_name("kinds.json").read_text()
)
KINDS: Mapping[str, Kind] = {
    name: _read(name, told) for name, told in _LISTED.items() if told["words"] is not None
}
"""The kinds with words."""
