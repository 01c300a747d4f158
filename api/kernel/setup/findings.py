"""The problems that a set-up can have: names for machines, sentences for people."""

from collections.abc import Iterable
from dataclasses import dataclass

import structlog

_log = structlog.stdlib.get_logger()

# name: the problem, and its remedy. `{detail}` is what was found.
SENTENCES = {
    "origin_plain": (
        "People open {detail} without https, and browsers encrypt nothing there: the app cannot work.",
        "Put a proxy with a certificate in front, and set TWOFOLD_ORIGIN to its https address.",
    ),
    "contact_unusable": (
        "Push services cannot write to the contact {detail}, and some refuse every push because of it.",
        "Set TWOFOLD_PUSH_CONTACT to mailto: and an address of yours, or leave it out.",
    ),
    "data_unwritable": (
        "The server cannot write to {detail}.",
        "Give the server's user the right to write there, or free some space on the disk.",
    ),
    "clock_off": (
        "This machine's clock is wrong: {detail}.",
        "Set the clock, and keep it right by NTP. Reminders, pauses and pushes depend on it.",
    ),
    "zones_old": (
        "The newest time zone data here is of {detail}: clock times of some countries may be wrong.",
        "Update the tzdata package, or the system's.",
    ),
    "database_away": (
        "The database does not answer ({detail}).",
        "Start the database, and check TWOFOLD_DATABASE.",
    ),
    "migrations_missing": (
        "The database lacks {detail}.",
        "Run `twofold migrate`, then start the server again.",
    ),
    "migrations_unknown": (
        "The database was changed by a newer version: this one does not know {detail}.",
        "Start the newer version, or restore a backup from before.",
    ),
    "redis_away": (
        "Redis does not answer ({detail}): open apps hear of changes seconds late, and each process counts alone.",
        "Start Redis, and check TWOFOLD_REDIS.",
    ),
    "redis_writes": (
        "Redis writes to a disk what it holds, people's addresses among it: it does so by {detail}.",
        'Start Redis with `save ""` and `appendonly no`, and delete its dump.rdb and appendonlydir.',
    ),
    "backup_old": (
        "There is no backup of the last two days in {detail}.",
        "Run `twofold backup` every day, and read what it prints.",
    ),
    "restore_unfinished": (
        "A restore did not end, and what people have deleted since the backup may be back ({detail}).",
        "Run `twofold migrate`, then `twofold after-restore`, or restore into an empty database.",
    ),
    "worker_away": (
        "{detail}: no reminder and no push goes out.",
        "Start `twofold worker`, and let it be started again whenever it ends.",
    ),
    "push_key_missing": (
        "Phones have subscribed, and the push key {detail} cannot be read.",
        "Put it back from a backup. With a new key, pushes reach a phone only after its app was opened once.",
    ),
    "push_key_changed": (
        "{detail} subscribed with another push key than the one in use, and no push reaches them.",
        "Put the old vapid.pem back, or open the app once on each of these phones.",
    ),
    "push_refused": (
        "Push services refuse what this server sends: {detail}.",
        "Check the clock and TWOFOLD_PUSH_CONTACT; the worker's log names each refusal.",
    ),
    "proxies_unset": (
        "Requests come through a proxy, and TWOFOLD_PROXIES is 0: all people share one limit.",
        "Let the proxy set X-Forwarded-For, set TWOFOLD_PROXIES to the number of proxies, and start again.",
    ),
    "proxies_too_many": (
        "TWOFOLD_PROXIES is {detail}, and X-Forwarded-For names fewer addresses: all people share one limit.",
        "Let each proxy add to X-Forwarded-For, or set TWOFOLD_PROXIES to the number of those that do.",
    ),
    "proxies_too_few": (
        "Behind the {detail} of TWOFOLD_PROXIES there is another proxy: all people share one limit.",
        "Set TWOFOLD_PROXIES to the number of all proxies in front, and start again.",
    ),
    "one_address": (
        "{detail} people use this server, all from one address: they share one limit.",
        "Let the proxy or the container's network pass on who asks, and set TWOFOLD_PROXIES.",
    ),
    "host_unknown": (
        "Requests ask for {detail}, and all are refused: TWOFOLD_ORIGIN names something else.",
        "Set TWOFOLD_ORIGIN to the address people open, or let the proxy pass the Host header on.",
    ),
    "origin_other": (
        "People open {detail}, and TWOFOLD_ORIGIN is another address: links and notices lead there.",
        "Set TWOFOLD_ORIGIN to the address people open, and start again.",
    ),
}

STOPPING = ("database_away", "migrations_missing")
"""The problems that stop the server from serving anybody."""
REFUSED = (
    "contact_unusable",
    "data_unwritable",
    "clock_off",
    "proxies_unset",
    "restore_unfinished",
)
"""The problems with which the server does not start: people would be let down without a sign of it."""


@dataclass(frozen=True)
class Finding:
    """The result of a check. Without a `problem` all is well, and `detail` says what was found."""

    about: str
    detail: str
    problem: str | None = None

    @property
    def sentence(self) -> str:
        """The finding as a sentence."""
        if self.problem is None:
            return self.detail
        return SENTENCES[self.problem][0].format(detail=self.detail)

    @property
    def remedy(self) -> str:
        """The remedy; "" if all is well."""
        return SENTENCES[self.problem][1] if self.problem else ""

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".rstrip()


def database_away(error: Exception) -> Finding:
    """The database cannot be reached. It names only the kind of error: the message can quote the address with its
    password."""
    return Finding("database", type(error).__name__, "database_away")


_logged: dict[str, set[str]] = {}


def log_once(found: Iterable[Finding]) -> None:
    """Log each problem when it begins, and not again while it lasts."""
    problems: dict[str, set[str]] = {}
    for one in found:
        lasting = problems.setdefault(one.about, set())
        if one.problem is None:
            continue
        lasting.add(one.problem)
        if one.problem not in _logged.get(one.about, set()):
            _log.warning("set-up", problem=one.problem, what=one.sentence, do=one.remedy)
    _logged.update(problems)
