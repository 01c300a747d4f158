"""The gunicorn worker of the web process, with gevent and time limits for slow clients.

Gunicorn loads this file before gevent has patched the standard library, so nothing of the app is
imported at the top. Figures and reasons: docs/decisions/0008.
"""

import gc
import resource
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from io import BytesIO
from typing import Any

import gevent
from gunicorn import util
from gunicorn.glogging import Logger
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, NoMoreData, ParseException
from gunicorn.workers.ggevent import GeventWorker

HEAD_SECONDS = 10
"""Limit for a whole request head, and so for an idle connection."""
BODY_SECONDS = 30
ANSWER_SECONDS = 60
"""Limit for sending a whole response; in a stream, for each event."""
CONNECTIONS = 12_000
STREAM = "/api/v1/stream"
"""The one operation whose response stays open."""
_OTHER_FILES = 200
"""File descriptors that are not connections: databases, logs, libraries."""

Environ = MutableMapping[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


class SlowHead(gevent.Timeout):
    """The request head did not arrive in time, or no request began."""


class SlowBody(gevent.Timeout):
    """The announced body did not arrive in time."""


class SlowReader(gevent.Timeout):
    """The client did not read the response in time."""


class BrokenBody(Exception):
    """The body ended early, or its chunks are malformed."""


class Worker(GeventWorker):
    """Handles connections, heads and errors. `TimeLimits` handles what follows the head."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.worker_connections = min(CONNECTIONS, _allow_files() - _OTHER_FILES)
        self.security_headers: dict[str, str] = {}

    def load_wsgi(self) -> None:
        """Load the app, and the headers for responses to requests that never reach it."""
        from .config import (
            from_environment,
        )  # imported late, after gevent has patched what they use
        from .kernel import headers, library_logs
        from .kernel.metrics import serving

        library_logs.take_over()
        gevent.get_hub().print_exception = _log_uncaught
        super().load_wsgi()
        settings = from_environment()
        self.security_headers = headers.for_settings(settings)
        self.wsgi = TimeLimits(self.wsgi)
        serving.begin_web(settings)
        # or Python would now and then look through all of it for garbage, for a tenth of a second
        gc.freeze()
        # and through all streams a tenth as often as usual: with 6,000 that takes half a second, in which all wait
        gc.set_threshold(700, 10, 100)

    # the stubs say None, and gunicorn uses what it returns
    def timeout_ctx(self) -> gevent.Timeout:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Limit the time in which each head is read."""
        return SlowHead(HEAD_SECONDS)

    # the stubs say that it tells something and wants a socket itself
    def handle_request(  # pyright: ignore[reportIncompatibleMethodOverride]
        self, listener_name: Any, req: Any, sock: Any, addr: Any
    ) -> None:
        """Respond to one request, mostly with one system call, then let other connections have theirs.

        Gevent changes connections only where one waits, so a client whose next request is there already would keep
        all others waiting: of 16 such, the slowest 1 % took 212 ms, and 20 ms in turns.
        """
        together: Any = _Together(sock)
        super().handle_request(listener_name, req, together, addr)
        together.flush()
        gevent.sleep(0)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Respond to a request that never reached the app, and close. Sends nothing if no request
        began or nobody reads.

        Gunicorn's own method logs addresses and paths, and its pages lack the security headers.
        """
        if isinstance(exc, SlowHead | SlowReader):
            return
        from .kernel import errors, logs

        code = _code(exc)
        if code == "failed":
            logs.failure(exc)
        answer = errors.answer(errors.Problem(code))
        answer.headers.update(self.security_headers)
        answer.headers.update({"Cache-Control": "no-store", "Connection": "close"})
        head = "".join(f"{name}: {value}\r\n" for name, value in answer.headers)
        whole = f"HTTP/1.1 {answer.status}\r\n{head}\r\n".encode() + answer.get_data()
        try:
            util.write_nonblock(client, whole)
        except OSError:  # the client has disconnected
            return


class Log(Logger):
    """Gunicorn's log in lines of JSON, without the values that it quotes."""

    def _set_handler(self, log: Any, output: Any, fmt: Any, stream: Any = None) -> None:
        from .kernel.library_logs import Line

        super()._set_handler(log, output, Line(), stream)  # pyright: ignore - the stubs lack it


def _log_uncaught(context: object, t: Any, v: Any, tb: Any) -> None:
    """In place of gevent's own, which prints the message of an error that ended a greenlet."""
    from .kernel.library_logs import uncaught

    uncaught(t, v, tb)


class _Together:
    """A connection that sends the head of a response together with the first part of its body.

    Gunicorn sends them one after the other; a system call under gevent takes 0.02 ms.
    """

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._head: bytes | None = None
        self._begun = False

    def sendall(self, data: bytes) -> None:
        """The first call of a response brings its head, which waits for the next one."""
        if not self._begun:
            self._begun, self._head = True, data
            return
        head, self._head = self._head, None
        self._connection.sendall(data if head is None else head + data)

    def flush(self) -> None:
        """Send the head of a response that has no body. Raises SlowReader."""
        if self._head is None:
            return
        with SlowReader(ANSWER_SECONDS):
            self._connection.sendall(self._head)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def _allow_files() -> int:
    """Raise this process's limit of open files to the maximum; returns it."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = 65_536 if most == resource.RLIM_INFINITY else most
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))
    return allowed


def _code(error: BaseException) -> str:
    """The problem code for an error before the app."""
    if isinstance(error, SlowBody):
        return "too_slow"
    if isinstance(error, LimitRequestLine):
        return "address_too_long"
    if isinstance(error, LimitRequestHeaders):
        return "headers_too_large"
    return "malformed" if isinstance(error, ParseException | BrokenBody) else "failed"


class TimeLimits:
    """Reads the whole body before the app runs, so that a slow client holds no database connection,
    and limits the time for sending the response."""

    def __init__(self, app: Application) -> None:
        self._app = app

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Raises SlowBody and BrokenBody, which the gunicorn worker turns into responses."""
        _read_body(environ)
        streams = environ["PATH_INFO"] == STREAM
        if streams:
            # a greenlet keeps the stack of its deepest call: 3 kB for as long as a stream lives, if that were its own
            parts = gevent.spawn(lambda: _Begun(self._app(environ, start_response))).get()
        else:
            parts = self._app(environ, start_response)
        return _TimedParts(parts, each=streams)


def _read_body(environ: Environ) -> None:
    """Read the body and replace `wsgi.input` with it.

    A body whose Content-Length is too large is not read: the app refuses it.
    """
    from .app import BODY_BYTES

    announced = environ.get("CONTENT_LENGTH")
    if announced is None and "HTTP_TRANSFER_ENCODING" not in environ:
        environ["wsgi.input"] = BytesIO()
        return
    if announced and int(announced) > BODY_BYTES:
        return
    try:
        with SlowBody(BODY_SECONDS):
            body: bytes = environ["wsgi.input"].read(BODY_BYTES + 1)
    except (ParseException, NoMoreData) as error:
        raise BrokenBody from error
    if announced and len(body) < int(announced):
        raise BrokenBody
    environ["wsgi.input"] = BytesIO(body)
    if environ.pop("HTTP_TRANSFER_ENCODING", None):
        environ["CONTENT_LENGTH"] = str(len(body))


class _Begun(Iterator[bytes]):
    """The parts of a response whose first part is there."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = parts
        self._left = iter(parts)
        self._first = next(self._left, None)

    def __next__(self) -> bytes:
        first, self._first = self._first, None
        return next(self._left) if first is None else first

    def close(self) -> None:
        _close(self._parts)


class _TimedParts(Iterator[bytes]):
    """The parts of a response. The time limit covers the whole response, or with `each` every part."""

    def __init__(self, parts: Iterable[bytes], *, each: bool) -> None:
        self._parts = parts
        self._left = iter(parts)
        self._each = each
        self._clock: SlowReader | None = None

    def __next__(self) -> bytes:
        if self._each:
            self._stop_clock()
        part = next(self._left)
        if self._clock is None:
            self._clock = SlowReader.start_new(ANSWER_SECONDS)
        return part

    def close(self) -> None:
        """Called by gunicorn when the response has been sent or the client has disconnected."""
        self._stop_clock()
        _close(self._parts)

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.close()
            self._clock = None


def _close(parts: Iterable[bytes]) -> None:
    close = getattr(parts, "close", None)
    if close is not None:
        close()
