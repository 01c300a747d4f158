"""A process that has imported one part of the product, and forks: `python -m tests.browser.fork_server web|worker`.

Importing takes more CPU than all that the part does in a story. A fork is a process with its own environment,
session and output, as if the part's command had been started. Each line of the input is a request (see
`forks.Request`); the answer is the line of a process id. It ends with its input.
"""

import gc
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from os import fork, waitpid  # the real ones, since gevent replaces those in `os`

from tests.browser.forks import Request

LONGEST = 1 << 20
"""Bytes of a request."""

Run = Callable[[], object]


def main() -> None:
    run = {"web": web, "worker": worker}[sys.argv[1]]()
    gc.freeze()  # else each fork copies every page in which the collector marks something
    while request := os.read(0, LONGEST):
        pid = fork()
        if pid == 0:
            become(json.loads(request))
            run()
            sys.exit()
        os.write(1, b"%d\n" % pid)
        forget_ended()


def web() -> Run:
    """Gunicorn. Its gevent patches before anything of the app is imported, as it does in its own worker."""
    from gevent import monkey

    monkey.patch_all()
    from gunicorn.app.wsgiapp import run

    for loaded_by_name in ("api.app", "api.front"):
        import_module(loaded_by_name)
    return run


def worker() -> Run:
    from api.worker import main as run

    return run


def become(request: Request) -> None:
    """Make this fork what the command would have been."""
    os.setsid()
    log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for new, old in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(new, old)
    os.environ.clear()
    os.environ.update(request["environment"])
    sys.argv[:] = request["arguments"]


def forget_ended() -> None:
    """Read the status of the forks that have ended, so that the system forgets them."""
    with suppress(ChildProcessError):
        while waitpid(-1, os.WNOHANG)[0]:
            pass


if __name__ == "__main__":
    main()
