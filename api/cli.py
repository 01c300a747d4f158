"""Commands: `python -m api.cli migrate | check-migrations | openapi [FILE] | after-restore | doctor`."""

import argparse
import sys
import tempfile
from pathlib import Path

from environs import EnvError
from flask import Flask
from flask.ctx import AppContext

from .config import Settings, from_environment
from .kernel import db, migrations


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m api.cli", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("migrate", help="bring the database up to date")
    commands.add_parser("check-migrations", help="fail if models and migrations disagree")
    commands.add_parser(
        "after-restore",
        help="take away again what the backup brought back, then make phones send what it lacks",
    )
    commands.add_parser("doctor", help="say what is wrong with this set-up, and what to do")
    openapi = commands.add_parser("openapi", help="write the spec")
    openapi.add_argument("file", nargs="?", type=Path, default=Path("openapi.yaml"))
    chosen = parser.parse_args(arguments)
    if chosen.command == "migrate":
        return _migrate()
    if chosen.command == "check-migrations":
        return _check_migrations()
    if chosen.command == "after-restore":
        return _after_restore()
    if chosen.command == "doctor":
        return _doctor()
    return _write_spec(chosen.file)


# Each command imports what only it needs, so that `make run` starts faster.


def _after_restore() -> int:
    from .kernel import audiences, removals
    from .practices import PRACTICES
    from .restoring import take_away_again
    from .tables import MODELS

    settings = from_environment()
    db.connect(settings.database, settings.durability)
    with _context(settings) as context, db.database.connection_context():
        audiences.use_practices(context.app, PRACTICES)
        removals.convert(settings.erasure_log)
        take_away_again(MODELS, PRACTICES)
    return 0


def _migrate() -> int:
    from .kernel import removals

    settings = from_environment()
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    db.connect(settings.database, settings.durability)
    for name in migrations.migrate():
        print(f"migrated: {name}")
    with _context(settings):
        removals.convert(settings.erasure_log)
    return 0


def _doctor() -> int:
    from .kernel.setup import checks, doctor

    try:
        settings = from_environment()
        db.connect(settings.database, settings.durability)
    except (EnvError, ValueError) as error:  # the message of either names the variable
        print(f"PROBLEM  settings: {error}")
        return 1
    found = checks.all_of(settings)
    print("\n".join(doctor.report(found)))
    return 1 if any(one.problem for one in found) else 0


def _context(settings: Settings) -> AppContext:
    """A minimal app context in which the kernel finds its settings."""
    app = Flask(__name__, static_folder=None)
    app.config.update(TWOFOLD=settings)
    return app.app_context()


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
    from .app import KINDS, PREFIX, SWITCHES, blueprints
    from .kernel import spec

    file.write_text(spec.as_yaml(blueprints(), KINDS, SWITCHES, PREFIX))
    return 0


if __name__ == "__main__":
    sys.exit(main())
