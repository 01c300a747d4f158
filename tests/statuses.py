"""A plugin: a run of all tests fails unless every documented status of the spec was seen in it.

So no documented status is unproven. All tests run on SQLite only. They run in several processes, which tell the
first one what they saw.
"""

from typing import Any

import pytest

from tests.contract.operations import operations
from tests.one_database import ON_POSTGRESQL
from tests.proven import SEEN, document

UNSEEN = pytest.StashKey[list[str]]()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["seen"] = sorted(SEEN)  # pyright: ignore[reportAttributeAccessIssue] - of xdist
    elif exitstatus == pytest.ExitCode.OK and _is_whole(config):
        config.stash[UNSEEN] = _unseen()
        if config.stash[UNSEEN]:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    SEEN.update((method, path, status) for method, path, status in node.workeroutput["seen"])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in terminalreporter.config.stash.get(UNSEEN, []):
        terminalreporter.write_line(f"documented, but seen in no test: {line}", red=True)


def _is_whole(config: pytest.Config) -> bool:
    chosen = config.getoption("keyword") or config.getoption("markexpr")
    return (
        not ON_POSTGRESQL
        and config.args == ["tests"]
        and not chosen
        and not config.getoption("collectonly")
    )


def _unseen() -> list[str]:
    return [
        f"{operation.method} {operation.path} {status}"
        for operation in operations(document())
        for status in sorted(operation.statuses - {500})  # no request makes the server fail
        if (operation.method, operation.path, status) not in SEEN
    ]
