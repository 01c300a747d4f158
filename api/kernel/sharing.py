"""What several operations of openapi.yaml have in common stands in it once, and the operations refer to it."""

from collections.abc import Iterator
from typing import Any

from .errors import CODES
from .fields import ID_PATTERN, Instant

TYPES = {
    "Id": (
        {"type": "string", "format": "uuid", "pattern": ID_PATTERN},
        "A UUIDv7 in lower case.",
    ),
    "Instant": (
        {"type": "string", "pattern": Instant.PATTERN},
        "An instant in UTC with milliseconds: a text, since a seal may cover it.",
    ),
}
"""Types that many fields have, by the name of their schema."""


def operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All operations of a spec."""
    for item in document["paths"].values():
        for method, operation in item.items():
            if method != "parameters":
                yield operation


def parameters(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All parameters of a spec, those of paths too."""
    for item in document["paths"].values():
        yield from item.get("parameters", ())
    for operation in operations(document):
        yield from operation.get("parameters", ())


def share_problems(document: dict[str, Any]) -> None:
    """Describe each set of problems under the names of its codes."""
    shared: dict[str, Any] = {}
    for operation in operations(document):
        for status, response in operation["responses"].items():
            if "application/problem+json" in response.get("content", {}):
                codes = response["description"].split(", ")
                name = "_or_".join(codes)
                titles = "\n".join(f"- `{code}`: {CODES[code][1]}" for code in codes)
                shared[name] = {**response, "description": titles}
                operation["responses"][status] = {"$ref": f"#/components/responses/{name}"}
    document["components"]["responses"] = shared


def share_parameters(document: dict[str, Any]) -> None:
    """Describe each parameter of a path under its name."""
    shared: dict[str, Any] = {}
    for item in document["paths"].values():
        for place, parameter in enumerate(item.get("parameters", ())):
            name = _shared(shared, parameter["name"], parameter)
            item["parameters"][place] = {"$ref": f"#/components/parameters/{name}"}
    document["components"]["parameters"] = shared


def share_types(document: dict[str, Any]) -> None:
    """Describe an id and an instant once."""
    schemas = document["components"]["schemas"]
    for schema in schemas.values():
        for field in schema.get("properties", {}).values():
            for described in (field, field.get("items", {})):
                _refer_to_type(described)
    for name, (plain, description) in TYPES.items():
        schemas[name] = {**plain, "description": description}


def _refer_to_type(described: dict[str, Any]) -> None:
    for name, (plain, _) in TYPES.items():
        if plain.items() <= described.items():
            for key in plain:
                del described[key]
            described["$ref"] = f"#/components/schemas/{name}"


def share_headers(document: dict[str, Any]) -> None:
    """Describe each header of an answer under its name."""
    shared: dict[str, Any] = {}
    responses = [
        *document["components"]["responses"].values(),
        *(found for operation in operations(document) for found in operation["responses"].values()),
    ]
    for response in responses:
        if "headers" in response:
            response["headers"] = {
                name: {"$ref": f"#/components/headers/{_shared(shared, name, header)}"}
                for name, header in response["headers"].items()
            }
    document["components"]["headers"] = shared


def _shared(shared: dict[str, Any], name: str, described: Any) -> str:
    if shared.setdefault(name, described) != described:
        raise ValueError(f"{name} means two things")
    return name
