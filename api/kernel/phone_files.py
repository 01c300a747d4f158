"""Serves the built phone app. Browsers cache hashed files for ever and revalidate everything else."""

from pathlib import Path

from flask import Flask, Response, send_from_directory
from werkzeug.routing import BaseConverter
from whitenoise import WhiteNoise

from .errors import Problem


class ScreenConverter(BaseConverter):
    """Any path outside the API."""

    regex = "(?!api/).*?"
    part_isolating = False


DIST = Path(__file__).parents[2] / "pwa" / "dist"


def register(app: Flask) -> None:
    """Files of the build; any other path outside the API is a screen, so it gets index.html."""
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=DIST if DIST.is_dir() else None,
        max_age=0,
        allow_all_origins=False,
        immutable_file_test=r"^/assets/",
    )
    app.url_map.converters["screen"] = ScreenConverter
    app.add_url_rule("/", view_func=_screen, endpoint="screen", defaults={"path": ""})
    app.add_url_rule("/<screen:path>", view_func=_screen, endpoint="screen")


def _screen(path: str) -> Response:
    missing = path.startswith(
        "assets/"
    )  # A file of another release: no screen has such an address.
    if missing or not (DIST / "index.html").is_file():
        raise Problem("not_found")
    response = send_from_directory(DIST, "index.html", max_age=0)
    response.headers["Cache-Control"] = "no-cache"
    return response
