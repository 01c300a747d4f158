"""The examples in openapi.yaml: each operation has them, and the server takes them."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from api.client.phone import Phone
from api.client.transport import Answer
from api.kernel import examples
from tests.contract.operations import Operation, operations
from tests.people import Cast
from tests.proven import document, resolved

EVERY = list(operations(document()))
UNREAD = (400, 413, 415, 422, 426)


@pytest.mark.parametrize("operation", EVERY, ids=[operation.name for operation in EVERY])
def test_each_request_and_answer_has_an_example_of_its_shape(operation: Operation) -> None:
    for content in _contents(operation):
        example = _example_of(content)
        assert example is not None, content
        whole = {**content.get("schema", {}), "components": document()["components"]}
        jsonschema_rs.validator_for(whole, validate_formats=True).validate(example)


def test_each_parameter_has_an_example_of_its_shape() -> None:
    for parameter in document()["components"]["parameters"].values():
        schema = jsonschema_rs.validator_for(parameter["schema"], validate_formats=True)
        schema.validate(parameter["example"])


def test_the_server_reads_each_example_of_a_request(cast: Cast) -> None:
    ana = cast.couple[0]
    leaving_last = sorted(EVERY, key=lambda operation: "/leaving" in operation.path)
    sending = [operation for operation in leaving_last if operation.has_body]
    answers = {operation.name: _answer(ana, operation) for operation in sending}
    unread = {name: one for name, one in answers.items() if one.status in UNREAD}
    assert unread == {}
    assert answers["put_check_in"].status == 201


def _answer(phone: Phone, operation: Operation) -> Answer:
    """To the example of its request, with the phone's own ids in it."""
    (content, *_) = _contents(operation)
    path = document()["paths"][operation.path]["parameters"]
    parts = {one["name"]: one["example"] for one in map(resolved, path)}
    url = operation.path.removeprefix("/api/v1").format(**parts)
    body = json.loads(_own(phone, json.dumps(_example_of(content))))
    return phone.api.request(operation.method, _own(phone, url), body)


def _own(phone: Phone, text: str) -> str:
    """A text of an example with a phone's own ids in place of those of the example."""
    own = {
        examples.ANA: phone.person_id,
        examples.PHONE: phone.device_id,
        examples.COUPLE: phone.space("us"),
        examples.ROOT: phone.ring.current[phone.space("us")],
    }
    for known, id_ in own.items():
        text = text.replace(known, id_)
    return text


def _contents(operation: Operation) -> Iterator[Any]:
    """Of the request and of the successful answers."""
    found = document()["paths"][operation.path][operation.method.lower()]
    yield from found.get("requestBody", {}).get("content", {}).values()
    for status, response in found["responses"].items():
        if status < "300":
            yield from response.get("content", {}).values()


def _example_of(content: Any) -> Any:
    if "example" in content:
        return content["example"]
    (example,) = content["examples"].values()
    return resolved(example)["value"]
