"""Checks of settings, folders, clock, zones, database, worker and push. Each returns its findings."""

import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import tzdata
from peewee import PeeweeException, fn

from ...config import Settings
from .. import clock, hosts, migrations, removals
from ..db import connected, database, is_sqlite
from ..push import subscriptions, vapid
from ..push.models import PushSubscription
from ..schedule import zones
from . import signs
from .findings import REFUSED, Finding, database_away, log_once

REFUSED_CODE = 4
"""The exit code of a process that does not start. With this one gunicorn does not try again."""
WORKER_AWAY = 2 * clock.MINUTE
_CLOCK_SLACK = 5 * clock.MINUTE
_BACKUP_OLD = 2 * clock.DAY
_SIGN_HOLDS = 2 * clock.HOUR


def all_of(settings: Settings) -> list[Finding]:
    """Run all checks; returns the findings in the order in which to fix them. Needs no app and
    creates nothing."""
    found = [*of_settings(settings), *_zones(), *_backups(settings), *_redis(settings)]
    if is_sqlite() and not Path(database.database).exists():  # connecting would create the file
        return [*found, Finding("migrations", "all its tables", "migrations_missing")]
    try:
        with connected():
            found += _migrations()
            if all(one.problem is None for one in found if one.about == "migrations"):
                for check in _IN_DATABASE:
                    found += check(settings)
    except PeeweeException as error:
        found.append(database_away(error))
    return found


def of_settings(settings: Settings) -> list[Finding]:
    """Check settings and folders."""
    return [
        *_origin(settings),
        *_contact(settings),
        *_people(settings),
        *_folders(settings),
        *_unfinished(settings),
    ]


def of_front(settings: Settings) -> list[Finding]:
    """Check before the first request what `watch` sees in requests later: only a proxy can speak https."""
    wrong = settings.secure and not settings.proxies
    return [Finding("proxies", str(settings.proxies), "proxies_unset" if wrong else None)]


def refuse_unfit(settings: Settings) -> None:
    """End this process with a line in the log for each problem with which the product must not start."""
    looked_at = (*of_front(settings), *of_settings(settings), *_zones())
    found = [one for one in looked_at if one.problem in REFUSED]
    log_once(found)
    if found:
        raise SystemExit(REFUSED_CODE)


def _origin(settings: Settings) -> Iterator[Finding]:
    host = urlsplit(settings.origin).hostname or ""
    plain = not settings.secure and not hosts.is_loopback(host)
    yield Finding("address", settings.origin, "origin_plain" if plain else None)


def _contact(settings: Settings) -> Iterator[Finding]:
    contact = settings.push_contact
    scheme, _, rest = contact.partition(":")
    name = rest.rpartition("@")[2] if scheme == "mailto" else urlsplit(contact).hostname or ""
    real = scheme in ("mailto", "https") and "." in name and not _is_for_tests(name)
    wrong = settings.secure and not real
    yield Finding("push contact", contact, "contact_unusable" if wrong else None)


def _people(settings: Settings) -> Iterator[Finding]:
    """What people read before they start: never a problem, since a server may be for nobody but its owner."""
    yield Finding("sign-up", settings.sign_up)
    yield Finding("run by", settings.operator_name or "nobody the app could name")
    yield Finding("closes on", str(settings.closes_on or "no day"))


def _is_for_tests(name: str) -> bool:
    return name.endswith((".invalid", ".localhost", ".test", ".local")) or hosts.is_loopback(name)


def _folders(settings: Settings) -> Iterator[Finding]:
    for about, folder in (("data", settings.data), ("removal log", settings.removal_log)):
        wrong = "data_unwritable" if not _is_writable(folder) else None
        yield Finding(about, str(folder), wrong)


def _unfinished(settings: Settings) -> Iterator[Finding]:
    mark = settings.data / removals.UNFINISHED
    if mark.exists():
        yield Finding("restore", str(mark), "restore_unfinished")


def _is_writable(folder: Path) -> bool:
    """Whether files can be written there. A missing folder is created when needed, so test its
    nearest existing parent."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            return file.write(b"\0") == 1
    except OSError:
        return False


def _zones() -> Iterator[Finding]:
    package, system = tzdata.IANA_VERSION, zones.system_version()
    newest = max(package, system)
    year = datetime.now(UTC).year
    if not newest[:4].isdecimal() or int(newest[:4]) < year - 1:
        yield Finding("time zones", newest, "zones_old")
    elif int(newest[:4]) > year + 1:
        yield Finding("clock", f"it says {year}, and zone data of {newest} is here", "clock_off")
    else:
        used = "the package's" if package >= system else "the system's"
        said = f"package {package}, system {system or 'unknown'}; {used} are used"
        yield Finding("time zones", said)


def _backups(settings: Settings) -> Iterator[Finding]:
    """Whether a backup was made lately, where TWOFOLD_BACKUPS says that there are to be some."""
    if settings.backups is None:
        return
    newest = newest_backup(settings.backups)
    if newest < clock.now() - _BACKUP_OLD:
        yield Finding("backups", str(settings.backups), "backup_old")
    else:
        yield Finding("backups", f"the newest is of {clock.to_text(newest)}")


def newest_backup(folder: Path) -> int:
    """When the newest backup in a folder was written; 0 if there is none."""
    files = folder.glob("twofold-*.tar.gz*")
    return round(max(map(_written, files), default=0.0) * clock.SECOND)


def _written(file: Path) -> float:
    """When a file was written, in seconds since the epoch; 0 for one that is gone, or no file."""
    try:
        found = file.lstat()
    except OSError:  # a backup that runs now has forgotten it
        return 0.0
    return found.st_mtime if stat.S_ISREG(found.st_mode) else 0.0


def _redis(settings: Settings) -> Iterator[Finding]:
    """It names only the kind of error, as for the database."""
    if settings.redis is None:
        return
    from .. import redis_client  # 6 MB that a single process saves

    try:
        writing = redis_client.writing_settings(settings.redis)
    except redis_client.AWAY as error:
        yield Finding("redis", type(error).__name__, "redis_away")
        return
    if writing:
        yield Finding("redis", " and ".join(writing), "redis_writes")
    else:
        yield Finding("redis", "shared by all processes")


def _migrations() -> Iterator[Finding]:
    missing, unknown = migrations.pending(), migrations.unknown()
    if missing:
        yield Finding("migrations", ", ".join(missing), "migrations_missing")
    elif unknown:
        yield Finding("migrations", ", ".join(unknown), "migrations_unknown")
    else:
        kind = "SQLite" if is_sqlite() else "PostgreSQL"
        yield Finding("database", f"{kind}, up to date")


def _clock(_settings: Settings) -> Iterator[Finding]:
    """Compare the clock with the database's, which may run on another machine, and with stored
    times."""
    now = clock.now()
    if not is_sqlite():
        query = "SELECT extract(epoch FROM clock_timestamp())"
        there = round(float(database.execute_sql(query).fetchone()[0]) * clock.SECOND)
        away = round(abs(there - time.time() * clock.SECOND))
        if away > _CLOCK_SLACK:
            minutes = away // clock.MINUTE
            yield Finding("clock", f"it is {minutes} minutes off the database's", "clock_off")
            return
    latest: int | None = signs.Sign.select(fn.MAX(signs.Sign.at)).scalar()
    if latest is not None and latest > now + _CLOCK_SLACK:
        said = f"it says {clock.to_text(now)}, and the worker was here at {clock.to_text(latest)}"
        yield Finding("clock", said, "clock_off")
    else:
        yield Finding("clock", clock.to_text(now))


def _worker(_settings: Settings) -> Iterator[Finding]:
    sign = signs.last(signs.WORKER)
    if sign is None:
        yield Finding("worker", "No worker was ever here", "worker_away")
    elif sign.at < clock.now() - WORKER_AWAY:
        said = f"The worker was last here at {clock.to_text(sign.at)}"
        yield Finding("worker", said, "worker_away")
    else:
        yield Finding("worker", f"last here at {clock.to_text(sign.at)}")


def _push(settings: Settings) -> Iterator[Finding]:
    phones = PushSubscription.select().count()
    if not phones:
        yield Finding("push", "no phone has subscribed yet")
        return
    file = settings.data / vapid.FILE
    try:
        file.read_bytes()  # loading it would create one
        in_use, *old = vapid.public_keys(settings.data)
    except (OSError, ValueError):
        yield Finding("push", str(file), "push_key_missing")
        return
    by_key = subscriptions.by_server_key()
    others = sum(by_key[key] for key in by_key if key not in ("", in_use, *old))
    if others:
        yield Finding("push", f"{others} of {phones} phones", "push_key_changed")
        return
    waiting = sum(by_key.get(key, 0) for key in old)
    yield Finding(
        "push", f"{phones} phones, {waiting} with an old key" if old else f"{phones} phones"
    )


def _told(_settings: Settings) -> Iterator[Finding]:
    """The problems that the web process and the worker recorded lately."""
    for process, about in ((signs.WEB, "requests"), (signs.WORKER, "pushes")):
        sign = signs.last(process)
        lately = sign is not None and sign.at > clock.now() - _SIGN_HOLDS
        told = signs.problems_of(sign) if sign and lately else {}
        yield from (Finding(about, detail, name) for name, detail in told.items())
        if not told:
            yield Finding(about, "nothing odd")


_IN_DATABASE: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    _clock,
    _worker,
    _push,
    _told,
)
