"""Twofold as several processes: two web processes and two workers on PostgreSQL and Redis, all real. Redis has TLS and
a password, as it must between machines."""

from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from api.client.phone import Phone
from api.client.transport import HttpTransport
from api.config import Settings
from api.kernel import db, migrations
from tests.browser.server import Part, Product, product_commands
from tests.moving_clock import MovingClock
from tests.push_service import PushService, push_service
from tools import postgres, redis_server
from tools.ports import free_port

OPENINGS = 8
"""How often an hour one address may try recovery words."""


@dataclass(frozen=True)
class Cluster:
    """All processes. `one` and `other` are the web processes; `settings` are those that all have in common."""

    settings: Settings
    postgres: postgres.Server
    redis: redis_server.Server
    one: Product
    other: Product
    workers: tuple[Part, Part]
    service: PushService
    clock: MovingClock
    metrics: Mapping[str, int]
    """The port of each process's metrics: of `one`, `other`, `worker-1` and `worker-2`."""

    @property
    def webs(self) -> tuple[Product, Product]:
        return self.one, self.other

    def logs(self) -> str:
        """What every process has logged."""
        folder = self.settings.data.parent
        return "\n".join(log.read_text(errors="replace") for log in folder.rglob("*.log"))


@contextmanager
def running(folder: Path) -> Generator[Cluster]:
    """Start everything, and stop it when the block ends."""
    with ExitStack() as stack:
        store = stack.enter_context(postgres.served())
        redis = stack.enter_context(redis_server.running(between_machines=True))
        service = stack.enter_context(push_service())
        settings = _settings(folder, store.url, redis.url)
        db.connect(settings.database)
        migrations.migrate()
        db.database.close_all()
        environment = _environment(settings)
        metrics = {name: free_port() for name in ("one", "other", "worker-1", "worker-2")}
        one, other = (
            _web(folder / name, _shown(environment, "WEB", metrics[name]), stack)
            for name in ("one", "other")
        )
        first, second = (
            _worker(folder / f"{name}.log", _shown(environment, "WORKER", metrics[name]), stack)
            for name in ("worker-1", "worker-2")
        )
        for web in (one, other):
            web.wait_until_ready()
        assert settings.clock_offset_file is not None
        clock = MovingClock(settings.clock_offset_file)
        yield Cluster(settings, store, redis, one, other, (first, second), service, clock, metrics)


def through(web: Product, phone: Phone | None = None) -> Phone:
    """A phone that reaches this web process: a new one, or this one."""
    reached = Phone(HttpTransport(web.origin))
    if phone is not None:
        reached.api.token = phone.api.token
        reached.store = phone.store
    return reached


def _settings(folder: Path, database: str, redis: str) -> Settings:
    data = folder / "data"
    data.mkdir()
    return Settings(
        data=data,
        database=database,
        redis=redis,
        origin="http://127.0.0.1",
        push_contact="mailto:push@localhost.invalid",
        push_hosts=("127.0.0.1",),
        requests_per_minute=1_000_000,
        accounts_per_hour=1_000_000,
        strangers_per_minute=1_000_000,
        openings_per_hour=OPENINGS,
        app_minimum=1,
        testing=True,
        clock_offset_file=data / "clock",
    )


def _environment(settings: Settings) -> Mapping[str, str]:
    return {
        "TWOFOLD_DATA": str(settings.data),
        "TWOFOLD_DATABASE": settings.database,
        "TWOFOLD_REDIS": str(settings.redis),
        "TWOFOLD_PUSH_CONTACT": settings.push_contact,
        "TWOFOLD_PUSH_HOSTS": ",".join(settings.push_hosts),
        "TWOFOLD_REQUESTS_PER_MINUTE": str(settings.requests_per_minute),
        "TWOFOLD_ACCOUNTS_PER_HOUR": str(settings.accounts_per_hour),
        "TWOFOLD_STRANGERS_PER_MINUTE": str(settings.strangers_per_minute),
        "TWOFOLD_OPENINGS_PER_HOUR": str(settings.openings_per_hour),
        "TWOFOLD_TESTING": "true",
        "TWOFOLD_TEST_CLOCK_OFFSET_FILE": str(settings.clock_offset_file),
    }


def _shown(environment: Mapping[str, str], kind: str, port: int) -> Mapping[str, str]:
    return {**environment, f"TWOFOLD_METRICS_{kind}": str(port)}


def _web(folder: Path, environment: Mapping[str, str], stack: ExitStack) -> Product:
    folder.mkdir()
    web = Product(folder, environment, lambda port: {"web": product_commands(port)["web"]})
    web.begin()
    stack.callback(web.kill)
    return web


def _worker(log: Path, environment: Mapping[str, str], stack: ExitStack) -> Part:
    worker = Part(product_commands(0)["worker"], environment, log)
    worker.start()
    stack.callback(worker.kill)
    return worker
