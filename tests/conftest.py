"""A fresh database and app for every test, on the database that TWOFOLD_TEST_DATABASE names."""

import gc
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from api.app import create_app
from api.config import Settings
from api.kernel import clock as server_clock
from api.kernel import db
from tests import phrases
from tests.beside import InOneProcess
from tests.databases import Copy, postgresql_copies, sqlite_copies
from tests.kept_connections import is_connected, leave
from tests.memory import use_memory
from tests.moving_clock import MovingClock
from tests.one_database import ON_POSTGRESQL, runs_here
from tests.people import Cast
from tests.proven import ProvenClient
from tests.push_service import PushService, push_service


def pytest_configure() -> None:
    use_memory()
    # Python looks for garbage at every 700 new objects: a fifth of the collection of 2,700 tests.
    gc.set_threshold(50_000)


def pytest_collection_finish() -> None:
    gc.freeze()  # the tests stay to the end


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> InOneProcess | None:
    return InOneProcess(config, log) if config.getoption("dist") == "loadgroup" else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what runs on the other database only."""
    here = Path(__file__).parent
    left_out = [
        item
        for item in items
        if not runs_here(item.path.relative_to(here).as_posix(), item.name.partition("[")[0])
    ]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """Makes migrated, empty databases."""
    if ON_POSTGRESQL:
        with postgresql_copies() as copy:
            yield copy
    else:
        with sqlite_copies(tmp_path_factory.mktemp("template")) as copy:
            yield copy


@pytest.fixture(scope="session", autouse=True)
def stretched_once() -> Iterator[None]:
    """Stretching recovery words takes a third of a second on purpose. Here each phrase is stretched once and
    cached.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashlib, "pbkdf2_hmac", cache(hashlib.pbkdf2_hmac))
        yield


@pytest.fixture
def settings(copies: Copy, tmp_path: Path) -> Settings:
    """The settings of a fresh installation, with generous limits."""
    phrases.use_again()
    return Settings(
        data=tmp_path,
        database=copies(tmp_path),
        origin="http://localhost",
        push_contact="mailto:push@localhost.invalid",
        push_hosts=("127.0.0.1", "updates.push.services.mozilla.com"),
        requests_per_minute=1_000_000,
        accounts_per_hour=1_000_000,
        strangers_per_minute=1_000_000,
        openings_per_hour=1_000_000,
        app_minimum=1,
        testing=True,
        durability="normal",
        clock_offset_file=tmp_path / "clock",
    )


_apps: list[Flask] = []


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The whole API. Every response of its test client is checked against the spec.

    One app serves all tests of a process, since making it takes longer than most tests.
    """
    if not _apps:
        _apps.append(create_app(settings))
    (app,) = _apps
    move_into(app, settings)
    app.test_client_class = ProvenClient
    with app.app_context():
        yield app
    leave()


def move_into(app: Flask, settings: Settings) -> None:
    """Let an app that an earlier test had serve this one. The rest of `create_app` does not depend on what differs
    between tests."""
    app.config["TWOFOLD"] = settings
    server_clock.use_offset_file(settings.clock_offset_file)
    if not is_connected(settings.database):
        db.connect(settings.database, settings.durability)
    _return_backwards()


def _return_backwards() -> None:
    """SQLite returns the rows of queries without an order from the last to the first: nothing may depend on it, and
    what one of two people does in private could change it."""
    if db.is_sqlite():
        with db.connected():
            db.database.obj.pragma("reverse_unordered_selects", 1, permanent=True)


@pytest.fixture
def clock(settings: Settings) -> MovingClock:
    """Moves the server's clock."""
    assert settings.clock_offset_file is not None
    return MovingClock(settings.clock_offset_file)


@pytest.fixture
def cast(app: Flask) -> Cast:
    """ana and ben (a couple), cleo and dan (another), and a stranger who is alone."""
    return Cast(app)


@pytest.fixture
def service() -> Iterator[PushService]:
    """A push service of this machine."""
    with push_service() as running:
        yield running
