"""What the processes of an installation tell each other through the database: that the worker runs,
and the problems that requests and push services have shown. It contains nothing about people."""

from collections.abc import Mapping
from typing import cast

import orjson
from peewee import BigIntegerField, TextField

from .. import clock
from ..db import Model, transaction

WEB, WORKER = "web", "worker"


class Sign(Model):
    """The last sign of one kind of process. `problems` is JSON: the detail of each problem, by the
    problem's name."""

    process = TextField(primary_key=True)
    at = BigIntegerField()
    problems = TextField()

    class Meta:
        table_name = "setup_sign"


def give(process: str, problems: Mapping[str, str]) -> None:
    """Record that a process is running, and its problems."""
    new = {"at": clock.now(), "problems": orjson.dumps(dict(problems)).decode()}
    with transaction():
        Sign.insert(process=process, **new).on_conflict(
            conflict_target=[Sign.process], update=new
        ).execute()


def last(process: str) -> Sign | None:
    return Sign.get_or_none(Sign.process == process)


def problems_of(sign: Sign) -> Mapping[str, str]:
    return cast("Mapping[str, str]", orjson.loads(sign.problems))
