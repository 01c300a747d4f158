"""Builds the app: the kernel first, then the practices in order, then the phone app's files."""

import sys
from collections.abc import Iterator

from environs import EnvError
from flask import Flask
from flask_smorest import Blueprint
from werkzeug.middleware.proxy_fix import ProxyFix

from .config import Settings, from_environment
from .kernel import (
    audiences,
    clock,
    db,
    errors,
    headers,
    health,
    hosts,
    instance,
    live,
    logs,
    notice_kinds,
    phone_files,
    preferences,
    quotas,
    sync,
)
from .kernel.flask_app import App
from .kernel.http import CONVERTERS
from .kernel.identity import access, erasing_routes, seat_routes, turns
from .kernel.identity import routes as identity
from .kernel.kinds import Kind
from .kernel.metrics import requests
from .kernel.preferences import PreferencesActions
from .kernel.push import notices
from .kernel.push import routes as push
from .kernel.setup import checks, watch
from .kernel.setup.findings import log_once
from .practices import PRACTICES
from .tables import MODELS

SWITCHES = [switch for practice in PRACTICES for switch in practice.switches]
"""Every switch of notices, in the order of the practices."""

NOTICE_KINDS = [kind for practice in PRACTICES for kind in practice.notices]

_PREFERENCES = PreferencesActions(
    SWITCHES,
    [
        *(practice.preferences_saved for practice in PRACTICES if practice.preferences_saved),
        notices.obeying(NOTICE_KINDS),
    ],
)

KINDS: list[Kind] = [
    _PREFERENCES.kind,
    *(kind for practice in PRACTICES for kind in practice.kinds),
]
"""Every kind, in the order of the practices."""

BODY_BYTES = 64 * 1024
PREFIX = "/api/v1"


def create_app(settings: Settings | None = None) -> Flask:
    """Build the whole product as one WSGI app. Settings come from the environment unless given; if those of the
    environment cannot work, it says why and ends the process.
    """
    logs.configure()
    settings = settings or _from_environment()
    app = App(__name__, static_folder=None)
    app.config.update(TWOFOLD=settings, MAX_CONTENT_LENGTH=BODY_BYTES)
    app.url_map.converters.update(CONVERTERS)
    # never redirect: the Location header would contain a host and scheme that the client chose
    app.url_map.merge_slashes = False
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    clock.use_offset_file(settings.clock_offset_file)
    db.connect(settings.database, settings.durability)
    live.use_redis(settings.redis, sync.stand)
    access.use_limits(app)
    turns.use_redis(settings.redis)
    quotas.use_tables(app, MODELS)
    audiences.use_practices(app, PRACTICES)
    notice_kinds.use(app, NOTICE_KINDS)
    _close_connection_after_request(app)
    for blueprint in blueprints():
        app.register_blueprint(blueprint, url_prefix=PREFIX)
    errors.register(app)
    health.register(app)
    phone_files.register(app)
    hosts.register(app)
    headers.register(app)
    watch.register(app)
    if settings.metrics_web:
        requests.register(app, PREFIX)
    log_once(checks.of_settings(settings))
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)
    return app


def _from_environment() -> Settings:
    try:
        found = from_environment()
        checks.refuse_unfit(found)
        return found
    except (EnvError, ValueError) as error:  # the message of either names the variable
        print(f"Twofold does not start. {error}", file=sys.stderr)
        raise SystemExit(checks.REFUSED_CODE) from error


def blueprints() -> Iterator[Blueprint]:
    """All blueprints of the API."""
    yield instance.blueprint
    yield from identity.BLUEPRINTS
    yield erasing_routes.blueprint_for(MODELS)
    yield seat_routes.blueprint_for(PRACTICES)
    yield preferences.blueprint_for(_PREFERENCES)
    yield push.blueprint
    nouns = {name: view for practice in PRACTICES for name, view in practice.nouns.items()}
    yield sync.blueprint_for(KINDS, nouns)
    yield from (practice.blueprint for practice in PRACTICES)


def _close_connection_after_request(app: Flask) -> None:
    """The first query opens a connection. So neither a refused request nor one whose body arrives
    slowly holds one."""

    @app.teardown_request
    def disconnect(_error: BaseException | None) -> None:
        if not db.database.is_closed():
            db.database.close()
