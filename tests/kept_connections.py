"""The app's connections to PostgreSQL, which one test leaves to the next.

A new connection reads the catalogue anew, which takes 30 ms. So the first few that are idle after a test are kept, once
the server has taken back all that belongs to a session: locks, settings, LISTEN, prepared statements, temporary tables.
All others end before the next test, those of other threads and processes too.
"""

from itertools import count

import psycopg
from playhouse.pool import PooledPostgresqlDatabase
from psycopg.pq import TransactionStatus

from api.kernel import db

MOST = 4
"""Cleaning one takes 0.2 ms, and few tests need more at once."""


_times = count()
"""psycopg forgets its prepared statements too, if it has not seen the same text before."""
_kept: PooledPostgresqlDatabase | None = None
"""What was cleaned for this test."""


def is_connected(url: str) -> bool:
    """Whether the app is connected to this database, as if it had just done so."""
    return _kept is not None and _kept is db.database.obj and _kept.database == url


def leave() -> None:
    """After a test: the app no longer uses its database. On SQLite every test has a file of its own."""
    if _pool() is None:
        end()
    else:
        db.database.close()


def end() -> None:
    """Close all connections of the app."""
    global _kept
    _kept = None
    if db.database.obj is not None:
        db.database.close_all()


def fresh(url: str) -> list[int]:
    """Before a test: clean what is kept. Returns the processes of the server that hold it; all others may end."""
    global _kept
    pool = _pool()
    if pool is None or pool.database != url or pool._in_use:  # pyright: ignore[reportPrivateUsage] - nothing public tells
        end()
        return []
    idle = sorted(pool._connections)  # pyright: ignore[reportPrivateUsage] - nothing public tells
    clean = [place for place, (*_, line) in enumerate(idle) if place < MOST and _cleaned(line)]
    for place, (*_, line) in enumerate(idle):
        if place not in clean:
            line.close()
    pool._connections[:] = [idle[place] for place in clean]  # pyright: ignore[reportPrivateUsage] - it would find the closed ones too late
    _kept = pool
    return [line.info.backend_pid for *_, line in pool._connections]  # pyright: ignore[reportPrivateUsage] - nothing public tells


def _cleaned(line: psycopg.Connection) -> bool:
    """Whether the connection works and nothing in it tells that it was used."""
    if line.info.transaction_status != TransactionStatus.IDLE:
        return False
    try:
        line.execute(f"DISCARD ALL -- {next(_times)}".encode())
    except psycopg.Error:
        return False
    return True


def _pool() -> PooledPostgresqlDatabase | None:
    pool = db.database.obj
    return pool if isinstance(pool, PooledPostgresqlDatabase) else None
