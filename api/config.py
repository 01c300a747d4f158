"""Settings from the environment. Every variable the server reads is named here."""

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from environs import Env, validate
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


@dataclass(frozen=True)
class Settings:
    """How one installation runs. Built by `from_environment`, or by hand in tests."""

    data: Path
    """TWOFOLD_DATA: folder of the SQLite file and the VAPID key. Default ./var."""
    database: str
    """TWOFOLD_DATABASE: sqlite:///PATH or postgresql://… Default: SQLite in `data`."""
    origin: str
    """TWOFOLD_ORIGIN: the address people open, without a trailing slash."""
    push_contact: str
    """TWOFOLD_PUSH_CONTACT: mailto: or https: address push services may write to (RFC 8292 §2.1).
    Default: the origin, where that is https."""
    push_hosts: tuple[str, ...]
    """TWOFOLD_PUSH_HOSTS: comma list of push hosts that are allowed. Default: the known ones."""
    requests_per_minute: int
    """TWOFOLD_REQUESTS_PER_MINUTE: authenticated calls one device may make. Default 600."""
    accounts_per_hour: int
    """TWOFOLD_ACCOUNTS_PER_HOUR: accounts that may be made from one address. Default 20."""
    strangers_per_minute: int
    """TWOFOLD_STRANGERS_PER_MINUTE: calls without a session from one address, where a family or a
    whole provider may be behind it. Default 300. IPv6 addresses are counted by their /64."""
    openings_per_hour: int
    """TWOFOLD_OPENINGS_PER_HOUR: how often recovery words can be tried from one address. Default 60."""
    app_minimum: int
    """TWOFOLD_APP_MINIMUM: the oldest app version that is still answered. Default 1."""
    hosts: tuple[str, ...] = ()
    """TWOFOLD_HOSTS: comma list of further names under which the server answers, besides the origin's and loopback."""
    durability: str = "full"
    """TWOFOLD_DURABILITY: full, or normal: SQLite then does not wait for the disk at each write, and a power cut may
    lose the last answered ones. Default full. PostgreSQL's own synchronous_commit decides there."""
    proxies: int = 0
    """TWOFOLD_PROXIES: how many reverse proxies stand in front and say in X-Forwarded-For who asks.
    Default 0. Where one stands in front and this is 0, all people count as one address."""
    testing: bool = False
    """TWOFOLD_TESTING: allows the TWOFOLD_TEST_* variables below. Never set it in earnest."""
    clock_offset_file: Path | None = None
    """TWOFOLD_TEST_CLOCK_OFFSET_FILE: a file with the seconds by which the clock is moved."""
    push_reroute: str | None = None
    """TWOFOLD_TEST_PUSH_REROUTE: a loopback base address that gets what is for https push hosts."""

    removals: Path | None = None
    """TWOFOLD_REMOVALS: the folder of the removal log, to be kept out of the backups. Several hosts
    share one. Default: `removals` beside the log of TWOFOLD_ERASURES, else in `data`."""
    backups_kept_days: int = 90
    """TWOFOLD_BACKUPS_KEPT_DAYS: how old a backup may be that is ever restored; the removal log goes
    back as far. Default 90."""
    erasures: Path | None = None
    """TWOFOLD_ERASURES: the erasure log that versions before the removal log kept; `migrate` takes it
    over and deletes it. Default: erasures.log in `data`."""

    @property
    def removal_log(self) -> Path:
        """Replayed after a restore; see kernel/removal_log.py."""
        return self.removals or self.erasure_log.with_name("removals")

    @property
    def erasure_log(self) -> Path:
        """Of versions before the removal log."""
        return self.erasures or self.data / "erasures.log"

    @property
    def secure(self) -> bool:
        """Whether people reach the product over https."""
        return self.origin.startswith("https://")


def from_environment() -> Settings:
    """Read the settings; raises `environs.EnvError` with the variable's name if one is wrong."""
    env = Env(prefix="TWOFOLD_", expand_vars=False)
    data = Path(env.str("DATA", "./var")).absolute()
    origin = env.str("ORIGIN", "http://127.0.0.1:8000").rstrip("/")
    secure = origin.startswith("https://")
    testing = env.bool("TESTING", False)
    erasures = env.str("ERASURES", "")
    removals = env.str("REMOVALS", "")
    offset_file = env.str("TEST_CLOCK_OFFSET_FILE", "") if testing else ""
    reroute = env.str("TEST_PUSH_REROUTE", "") if testing else ""
    if reroute and not _is_loopback(reroute):
        raise ValueError("TWOFOLD_TEST_PUSH_REROUTE must be an address of this machine")
    return Settings(
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
        durability=env.str("DURABILITY", "full", validate=validate.OneOf(("full", "normal"))),
        proxies=env.int("PROXIES", 0),
        testing=testing,
        clock_offset_file=Path(offset_file) if offset_file else None,
        push_reroute=reroute or None,
        removals=Path(removals).absolute() if removals else None,
        backups_kept_days=env.int("BACKUPS_KEPT_DAYS", 90),
        erasures=Path(erasures).absolute() if erasures else None,
    )


def _is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def settings() -> Settings:
    """The running app's settings; the worker and the commands run inside an app context too."""
    return current_app.config["TWOFOLD"]
