"""Structured logs on stderr. They carry no words, no bodies, no ids of people or records: a log
must not retell a couple's life."""

import logging
import sys
import traceback
from pathlib import Path

import structlog

_OURS = Path(__file__).parents[1]
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
        # Looked up at every line: servers and tests put something else in the place of stderr.
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
    )


def failure(error: BaseException) -> None:
    """What failed, and where in our code; never the message, since databases quote what they refuse."""
    _log.error("request failed", error=type(error).__name__, at=_places(error))


def _places(error: BaseException) -> list[str]:
    """The lines of our code on the way to the error, the outermost first."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_OURS)]
    return [
        f"{Path(frame.filename).relative_to(_OURS)}:{frame.lineno} {frame.name}" for frame in ours
    ]
