"""Every operation of the spec, with a path that can be called."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from api.kernel.ids import new_id

METHODS = ("get", "put", "post", "delete")


@dataclass(frozen=True)
class Operation:
    """One operation; `statuses` are those the spec documents."""

    method: str
    path: str
    name: str
    statuses: frozenset[int]
    has_body: bool
    open_to_all: bool

    def url(self) -> str:
        """The path, with ids that exist nowhere."""
        return re.sub(r"\{([a-z_]+)\}", lambda part: _example(part[1]), self.path)


def operations(document: Mapping[str, Any]) -> Iterator[Operation]:
    """All operations of a spec, in its order."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                found = item[method]
                statuses = frozenset(int(status) for status in found["responses"])
                yield Operation(
                    method.upper(),
                    path,
                    found["operationId"],
                    statuses,
                    "requestBody" in found,
                    found.get("security") == [],
                )


def names_by_path(document: Mapping[str, Any], method: str) -> dict[str, str]:
    """The names of a spec's operations of one method, by paths as kinds describe theirs."""
    return {
        operation.path.removeprefix("/api/v1"): operation.name
        for operation in operations(document)
        if operation.method == method
    }


def _example(name: str) -> str:
    if name in ("handover_id", "lookup"):
        return "A" * 22
    if name == "token":
        return "A" * 43
    if name == "original":
        return "2026-11-27T19:00"
    if name == "quarter":
        return "2026-11-27T19:15Z"
    if name == "number":
        return "1"
    if name == "area":
        return "talk"
    return new_id()
