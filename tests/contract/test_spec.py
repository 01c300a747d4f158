"""What a client author finds in openapi.yaml."""

import json
from typing import Any

from api.kernel.errors import CODES
from api.kernel.glossary import FIELDS
from tests.proven import document


def test_problems_name_every_code_and_leave_room_for_others() -> None:
    kind: Any = document()["components"]["schemas"]["Problem"]["properties"]["type"]
    assert kind["anyOf"] == [{"enum": sorted(CODES)}, {"type": "string"}]


def test_each_set_of_problems_is_described_once() -> None:
    shared: dict[str, Any] = document()["components"]["responses"]
    for name, response in shared.items():
        assert response["description"].splitlines() == [
            f"- `{code}`: {CODES[code][1]}" for code in name.split("_or_")
        ]
    assert _referred() == {f"#/components/responses/{name}" for name in shared}


def test_every_field_and_parameter_is_described() -> None:
    fields = [
        (title, name, field)
        for title, schema in document()["components"]["schemas"].items()
        for name, field in schema.get("properties", {}).items()
    ]
    assert [(title, name) for title, name, field in fields if not field.get("description")] == []
    parameters = [
        parameter
        for item in document()["paths"].values()
        for operation in item.values()
        for parameter in (
            operation if isinstance(operation, list) else operation.get("parameters", ())
        )
    ]
    assert parameters
    assert [one["name"] for one in parameters if not one.get("description")] == []


def test_the_glossary_holds_nothing_that_no_field_or_parameter_uses() -> None:
    written = json.dumps(document())
    assert [name for name, what in FIELDS.items() if json.dumps(what) not in written] == []


def _referred() -> set[str]:
    return {
        response["$ref"]
        for item in document()["paths"].values()
        for method, operation in item.items()
        if method != "parameters"
        for response in operation["responses"].values()
        if "$ref" in response
    }
