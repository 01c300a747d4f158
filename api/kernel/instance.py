"""Who runs this server, what they say about people's data, and who may create an account here."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from ..config import SIGN_UPS, settings
from .http import operation

blueprint = Blueprint("instance", __name__, description="Who runs this server.")


def _text(example: str) -> fields.String:
    return fields.String(required=True, allow_none=True, metadata={"examples": [example]})


class InstanceSchema(Schema):
    """All texts are plain text, as whoever runs the server wrote them; null if they wrote none."""

    sign_up = fields.String(
        required=True,
        validate=validate.OneOf(SIGN_UPS),
        metadata={
            "description": "Who may create an account: anybody, whoever has a sign-up code, or nobody."
        },
    )
    operator_name = _text("Ana and Ben")
    operator_contact = _text("host@us.example")
    privacy_notice = _text("The server stands in Berlin.")
    closes_on = fields.Date(required=True, allow_none=True)


@operation(
    blueprint,
    "GET",
    "/instance",
    "get_instance",
    answer=InstanceSchema(),
    open_to_all=True,
)
def get_instance() -> Any:
    """Get who runs this server, how to reach them, and who may create an account. For everybody."""
    found = settings()
    return {
        "sign_up": found.sign_up,
        "operator_name": found.operator_name,
        "operator_contact": found.operator_contact,
        "privacy_notice": found.privacy_notice,
        "closes_on": found.closes_on,
    }
