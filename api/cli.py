"""Commands: `twofold serve | web | worker | migrate | backup | restore FILE | after-restore | rotate-vapid |
doctor | invite | check-migrations | openapi [FILE]`."""

import argparse
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

from environs import EnvError
from flask import Flask
from flask.ctx import AppContext
from peewee import PeeweeException

from . import inviting
from .config import Settings, from_environment
from .kernel import db, migrations
from .serving import BIND

_SERVING = {
    "serve": "run a web process and a worker, on one small box",
    "web": "run a web process: the API and the phone app",
    "worker": "run a worker: reminders and pushes",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    chosen = parser().parse_args(arguments)
    if chosen.command in _SERVING:
        return _serve(chosen.command, getattr(chosen, "bind", BIND))
    if chosen.command == "migrate":
        return _migrate()
    if chosen.command == "check-migrations":
        return _check_migrations()
    if chosen.command == "after-restore":
        return _after_restore()
    if chosen.command == "backup":
        return _backup()
    if chosen.command == "restore":
        return _restore(chosen.file, chosen.identity, chosen.removals_lost)
    if chosen.command == "rotate-vapid":
        return _rotate_vapid(chosen.forget_old)
    if chosen.command == "doctor":
        return _doctor()
    if chosen.command == "invite":
        return _invite(chosen)
    return _write_spec(chosen.file)


def parser() -> argparse.ArgumentParser:
    """Of all commands."""
    parser = argparse.ArgumentParser(prog="twofold", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, does in _SERVING.items():
        serving = commands.add_parser(name, help=does)
        if name != "worker":
            serving.add_argument("--bind", default=BIND, help=f"HOST:PORT, default {BIND}")
    commands.add_parser("migrate", help="bring the database up to date")
    commands.add_parser("check-migrations", help="fail if models and migrations disagree")
    commands.add_parser(
        "after-restore",
        help="take away again what the backup brought back, then make phones send what it lacks",
    )
    commands.add_parser("backup", help="write a backup into the folder of TWOFOLD_BACKUPS")
    restore = commands.add_parser("restore", help="put a backup in place where nothing is yet")
    restore.add_argument("file", type=Path)
    restore.add_argument("--identity", type=Path, help="the file of the age key, for a sealed one")
    restore.add_argument(
        "--removals-lost",
        action="store_true",
        help="restore without the removal log: what people have deleted comes back",
    )
    rotate = commands.add_parser(
        "rotate-vapid", help="make a new push key; phones take it at their next launch"
    )
    rotate.add_argument(
        "--forget-old",
        action="store_true",
        help="drop the old keys, and with them the phones that have not been opened since",
    )
    commands.add_parser("doctor", help="say what is wrong with this set-up, and what to do")
    inviting.add_options(
        commands.add_parser("invite", help="make sign-up codes, list or revoke them")
    )
    openapi = commands.add_parser("openapi", help="write the spec")
    openapi.add_argument("file", nargs="?", type=Path, default=Path("openapi.yaml"))
    return parser


# Each command imports what only it needs, so that `make run` starts faster.


def _serve(what: str, bind: str) -> int:
    from . import serving

    if what != "serve":
        command = serving.worker() if what == "worker" else serving.web(bind)
        # in place of this process, so that signals and limits of whoever started it are meant for the server
        os.execv(command[0], command)  # noqa: S606
    code = _migrate()
    commands = {"web process": serving.web(bind), "worker": serving.worker()}
    return code or serving.together(commands)


def _backup() -> int:
    from .backups import making
    from .backups.errors import BackupError

    settings = _settings()
    try:
        file = making.make(settings)
    except BackupError as error:
        return _failed(error)
    print(f"Written and checked: {file} ({file.stat().st_size:,} bytes)")
    return 0


def _restore(file: Path, identity: Path | None, removals_lost: bool) -> int:
    from .backups import restoring
    from .backups.errors import BackupError

    settings = _settings()
    finish = partial(_finish_restored, settings)
    try:
        about = restoring.restore(
            file, settings, finish, identity=identity, removals_lost=removals_lost
        )
    except BackupError as error:
        return _failed(error)
    since = "with" if removals_lost else "without"
    print(f"Restored as of {about.made}, {since} what was taken away since. Start the server now.")
    return 0


def _finish_restored(settings: Settings, url: str) -> None:
    _migrate_database(settings, url)
    _take_away_again(settings)
    db.database.close_all()


def _after_restore() -> int:
    from .kernel import removals

    settings = _settings()
    if not _database_answers():
        return 1
    _take_away_again(settings)
    (settings.data / removals.UNFINISHED).unlink(missing_ok=True)
    return 0


def _take_away_again(settings: Settings) -> None:
    from .backups.taking_away import take_away_again
    from .kernel import audiences, removals
    from .practices import PRACTICES
    from .tables import MODELS

    with _context(settings) as context, db.database.connection_context():
        audiences.use_practices(context.app, PRACTICES)
        removals.convert(settings.erasure_log)
        take_away_again(MODELS, PRACTICES)


def _migrate() -> int:
    settings = _settings()
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _database_answers():
        return 1
    _migrate_database(settings, settings.database)
    return 0


def _migrate_database(settings: Settings, url: str) -> None:
    from .kernel import removals

    db.connect(url, settings.durability)
    for name in migrations.migrate():
        print(f"migrated: {name}")
    with _context(settings):
        removals.convert(settings.erasure_log)


def _rotate_vapid(forget_old: bool) -> int:
    from .kernel.push import rotation

    settings = _settings()
    if not _database_answers():
        return 1
    change = rotation.forget_old if forget_old else rotation.rotate
    with _context(settings), db.database.connection_context():
        try:
            print(change(settings.data))
        except (OSError, ValueError) as error:
            return _failed(error)
    return 0


def _invite(chosen: argparse.Namespace) -> int:
    settings = _settings()
    if not _database_answers():
        return 1
    with _context(settings), db.database.connection_context():
        return inviting.run(chosen, settings)


def _doctor() -> int:
    from .kernel.setup import checks, doctor

    try:
        settings = from_environment()
        db.connect(settings.database, settings.durability)
    except (EnvError, ValueError) as error:  # the message of either names the variable
        print(f"PROBLEM  settings: {error}")
        return 1
    found = [*checks.of_front(settings), *checks.all_of(settings)]
    print("\n".join(doctor.report(found)))
    return 1 if any(one.problem for one in found) else 0


def _settings() -> Settings:
    """The settings of the environment, whose database is connected at its first use; if one is wrong, it says which
    and ends the process."""
    from .kernel.setup.checks import REFUSED_CODE

    try:
        found = from_environment()
        db.connect(found.database, found.durability)
        return found
    except (EnvError, ValueError) as error:  # the message of either names the variable
        print(error, file=sys.stderr)
        raise SystemExit(REFUSED_CODE) from error


def _database_answers() -> bool:
    """Whether it does; if not, it says so."""
    from .kernel.setup.findings import database_away

    try:
        with db.connected():
            return True
    except PeeweeException as error:
        print(database_away(error), file=sys.stderr)
        return False


def _failed(error: Exception) -> int:
    print(error, file=sys.stderr)
    return 1


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
