"""Connections to PostgreSQL that are cut, as a failing network or an administrator does."""

import psycopg

from api.kernel.db import database
from tests.many.cluster import Cluster

_OTHERS = """
FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def cut_all_connections(processes: Cluster) -> int:
    """Cut the connections of all processes; returns how many there were."""
    return _count(processes, "pg_terminate_backend(pid)")


def other_connections(processes: Cluster) -> int:
    """How many connections the processes have."""
    return _count(processes, "*")


def _count(processes: Cluster, what: str) -> int:
    database.close_all()
    with psycopg.connect(processes.settings.database, autocommit=True) as line:
        row = line.execute(f"SELECT count({what}) {_OTHERS}".encode()).fetchone()
    return row[0] if row else 0
