"""Commands: `python -m api.cli migrate | check-migrations | openapi [FILE] | after-restore`."""

import argparse
import sys
import tempfile
from pathlib import Path

from .config import from_environment
from .kernel import db, migrations


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m api.cli", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("migrate", help="bring the database up to date")
    commands.add_parser("check-migrations", help="fail if models and migrations disagree")
    commands.add_parser(
        "after-restore",
        help="erase and part again, then make phones send again what it lacks",
    )
    openapi = commands.add_parser("openapi", help="write the spec")
    openapi.add_argument("file", nargs="?", type=Path, default=Path("openapi.yaml"))
    chosen = parser.parse_args(arguments)
    if chosen.command == "migrate":
        return _migrate()
    if chosen.command == "check-migrations":
        return _check_migrations()
    if chosen.command == "after-restore":
        return _after_restore()
    return _write_spec(chosen.file)


# What only one command needs is imported there, so that `make run` need not wait for it.


def _after_restore() -> int:
    from .kernel import erasures, feed
    from .kernel.identity import couples, erasing
    from .practices import PRACTICES
    from .tables import MODELS

    settings = from_environment()
    db.connect(settings.database)
    with db.database.connection_context(), db.transaction():
        for entry in erasures.entries(settings.erasure_log):
            if entry.what == "erased":
                erasing.erase(entry.id, MODELS, log=None)
            else:
                couples.part(entry.id, log=None)
        for practice in PRACTICES:
            if practice.after_restore is not None:
                practice.after_restore()
        feed.start_generation()
    return 0


def _migrate() -> int:
    settings = from_environment()
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    db.connect(settings.database)
    for name in migrations.migrate():
        print(f"migrated: {name}")
    return 0


def _check_migrations() -> int:
    from . import tables

    with tempfile.TemporaryDirectory() as folder:
        db.connect(f"sqlite:///{folder}/check.db")
        migrations.migrate()
        found = migrations.differences(tables.MODELS)
    if found:
        print(f"Models and migrations disagree:\n{found}", file=sys.stderr)
        return 1
    return 0


def _write_spec(file: Path) -> int:
    from .app import PREFIX, blueprints
    from .kernel import spec

    file.write_text(spec.as_yaml(blueprints(), PREFIX))
    return 0


if __name__ == "__main__":
    sys.exit(main())
