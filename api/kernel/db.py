"""One database behind one address: SQLite in WAL mode, or PostgreSQL."""

import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import psycopg
from peewee import SQL, DatabaseProxy, Field, OperationalError
from peewee import Model as PeeweeModel
from playhouse.pool import MaxConnectionsExceeded, PooledPostgresqlDatabase, PooledSqliteDatabase

database = DatabaseProxy()

# SQLite has one writer. Within this process they queue here, on a lock that yields under gevent;
# between processes `_begin_immediate` retries, so that no greenlet ever blocks in C code.
_writing = threading.RLock()
_LONGEST_WAIT_SECONDS = 10.0

_CONNECT_SECONDS = 5
_CONNECT_AGAIN_SECONDS = 1.0
_AWAY_STATES = ("08", "53", "57P")
"""SQLSTATE: connection exception, insufficient resources, operator intervention."""


class Model(PeeweeModel):
    """Base of every table. Instants are BIGINT milliseconds, ids canonical text."""

    class Meta:
        database = database
        legacy_table_names = False


def belongs_to(column: str, table: str, key: str = "id") -> Any:
    """A foreign key with ON DELETE CASCADE."""
    return SQL(f"FOREIGN KEY ({column}) REFERENCES {table} ({key}) ON DELETE CASCADE")


@cache
def columns(model: type[Model]) -> Mapping[str, Field]:
    """A table's columns by name, in the order in which a query selects them."""
    fields: list[Field] = model._meta.sorted_fields  # pyright: ignore[reportAttributeAccessIssue] - what peewee makes of a class
    return {field.name: field for field in fields}


def connect(url: str, durability: str = "full") -> None:
    """Point the process at `sqlite:///PATH` or `postgresql://USER:PASSWORD@HOST:PORT/NAME`.

    `durability`: "full", or "normal", see config.py.
    """
    scheme = urlsplit(url).scheme
    if database.obj is not None:
        database.close_all()
    if scheme == "sqlite":
        database.initialize(_sqlite(url.removeprefix("sqlite:///"), durability))
    elif scheme in ("postgresql", "postgres"):
        database.initialize(
            _Postgresql(
                url,
                max_connections=32,
                timeout=10,
                stale_timeout=300,
                prefer_psycopg3=True,
                # So a server or a network that vanishes is noticed within seconds, not after minutes.
                connect_timeout=_CONNECT_SECONDS,
                tcp_user_timeout=10_000,
                keepalives_idle=30,
                keepalives_interval=5,
                keepalives_count=3,
            )
        )
    else:
        raise ValueError(f"TWOFOLD_DATABASE must be a sqlite or postgresql address, not {scheme}:")


class _Postgresql(PooledPostgresqlDatabase):
    """A pool that tries one connection at a time, and none for a second after one failed: while the server is away
    each request is told so at once, instead of waiting in line for an attempt of its own."""

    _try_at = 0.0

    def connect(self, reuse_if_open: bool = False) -> bool:
        """Raises OperationalError if no connection becomes free in time, too."""
        try:
            return super().connect(reuse_if_open)
        except MaxConnectionsExceeded as error:
            raise OperationalError("all connections are in use") from error

    def _connect(self) -> Any:
        with self._pool_lock:
            if time.monotonic() < self._try_at:
                raise OperationalError("the server was away a moment ago")
            try:
                return super()._connect()
            except psycopg.OperationalError:
                self._try_at = time.monotonic() + _CONNECT_AGAIN_SECONDS
                raise


def is_away(error: BaseException) -> bool:
    """Whether an error says that the database cannot serve now: no connection, one that broke, a server that stops or
    starts, too many connections; on SQLite that another process has held the lock for too long."""
    if not isinstance(error, OperationalError):
        return False
    original = error.args[0] if error.args else None
    if is_sqlite():
        return "locked" in str(original)
    state: str | None = getattr(original, "sqlstate", None)  # of a psycopg error
    return state is None or state.startswith(_AWAY_STATES)


def _sqlite(path: str, durability: str) -> PooledSqliteDatabase:
    return PooledSqliteDatabase(
        path,
        max_connections=64,
        timeout=10,
        check_same_thread=False,
        pragmas={
            "journal_mode": "wal",
            "foreign_keys": 1,
            "synchronous": durability,
            "busy_timeout": 0,
            "secure_delete": 1,
            "cache_size": -8000,
            # Copied into the database every 16 MB, where SQLite does it every 4: a check-in writes 17 pages, and
            # a commit then waits 0.3 ms less for the disk (0.8 to 0.5 ms, of which 0.08 are CPU).
            "wal_autocheckpoint": 4000,
        },
    )


class PoolSize(NamedTuple):
    """Of this process's connections to the database: how many are in use, and how many there may be."""

    in_use: int
    limit: int


def pool_size() -> PoolSize:
    """How much of the pool is in use now."""
    pool = database.obj
    return PoolSize(len(pool._in_use), pool._max_connections)  # pyright: ignore[reportPrivateUsage] - peewee tells it nowhere else


def is_sqlite() -> bool:
    return isinstance(database.obj, PooledSqliteDatabase)


@contextmanager
def connected() -> Generator[None]:
    """Run with the open connection, or with a new one that is closed afterwards."""
    opened = database.connect(reuse_if_open=True)
    try:
        yield
    finally:
        if opened:
            database.close()


@contextmanager
def transaction() -> Generator[None]:
    """A transaction. On SQLite it takes the write lock at its start, so no later write waits for it.

    Nested calls join the outer transaction.
    """
    if database.obj.transaction_depth() > 0 or not is_sqlite():
        with database.atomic():
            yield
        return
    with _writing:
        begun = _begin_immediate()
        try:
            yield
        except BaseException as error:
            begun.__exit__(type(error), error, error.__traceback__)
            raise
        begun.__exit__(None, None, None)


def _begin_immediate() -> Any:
    """A transaction that holds the write lock; waits for another process that has it."""
    deadline = time.monotonic() + _LONGEST_WAIT_SECONDS
    while True:
        try:
            return database.obj.transaction("IMMEDIATE").__enter__()
        except OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.002)


def on_commit(action: Callable[[], object]) -> None:
    """Call `action` after the outermost transaction commits, and not at all if it rolls back."""
    database.after_commit(action)


def for_update(query: Any) -> Any:
    """Lock the selected rows until commit. SQLite holds its one write lock already."""
    return query if is_sqlite() else query.for_update()


def skip_locked(query: Any) -> Any:
    """Lock the selected rows, skipping those that another worker has locked."""
    return query if is_sqlite() else query.for_update("FOR UPDATE SKIP LOCKED")
