"""The port on which a process shows its metrics, in a thread (a greenlet in the web process) that never stops the
process which it watches."""

import socket
import threading
import time
from wsgiref.simple_server import WSGIRequestHandler, make_server

import structlog
from prometheus_client import CollectorRegistry, make_wsgi_app
from prometheus_client.exposition import ThreadingWSGIServer

from ...config import Address, Settings
from . import looking, measures

LOOK_SECONDS = 10
_AGAIN_SECONDS = 1
_log = structlog.stdlib.get_logger()


def begin_web(settings: Settings) -> None:
    """Show a web process's metrics from now on, if TWOFOLD_METRICS_WEB says where."""
    if settings.metrics_web:
        _begin(settings, settings.metrics_web, measures.WEB)


def begin_worker(settings: Settings) -> None:
    """Show a worker's metrics from now on, if TWOFOLD_METRICS_WORKER says where."""
    if settings.metrics_worker:
        _begin(settings, settings.metrics_worker, measures.WORKER)


def _begin(settings: Settings, address: Address, registry: CollectorRegistry) -> None:
    looking.prepare()
    of_worker = registry is measures.WORKER
    for work in (lambda: _serve(address, registry), lambda: _look(settings, of_worker=of_worker)):
        threading.Thread(target=work, name="metrics", daemon=True).start()


def _serve(address: Address, registry: CollectorRegistry) -> None:
    """A port that is in use may become free, as when one process follows another."""
    kind = _ServerOver6 if ":" in address.host else _Server
    failed = False
    while True:
        try:
            server = make_server(*address, make_wsgi_app(registry), kind, _Handler)
        except OSError as error:
            if not failed:
                _log.warning("metrics cannot be shown", error=type(error).__name__)
            failed = True
            time.sleep(_AGAIN_SECONDS)
            continue
        server.serve_forever()


def _look(settings: Settings, *, of_worker: bool) -> None:
    failed = False
    while True:
        try:
            looking.look(settings, of_worker=of_worker)
            failed = False
        except Exception as error:  # else nothing would be measured any more
            if not failed:
                _log.warning("measuring failed", error=type(error).__name__)
            failed = True
        time.sleep(LOOK_SECONDS)


class _Server(ThreadingWSGIServer):
    """It says nothing of a scraper that hangs up; the library would print its address."""

    def handle_error(self, request: object, client_address: object) -> None:
        return


class _ServerOver6(_Server):
    address_family = socket.AF_INET6


class _Handler(WSGIRequestHandler):
    timeout = LOOK_SECONDS
    """Seconds for which a scraper may be silent."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        return
