"""openapi.yaml: built from the routes, so that it cannot say anything else."""

import inspect
from collections.abc import Iterable, Mapping
from typing import Any, cast

import yaml
from flask import Flask
from flask_smorest import Api, Blueprint
from marshmallow import Schema, fields
from werkzeug.routing import AnyConverter

from . import examples, glossary, sharing
from .errors import CODES
from .fields import ID_PATTERN
from .http import CONVERTERS, HandoverConverter, IdConverter
from .kinds import Kind
from .notice_kinds import Switch

SETTINGS = {
    "API_TITLE": "Twofold",
    "API_VERSION": "v1",
    "OPENAPI_VERSION": "3.1.0",
}


class DescribedApi(Api):
    """Every operation names its own failures; there is no vague default."""

    DEFAULT_ERROR_RESPONSE_NAME = None


def _describe(api: Api) -> None:
    """What holds for every operation: how one signs in, and the table of problem codes."""
    spec: Any = api.spec  # None only before the app is known
    cookie = {
        "type": "apiKey",
        "in": "cookie",
        "name": "__Host-twofold",
        "description": "For browsers. Without TLS, as on a developer's machine, its name is `twofold`.",
    }
    spec.components.security_scheme("cookie", cookie)
    spec.components.security_scheme(
        "bearer",
        {
            "type": "http",
            "scheme": "bearer",
            "description": "For other clients: the token that a new account or a new phone got.",
        },
    )
    api.register_converter(IdConverter, lambda _: {"format": "uuid", **_matching(ID_PATTERN)})
    api.register_converter(HandoverConverter, lambda _: _matching(f"^{HandoverConverter.regex}$"))
    api.register_converter(AnyConverter, lambda choice: _one_of(choice.items))
    rows = [f"| {code} | {status} | {title} |" for code, (status, title) in CODES.items()]
    table = "\n".join(["| type | status | title |", "|---|---|---|", *rows])
    spec.options["info"] = {
        "description": "Two phones in step. Words travel sealed; signals are plain.\n\n"
        "Every refusal is `application/problem+json` with one of these types:\n\n" + table,
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    }
    spec.options["security"] = [{"cookie": []}, {"bearer": []}]
    spec.options["servers"] = [{"url": "/"}]


def _one_of(names: Iterable[str]) -> dict[str, Any]:
    return {"type": "string", "enum": sorted(names)}


def _matching(pattern: str) -> dict[str, str]:
    return {"type": "string", "pattern": pattern}


def changes_schema(kinds: Iterable[Kind], nouns: Mapping[str, type[Schema]]) -> Schema:
    """The page of a feed: the views of every kind and noun by name."""
    views: dict[str, Any] = {**{kind.name: kind.view for kind in kinds}, **nouns}
    lists: dict[str, Any] = {
        name: fields.List(
            fields.Nested(view), metadata={"description": f"Views of the kind `{name}`."}
        )
        for name, view in views.items()
    }
    records = Schema.from_dict(lists, name="RecordsByKind")
    named: dict[str, Any] = {
        name: fields.String(required=True) for name in ("kind", "space_id", "id")
    }
    gone = Schema.from_dict(named, name="GoneRecord")
    page: dict[str, Any] = {
        "cursor": fields.String(required=True),
        "more": fields.Boolean(required=True),
        "records": fields.Nested(records, required=True),
        "gone": fields.List(fields.Nested(gone), required=True),
    }
    return Schema.from_dict(page, name="Changes")()


def as_yaml(
    blueprints: Iterable[Blueprint],
    kinds: Iterable[Kind],
    switches: Iterable[Switch],
    prefix: str,
) -> str:
    """The spec of these operations, kinds and switches, as it is committed."""
    app = Flask(__name__, static_folder=None)
    app.config.update(SETTINGS)
    app.url_map.converters.update(CONVERTERS)
    api = DescribedApi(app)
    _describe(api)
    described = {kind.name: kind.described() for kind in kinds}
    cast("Any", api.spec).options["x-kinds"] = described
    initial = {switch.name: switch.on for switch in switches}
    cast("Any", api.spec).options["x-switches"] = initial
    for blueprint in blueprints:
        api.register_blueprint(blueprint, url_prefix=prefix)
    document = cast("Any", api.spec).to_dict()
    for unused in ("Error", "PaginationMetadata"):  # flask-smorest adds them to every spec
        del document["components"]["schemas"][unused]
    sharing.share_problems(document)
    _describe_schemas(api, document)
    _describe_fields(document)
    examples.add(document)
    sharing.share_types(document)
    sharing.share_parameters(document)
    sharing.share_headers(document)
    return yaml.safe_dump(
        document, sort_keys=True, allow_unicode=True, width=100, default_flow_style=None
    )


def _describe_schemas(api: Api, document: dict[str, Any]) -> None:
    """The docstring of a schema is its description."""
    named = cast("Mapping[tuple[Any, ...], str]", cast("Any", api.ma_plugin).converter.refs)
    for key, name in named.items():
        schema = document["components"]["schemas"].get(name)
        if schema is not None and key[0].__doc__:
            schema["description"] = " ".join(inspect.cleandoc(key[0].__doc__).split())


def _describe_fields(document: dict[str, Any]) -> None:
    """Take from the glossary what a field or a parameter means, unless it says so itself."""
    described = dict(glossary.FIELDS)
    for title, schema in document["components"]["schemas"].items():
        for name, field in schema.get("properties", {}).items():
            if "description" not in field:
                if name not in described:
                    raise LookupError(f"{title}.{name} has no description")
                field["description"] = described[name]
            described.setdefault(name, field["description"])
    for parameter in sharing.parameters(document):
        name = parameter["name"]
        fallback = f"The id of the {name.removesuffix('_id').replace('_', ' ')}."
        parameter.setdefault("description", described.get(name, fallback))
        parameter["example"] = examples.of_parameter(parameter)
