"""/healthz: the process answers. /readyz: it can serve, and what is wrong with the set-up, by name."""

from flask import Flask, Response, jsonify

from ..config import settings
from .errors import Problem, answer
from .setup import checks
from .setup.findings import STOPPING, log_once


def register(app: Flask) -> None:
    app.add_url_rule("/healthz", view_func=_alive, endpoint="healthz")
    app.add_url_rule("/readyz", view_func=_ready, endpoint="readyz")


def _alive() -> Response:
    return Response("ok\n", mimetype="text/plain")


def _ready() -> Response:
    """503 where nobody can be served. The sentences are for the log and `doctor`: anybody may ask here.

    What stops the product is logged at once; anything else is left to the look that `setup.watch` takes now and then,
    since a worker that starts beside this process may not have written its first sign yet.
    """
    found = checks.all_of(settings())
    log_once(one for one in found if one.problem is None or one.problem in STOPPING)
    problems = sorted({one.problem for one in found if one.problem})
    if any(name in STOPPING for name in problems):
        return answer(Problem("not_ready", errors={"setup": problems}))
    return jsonify(ready=True, problems=problems)
