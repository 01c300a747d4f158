"""Settings from the environment. Every variable the server reads is named here; `make openapi` writes docs/settings.md
from it.
"""

import difflib
import ipaddress
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from environs import FileAwareEnv, validate
from flask import current_app

# The push services that browsers use today: Google, Mozilla, Apple, Microsoft.
# An entry that starts with a dot allows every host below it.
KNOWN_PUSH_HOSTS = (
    "fcm.googleapis.com",
    "jmt17.google.com",
    "updates.push.services.mozilla.com",
    ".push.services.mozilla.com",
    "web.push.apple.com",
    ".push.apple.com",
    ".notify.windows.com",
)


SIGN_UPS = ("open", "invitation", "closed")

_PREFIX = "TWOFOLD_"
_FOR_TESTS = "TWOFOLD_TEST_"


class Address(NamedTuple):
    """Where a process listens."""

    host: str
    port: int


@dataclass(frozen=True)
class Settings:
    """The settings of one installation. Built by `from_environment`, or directly in tests."""

    data: Path
    """TWOFOLD_DATA: folder of the SQLite file and the VAPID key. Default ./var."""
    database: str
    """TWOFOLD_DATABASE: sqlite:///PATH or postgresql://… Default: a SQLite file in the data folder."""
    origin: str
    """TWOFOLD_ORIGIN: the address people open, without a trailing slash."""
    push_contact: str
    """TWOFOLD_PUSH_CONTACT: mailto: or https: address that push services may write to (RFC 8292
    §2.1). Default: the origin, if it is https."""
    push_hosts: tuple[str, ...]
    """TWOFOLD_PUSH_HOSTS: allowed push hosts, separated by commas. Default: the known ones."""
    requests_per_minute: int
    """TWOFOLD_REQUESTS_PER_MINUTE: rate limit of authenticated requests for each device. Default
    600."""
    accounts_per_hour: int
    """TWOFOLD_ACCOUNTS_PER_HOUR: new accounts for each client address. Default 20."""
    strangers_per_minute: int
    """TWOFOLD_STRANGERS_PER_MINUTE: requests without a session for each client address, which a
    family or a whole provider may share. Default 300. IPv6 addresses are counted by their /64."""
    openings_per_hour: int
    """TWOFOLD_OPENINGS_PER_HOUR: attempts to open recovery words, for each client address. Default
    60."""
    app_minimum: int
    """TWOFOLD_APP_MINIMUM: the oldest app version that the API still accepts. Default 1."""
    hosts: tuple[str, ...] = ()
    """TWOFOLD_HOSTS: further host names of this server, separated by commas, besides the origin's
    and loopback."""
    redis: str | None = None
    """TWOFOLD_REDIS: redis://… or rediss://…, which several web processes share for streams and rate limits. Default:
    none, for a single one. Between machines use rediss:// with a password. Redis must write no files: it holds
    addresses."""
    durability: str = "full"
    """TWOFOLD_DURABILITY: full or normal. With normal, SQLite does not wait for the disk at each
    write, and a power cut may lose the last confirmed writes. Default full. PostgreSQL uses its own
    synchronous_commit instead.
    """
    proxies: int = 0
    """TWOFOLD_PROXIES: number of reverse proxies in front of the server that append to
    X-Forwarded-For. Default 0. If there is a proxy and this is 0, all clients seem to have one
    address.
    """
    testing: bool = False
    """TWOFOLD_TESTING: allows the TWOFOLD_TEST_* variables below. Never set it in production."""
    clock_offset_file: Path | None = None
    """TWOFOLD_TEST_CLOCK_OFFSET_FILE: a file with the number of seconds by which to move the clock.
    """
    push_reroute: str | None = None
    """TWOFOLD_TEST_PUSH_REROUTE: a loopback base address that receives the requests to https push
    hosts."""

    removals: Path | None = None
    """TWOFOLD_REMOVALS: the folder of the removal log. Keep it out of the backups; several hosts
    share one. Default: `removals` beside the log of TWOFOLD_ERASURES, else in the data folder."""
    backups: Path | None = None
    """TWOFOLD_BACKUPS: the folder into which `backup` writes, best on another disk. Default: none. If it is set,
    `doctor` and `/readyz` report a newest backup that is over two days old."""
    backup_recipient: str | None = None
    """TWOFOLD_BACKUP_RECIPIENT: a public key of age (age1…). Backups are encrypted for it. Default: none."""
    backups_kept_days: int = 90
    """TWOFOLD_BACKUPS_KEPT_DAYS: the age of the oldest backup that may be restored: `backup` deletes older ones, and
    the removal log covers as many days. Default 90."""
    metrics_web: Address | None = None
    """TWOFOLD_METRICS_WEB: where a web process shows its metrics to Prometheus: a port of this machine such as 9101, or
    ADDRESS:PORT in a network of your own. Nobody else may reach it: docs/operations.md. Default: none."""
    metrics_worker: Address | None = None
    """TWOFOLD_METRICS_WORKER: where a worker does. Each process needs a port of its own. Default: none."""
    sign_up: str = "open"
    """TWOFOLD_SIGN_UP: who may create an account: open (anybody), invitation (whoever has a code that `invite` made) or
    closed. A partner to whom somebody here offers to connect may always. Default open."""
    operator_name: str | None = None
    """TWOFOLD_OPERATOR_NAME: who runs this server, as its people know them. The app shows it before the start. Default:
    none, and the app says so."""
    operator_contact: str | None = None
    """TWOFOLD_OPERATOR_CONTACT: how people reach whoever runs this server: a mail address, an https address or anything
    else. Default: none."""
    privacy_notice: str | None = None
    """TWOFOLD_PRIVACY_NOTICE: what you want to tell people about their data, as plain text, best in a file
    (TWOFOLD_PRIVACY_NOTICE_FILE). The app shows it below what it says itself about what you can see. Default: none."""
    closes_on: date | None = None
    """TWOFOLD_CLOSES_ON: the day on which you stop this server, such as 2027-01-31. The app then tells everybody on
    Today, and offers to save a copy of their words. Default: none."""
    erasures: Path | None = None
    """TWOFOLD_ERASURES: the erasure log of versions before the removal log. `migrate` imports and
    deletes it. Default: erasures.log in the data folder."""

    @property
    def removal_log(self) -> Path:
        """Replayed after a restore; see kernel/removal_log.py."""
        return self.removals or self.erasure_log.with_name("removals")

    @property
    def erasure_log(self) -> Path:
        """From versions before the removal log."""
        return self.erasures or self.data / "erasures.log"

    @property
    def secure(self) -> bool:
        """Whether people reach the product over https."""
        return self.origin.startswith("https://")


def from_environment() -> Settings:
    """Read the settings. A value may be in a file instead, which `TWOFOLD_…_FILE` names.

    Raises `environs.EnvError` or ValueError with the variable's name if one is wrong, or is no setting.
    """
    env = FileAwareEnv(prefix=_PREFIX, strip_whitespace=True)
    data = Path(env.str("DATA", "./var")).absolute()
    origin = env.str("ORIGIN", "http://127.0.0.1:8000").rstrip("/")
    secure = origin.startswith("https://")
    testing = env.bool("TESTING", False)
    erasures = env.str("ERASURES", "")
    removals = env.str("REMOVALS", "")
    backups = env.str("BACKUPS", "")
    offset_file = env.str("TEST_CLOCK_OFFSET_FILE", "") if testing else ""
    reroute = env.str("TEST_PUSH_REROUTE", "") if testing else ""
    if reroute and not _is_loopback(reroute):
        raise ValueError("TWOFOLD_TEST_PUSH_REROUTE must be an address of this machine")
    found = Settings(
        data=data,
        database=env.str("DATABASE", f"sqlite:///{data / 'twofold.db'}"),
        origin=origin,
        push_contact=env.str("PUSH_CONTACT", origin if secure else "mailto:push@localhost.invalid"),
        push_hosts=tuple(env.list("PUSH_HOSTS", list(KNOWN_PUSH_HOSTS))),
        requests_per_minute=env.int("REQUESTS_PER_MINUTE", 600),
        accounts_per_hour=env.int("ACCOUNTS_PER_HOUR", 20),
        strangers_per_minute=env.int("STRANGERS_PER_MINUTE", 300),
        openings_per_hour=env.int("OPENINGS_PER_HOUR", 60),
        app_minimum=env.int("APP_MINIMUM", 1),
        hosts=tuple(env.list("HOSTS", [])),
        redis=_redis(env.str("REDIS", "")),
        durability=env.str("DURABILITY", "full", validate=validate.OneOf(("full", "normal"))),
        proxies=env.int("PROXIES", 0),
        testing=testing,
        clock_offset_file=Path(offset_file) if offset_file else None,
        push_reroute=reroute or None,
        removals=Path(removals).absolute() if removals else None,
        backups=Path(backups).absolute() if backups else None,
        backup_recipient=env.str("BACKUP_RECIPIENT", "") or None,
        backups_kept_days=env.int("BACKUPS_KEPT_DAYS", 90),
        metrics_web=_listening(env, "METRICS_WEB"),
        metrics_worker=_listening(env, "METRICS_WORKER"),
        sign_up=env.str("SIGN_UP", "open", validate=validate.OneOf(SIGN_UPS)),
        operator_name=_plain_text(env, "OPERATOR_NAME", 100),
        operator_contact=_plain_text(env, "OPERATOR_CONTACT", 200),
        privacy_notice=_plain_text(env, "PRIVACY_NOTICE", 20_000),
        closes_on=env.date("CLOSES_ON", None),
        erasures=Path(erasures).absolute() if erasures else None,
    )
    _refuse_unknown(env.dump())
    return found


def _redis(address: str) -> str | None:
    if address and urlsplit(address).scheme not in ("redis", "rediss"):
        raise ValueError("TWOFOLD_REDIS must be an address that begins with redis:// or rediss://")
    return address or None


def _listening(env: FileAwareEnv, name: str) -> Address | None:
    """Where to listen, of PORT or ADDRESS:PORT. What listens there asks nobody who they are, so it is refused on an
    address of the internet."""
    said = env.str(name, "")
    if not said:
        return None
    wrong = f"{_PREFIX}{name} must be a port, or ADDRESS:PORT with an address of this machine or of a private network"
    try:
        parts = urlsplit(f"//{said}" if ":" in said else f"//127.0.0.1:{said}")
        host = ipaddress.ip_address(parts.hostname or "")
        port = parts.port
    except ValueError as error:
        raise ValueError(wrong) from error
    if not port or host.is_global or parts.netloc != parts.netloc.rpartition("@")[2] or parts.path:
        raise ValueError(wrong)
    return Address(str(host), port)


def _plain_text(env: FileAwareEnv, name: str, most: int) -> str | None:
    return env.str(name, "", validate=validate.Length(max=most)) or None


def _refuse_unknown(read: Iterable[str]) -> None:
    """A misspelled name would leave its setting at the default, unseen."""
    known = {name for one in read for name in (one, f"{one}_FILE")}
    for name in os.environ:
        if name.startswith(_PREFIX) and name not in known and not name.startswith(_FOR_TESTS):
            meant = difflib.get_close_matches(name, known, 1)
            hint = f" Did you mean {meant[0]}?" if meant else ""
            raise ValueError(f"{name} is not a setting.{hint}")


def _is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def settings() -> Settings:
    """The running app's settings. Needs an app context, which the worker and the commands have too."""
    return current_app.config["TWOFOLD"]
