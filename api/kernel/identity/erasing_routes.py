"""The route that erases a person."""

from collections.abc import Sequence

from flask import Response
from flask_smorest import Blueprint

from ..db import Model
from ..errors import Problem
from ..http import always, operation
from . import access, erasing


def blueprint_for(tables: Sequence[type[Model]]) -> Blueprint:
    """The route, once all tables are known."""
    blueprint = Blueprint(
        "erasing",
        __name__,
        description="The end of an account, and of all that the server has of it.",
    )

    @operation(
        blueprint,
        "DELETE",
        "/people/<id7:person_id>",
        "erase_account",
        protects=always,
        newcomer="never",
        statuses=(204,),
    )
    def erase(person_id: str) -> Response:
        """Erase the calling person: their own space, their phones, and what they wrote in shared spaces.

        At once and for good. Also ends their couple; no push tells the partner. What the partner wrote
        stays until it fades. 503 `not_ready`: the removal log cannot be written, and nothing was
        erased.
        """
        if person_id != access.caller().person_id:
            raise Problem("not_found")
        erasing.erase(person_id, tables)
        response = Response(status=204)
        access.clear_cookie(response)
        return response

    return blueprint
