"""What a process looks at every ten seconds: its database and Redis, and in a worker queues, disks and backups.

It looks by itself and not at a scrape, so that scrapes cost the database nothing, however many come.
"""

import platform
import shutil
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import cast

from peewee import PeeweeException, fn

from ...config import Settings
from .. import clock, live
from ..db import connected, database, pool_size
from ..push.models import Notice
from ..reminders import Reminder
from ..setup.checks import newest_backup
from . import measures

_QUEUES: dict[str, type[Notice | Reminder]] = {"notices": Notice, "reminders": Reminder}
_REDIS_SECONDS = 1.0
_TEN = 10


def prepare() -> None:
    """What a scrape asks the process itself, and what never changes."""
    measures.BUILD.labels(version("twofold"), platform.python_version()).set(1)
    measures.CONNECTIONS_IN_USE.set_function(lambda: pool_size().in_use)
    measures.CONNECTIONS_LIMIT.set_function(lambda: pool_size().limit)
    measures.STREAMS.set_function(lambda: in_tens(live.open_streams()))


def in_tens(count: int) -> int:
    """Rounded up to full tens, and at least ten."""
    return max(_TEN, -(-count // _TEN) * _TEN)


def look(settings: Settings, *, of_worker: bool) -> None:
    """Measure once. Raises nothing if the database or Redis is away: that is what it finds."""
    _look_at_redis(settings)
    try:
        with connected():
            database.execute_sql("SELECT 1")
            if of_worker:
                _look_at_queues()
        measures.REACHABLE.labels("database").set(1)
    except PeeweeException:
        measures.REACHABLE.labels("database").set(0)
        _forget_queues()
    if of_worker:
        _look_at_folders(settings)


def _look_at_redis(settings: Settings) -> None:
    if settings.redis is None:
        return
    from .. import redis_client  # 6 MB that a single process saves

    try:
        with redis_client.client(settings.redis, _REDIS_SECONDS) as asked:
            asked.ping()
        measures.REACHABLE.labels("redis").set(1)
    except redis_client.AWAY:
        measures.REACHABLE.labels("redis").set(0)


def _look_at_queues() -> None:
    now = clock.now()
    for queue, model in _QUEUES.items():
        waiting = model.select(fn.COUNT(model.next_try), fn.MIN(model.next_try))
        count, oldest = cast(
            "tuple[int, int | None]", waiting.where(model.next_try <= now).tuples().get()
        )
        measures.DUE.labels(queue).set(count)
        age = 0 if oldest is None else (now - oldest) / clock.SECOND
        measures.OLDEST_DUE_SECONDS.labels(queue).set(age)


def _forget_queues() -> None:
    for queue in _QUEUES:
        measures.DUE.labels(queue).set(measures.UNKNOWN)
        measures.OLDEST_DUE_SECONDS.labels(queue).set(measures.UNKNOWN)


def _look_at_folders(settings: Settings) -> None:
    if settings.backups is not None:
        measures.NEWEST_BACKUP.set(newest_backup(settings.backups) / clock.SECOND)
    folders = {
        "data": settings.data,
        "removals": settings.removal_log,
        "backups": settings.backups,
    }
    for name, folder in folders.items():
        if folder is not None:
            _look_at_disk(name, folder)


def _look_at_disk(name: str, folder: Path) -> None:
    """A folder that is not there yet has no disk."""
    with suppress(OSError):
        size, _, free = shutil.disk_usage(folder)
        measures.DISK_FREE_BYTES.labels(name).set(free)
        measures.DISK_SIZE_BYTES.labels(name).set(size)
