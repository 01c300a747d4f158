"""Migrations: forward only, one at a time, and never out of step with the models."""

from pathlib import Path

from peewee import SqliteDatabase
from playhouse.migrations import Runner
from playhouse.schema_diff import diff_models

from .db import Model, database

DIRECTORY = Path(__file__).parent.parent / "migrations"


def migrate() -> list[str]:
    """Apply what is pending; returns the names. A second process waits for the first."""
    with database.connection_context():
        if not pending():
            return []
        if not isinstance(database.obj, SqliteDatabase):
            return _migrate_postgresql()
        return _run()


def applied() -> list[str]:
    """Names of migrations that the database has seen."""
    return sorted(_runner().applied())


def known() -> list[str]:
    """Names of all migrations of this version, in their order."""
    return [step.name for step in _runner().migrations()]


def pending() -> list[str]:
    """Names of migrations that the database has not seen."""
    seen = _runner().applied()
    return [name for name in known() if name not in seen]


def unknown() -> list[str]:
    """Names of migrations that only the database knows, as after a downgrade."""
    return sorted(set(applied()) - set(known()))


def differences(models: list[type[Model]]) -> str:
    """The differences between the models and the migrated database; empty when they agree."""
    with database.connection_context():
        found = diff_models(database.obj, models)
        return str(found) if found else ""


def _migrate_postgresql() -> list[str]:
    # The runner takes no lock of its own; any constant serves as the advisory lock's name.
    database.execute_sql("SELECT pg_advisory_lock(7309)")
    try:
        return _run()
    finally:
        database.execute_sql("SELECT pg_advisory_unlock(7309)")


def _run() -> list[str]:
    names = pending()
    _runner().up()
    return names


def _runner() -> Runner:
    return Runner(database.obj, str(DIRECTORY))
