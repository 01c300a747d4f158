"""Structured logs on stderr. They contain no words, no bodies, and no ids of people or records: nobody
must be able to reconstruct a couple's life from a log. `library_logs` writes what libraries have to say."""

import logging
import sys

import structlog

from .library_logs import places

_log = structlog.stdlib.get_logger()


def configure() -> None:
    """JSON lines, from level INFO."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        # Looked up for every line, since servers and tests replace stderr.
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
    )


def failure(error: BaseException) -> None:
    """Log the type of an error and where in our code it was raised; never its message, since databases quote values."""
    _log.error("request failed", error=type(error).__name__, at=places(error))
