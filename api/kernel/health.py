"""/healthz: the process answers. /readyz: it can serve, database and tables included."""

from flask import Flask, Response
from peewee import PeeweeException

from . import migrations
from .db import database
from .errors import Problem


def register(app: Flask) -> None:
    app.add_url_rule("/healthz", view_func=_alive, endpoint="healthz")
    app.add_url_rule("/readyz", view_func=_ready, endpoint="readyz")


def _alive() -> Response:
    return Response("ok\n", mimetype="text/plain")


def _ready() -> Response:
    try:
        database.execute_sql("SELECT 1")
        pending = migrations.pending()
    except PeeweeException as error:
        raise Problem("not_ready") from error
    if pending:
        raise Problem("not_ready")
    return Response("ready\n", mimetype="text/plain")
