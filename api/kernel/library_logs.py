"""What libraries log, and errors that nobody caught, in lines like our own: JSON, and no values. A message of a library
may quote an address, a path or a row.

Only the standard library is imported here: gunicorn's first process loads this before gevent patches its workers.
"""

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

_OURS = Path(__file__).parents[1]
_SERVER = "gunicorn"
_log = logging.getLogger("twofold")


class Line(logging.Formatter):
    """One JSON object for a record: what it is, from which library, and of an error the type and where in our code."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, object] = {
            "event": _event(record),
            "library": record.name,
            "level": record.levelname.lower(),
            "timestamp": moment.isoformat().replace("+00:00", "Z"),
        }
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            line |= {"error": type(error).__name__, "at": places(error)}
        return json.dumps(line)


def take_over() -> None:
    """From now on this process writes what libraries log, warnings, and errors that nobody caught in such lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(Line())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(True)
    sys.excepthook = uncaught
    threading.excepthook = lambda said: uncaught(said.exc_type, said.exc_value, said.exc_traceback)
    sys.unraisablehook = lambda said: uncaught(said.exc_type, said.exc_value, said.exc_traceback)


def uncaught(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    """Log an error that nobody caught."""
    if issubclass(kind, KeyboardInterrupt):
        return
    _log.error("uncaught", exc_info=(kind, error or kind(), trace))


def places(error: BaseException) -> list[str]:
    """The frames of our code in the traceback, outermost first."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_OURS)]
    return [
        f"{Path(frame.filename).relative_to(_OURS)}:{frame.lineno} {frame.name}" for frame in ours
    ]


def _event(record: logging.LogRecord) -> str:
    """Of gunicorn what it always says, with numbers such as those of processes; of ours all; of others nothing."""
    said = record.msg if isinstance(record.msg, str) else ""
    if record.name == _log.name:
        return said
    if not said or not record.name.startswith(_SERVER):
        return "a library logged something"
    shown = record.args if isinstance(record.args, tuple) else ()
    try:
        return said % tuple(one if isinstance(one, int) else "…" for one in shown)
    except (TypeError, ValueError):
        return said
