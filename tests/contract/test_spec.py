"""What a client author finds in openapi.yaml."""

import json
import re
from collections.abc import Iterator
from typing import Any

from api.kernel.errors import CODES
from api.kernel.glossary import FIELDS
from api.practices import PRACTICES
from tests.proven import document

ACTS = (
    *(
        "accept",
        "add",
        "answer",
        "appreciate",
        "confirm",
        "decline",
        "end",
        "erase",
        "forget",
        "join",
        "leave",
        "make",
        "offer",
    ),
    *("open", "recover", "remove", "reveal", "revoke", "start", "stop", "take", "withdraw"),
)
VERBS = {
    "get": ("get", "list", "stream"),
    "put": ("put", *ACTS),
    "delete": ("delete", *ACTS),
}
OF_MANY = ("list", "stream")
LOOK_PLURAL = ("preferences", "quiet_hours", "readiness")


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


def test_every_field_parameter_and_header_is_described() -> None:
    fields = [
        (title, name, field)
        for title, schema in document()["components"]["schemas"].items()
        for name, field in schema.get("properties", {}).items()
    ]
    assert [(title, name) for title, name, field in fields if not field.get("description")] == []
    components = document()["components"]
    in_queries = [
        parameter for operation in _operations() for parameter in operation.get("parameters", ())
    ]
    parts = [
        *in_queries,
        *components["parameters"].values(),
        *components["headers"].values(),
        *components["securitySchemes"].values(),
    ]
    assert len(in_queries) > 2
    assert [one for one in parts if not one.get("description")] == []


def test_what_an_answer_may_lack_says_when() -> None:
    """Whatever the server adds is in every view, or its description says in which."""
    answers = _schemas_of_answers()
    assert "CheckIn" in answers
    lacking = {
        (title, name)
        for title in answers - {"RecordsByKind", "Problem"}
        for name, field in _schema(title).get("properties", {}).items()
        if name not in _schema(title).get("required", ())
        and not re.search(r"\bonly\b|\bmissing\b", field["description"])
    }
    assert lacking == set()


def test_every_tag_is_described() -> None:
    assert [tag for tag in document()["tags"] if not tag["description"]] == []


def test_the_tag_of_a_practice_is_that_of_its_main_kind() -> None:
    tags = {practice.name: practice.blueprint.name for practice in PRACTICES}
    assert tags == {practice.name: practice.kinds[0].name for practice in PRACTICES}


def test_what_several_operations_have_in_common_is_described_once() -> None:
    in_paths = [one for item in document()["paths"].values() for one in item.get("parameters", ())]
    headers = [
        header
        for operation in _operations()
        for response in operation["responses"].values()
        for header in response.get("headers", {}).values()
    ]
    assert {*map(tuple, in_paths)} == {*map(tuple, headers)} == {("$ref",)}


def test_an_operation_is_named_by_a_verb_and_a_noun() -> None:
    for item in document()["paths"].values():
        for method, operation in item.items():
            if method != "parameters":
                verb, _, noun = operation["operationId"].partition("_")
                assert verb in VERBS[method], operation["operationId"]
                is_plural = noun.endswith("s") and not noun.endswith(LOOK_PLURAL)
                assert is_plural == (verb in OF_MANY), operation["operationId"]


def test_the_glossary_holds_nothing_that_no_field_or_parameter_uses() -> None:
    written = json.dumps(document())
    assert [name for name, what in FIELDS.items() if json.dumps(what) not in written] == []


def _referred() -> set[str]:
    return {
        response["$ref"]
        for operation in _operations()
        for response in operation["responses"].values()
        if "$ref" in response
    }


def _schemas_of_answers() -> set[str]:
    """The names of all schemas that successful answers are made of."""
    found: set[str] = set()
    answers = [
        answer
        for operation in _operations()
        for status, answer in operation["responses"].items()
        if status.startswith("2")
    ]
    new = _named_in(answers)
    while new - found:
        found |= new
        new = _named_in([_schema(title) for title in found])
    return found


def _named_in(part: Any) -> set[str]:
    return set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(part)))


def _schema(title: str) -> Any:
    return document()["components"]["schemas"][title]


def _operations() -> Iterator[dict[str, Any]]:
    for item in document()["paths"].values():
        yield from (operation for method, operation in item.items() if method != "parameters")
