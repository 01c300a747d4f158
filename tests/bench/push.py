"""`make bench ONLY=push`: many reminders that are due at one instant, and how many pushes a core sends over TLS, beside
the npm package `web-push`.

The worker and the peer have core 0, PostgreSQL and the push service core 1. Every hundredth push is opened with the
keys of its phone.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

import psycopg
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from api import serving
from api.app import create_app
from api.kernel import clock, migrations
from tests.bench import couples, load, sink
from tests.bench.peers.serving import pinned
from tests.bench.sink import Sink
from tests.push_service import Browser, unpadded
from tests.waiting import wait_until
from tools import postgres
from tools.npm import NODE

REMINDERS = 100_000
LEAD = 15 * clock.SECOND
"""So long after they are planned all are due, and the worker has started."""
OPENED_EVERY = 100
GOAL_SECONDS, GOAL_TIMES = 30, 4
ROUNDS = 5
IN_A_ROUND = 4_000
AT_ONCE = 100
HERE = Path(__file__).parent


def measure(folder: Path) -> None:
    """Print both."""
    npm = [sys.executable, "-m", "tools.npm", "--prefix", str(HERE)]
    subprocess.run([*npm, "ci", "--silent"], check=True)
    with (
        load.away_from_servers(),
        sink.running(folder / "sink") as service,
        postgres.running() as database,
    ):
        settings = {
            "TWOFOLD_DATA": str(folder),
            "TWOFOLD_DATABASE": database,
            "TWOFOLD_TESTING": "1",  # pushes to this machine
            "TWOFOLD_PUSH_CONTACT": "mailto:push@localhost.invalid",
            "TWOFOLD_ACCOUNTS_PER_HOUR": "1000000",
            "SSL_CERT_FILE": str(service.certificate),
        }
        os.environ.update(settings)
        browsers = _make_people(database, service)
        _compare(folder, database, service, browsers)
        _all_at_once(database, service, browsers)


def _make_people(database: str, service: Sink) -> Sequence[Browser]:
    """So many people with a reminder and a phone. Returns the browsers of every hundredth; the others share their
    keys."""
    app = create_app()
    migrations.migrate()
    with app.app_context():
        couples.make(app, database, REMINDERS // 2, 1)
    browsers = [
        Browser(f"{service.origin}/opened/{number}") for number in range(REMINDERS // OPENED_EVERY)
    ]
    keys = [browser.subscription for browser in browsers]
    with psycopg.connect(database, autocommit=True) as line:
        line.execute("CREATE TABLE bench_keys (number int PRIMARY KEY, p256dh text, auth text)")
        with line.cursor().copy("COPY bench_keys FROM STDIN") as copy:
            for number, key in enumerate(keys):
                copy.write_row((number, key["p256dh"], key["auth"]))
        line.execute(
            _SUBSCRIBE.encode(),
            (
                OPENED_EVERY,
                f"{service.origin}/opened/",
                OPENED_EVERY,
                f"{service.origin}/push/",
                OPENED_EVERY,
            ),
        )
        line.execute("DELETE FROM check_in")  # who checked in today is not reminded
        line.execute("DELETE FROM notice")
        line.execute("VACUUM ANALYZE")
    return browsers


_SUBSCRIBE = """
UPDATE push_subscription AS one SET p256dh = key.p256dh, auth = key.auth, endpoint = CASE
    WHEN their.number %% %s = 0 THEN %s || their.number / %s ELSE %s || their.number END
FROM (SELECT person_id, (row_number() OVER (ORDER BY person_id)) - 1 AS number FROM push_subscription) AS their
JOIN bench_keys AS key ON key.number = their.number / %s
WHERE one.person_id = their.person_id
"""


def _all_at_once(database: str, service: Sink, browsers: Sequence[Browser]) -> None:
    """All reminders are due at one instant, and one worker is there."""
    service.forget()
    with psycopg.connect(database, autocommit=True) as line, ExitStack() as stack:
        due = clock.now() + LEAD
        line.execute("UPDATE reminder SET due = %s, next_try = %s", (due, due))
        line.execute("VACUUM ANALYZE")
        worker = stack.enter_context(_worker(line))
        wait_until(lambda: service.count() >= REMINDERS, "all pushes", timeout=3000)
        used = _cpu_of(worker.pid)
    arrivals = [*service.arrivals()]
    times = Counter(one.path for one in arrivals)
    last = max(one.at for one in arrivals) - due / clock.SECOND
    opened = sum(
        browsers[int(one.path.rpartition("/")[2])].decrypt(one.body)["web_push"] == 8030
        for one in arrivals
        if one.body
    )
    print(
        f"{REMINDERS:,} reminders due at one instant, one worker: the last on its way after {last:.0f} s"
        f" (goal {GOAL_SECONDS} s), {used:.0f} s of CPU in the worker; {sum(n > 1 for n in times.values())} twice,"
        f" {REMINDERS - len(times)} lost, {opened:,} opened; load {os.getloadavg()[0]:.1f}"
    )


def _compare(folder: Path, database: str, service: Sink, browsers: Sequence[Browser]) -> None:
    """The worker, with all that it stores, and web-push in turns."""
    plan = folder / "web-push.json"
    plan.write_text(json.dumps(_peers_plan(browsers)))
    rates: dict[str, list[float]] = {"worker": [], "web-push": []}
    for _ in range(ROUNDS):
        rates["worker"].append(_round_of_worker(database, service))
        rates["web-push"].append(_round_of_peer(plan, service))
    pairs = zip(*rates.values(), strict=True)
    print(
        f"Pushes a second of a core, over TLS, stored: worker {median(rates['worker']):,.0f},"
        f" web-push {median(rates['web-push']):,.0f}:"
        f" {median(ours / theirs for ours, theirs in pairs):.2f} times as many (goal {GOAL_TIMES});"
        f" load {os.getloadavg()[0]:.1f}"
    )


def _round_of_worker(database: str, service: Sink) -> float:
    """Notices that are queued already: claimed, sent and settled. Pushes for each second on a core."""
    service.forget()
    with psycopg.connect(database, autocommit=True) as line, _worker(line) as worker:
        now = clock.now()
        times = {"due": now, "expires": now + clock.HOUR, "next_try": now}
        begun = _cpu_of(worker.pid)
        line.execute(_NOTICES.encode(), {**times, "payload": PAYLOAD, "count": IN_A_ROUND})
        wait_until(lambda: service.count() >= IN_A_ROUND, "all pushes", timeout=300)
        return IN_A_ROUND / (_cpu_of(worker.pid) - begun)


_NOTICES = """
INSERT INTO notice SELECT gen_random_uuid()::text, person_id, id, person_id, 'check_in_reminder', 'check_ins',
    person_id, %(payload)s, substr(md5(id), 1, 32), 'normal', false, false, %(due)s, %(expires)s, %(next_try)s, 0
FROM push_subscription ORDER BY person_id LIMIT %(count)s
"""
PAYLOAD = json.dumps(
    {
        "web_push": 8030,
        "notification": {
            "title": "Reminder",
            "body": "",
            "silent": False,
            "navigate": "https://twofold.example/",
            "tag": "0" * 36,
        },
        "twofold": {"sealed": "A" * 400},
    }
)


def _round_of_peer(plan: Path, service: Sink) -> float:
    script = HERE / "peers" / "webpush.mjs"
    command = pinned([NODE, script, plan, str(IN_A_ROUND), str(AT_ONCE), service.certificate])
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return IN_A_ROUND / told["cpu"]


def _peers_plan(browsers: Sequence[Browser]) -> Mapping[str, object]:
    key = ec.generate_private_key(ec.SECP256R1())
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    private = key.private_numbers().private_value.to_bytes(32)
    return {
        "vapid": {"publicKey": unpadded(point), "privateKey": unpadded(private)},
        "payload": PAYLOAD,
        "subscriptions": [_as_peer(one) for one in browsers],
    }


def _as_peer(browser: Browser) -> Mapping[str, object]:
    subscription = browser.subscription
    keys = {name: subscription[name] for name in ("p256dh", "auth")}
    return {"endpoint": subscription["endpoint"].replace("/opened/", "/push/"), "keys": keys}


@contextmanager
def _worker(line: psycopg.Connection) -> Generator[subprocess.Popen[bytes]]:
    """A worker that has started, and finds no notice from before."""
    line.execute("TRUNCATE notice, notice_hour, setup_sign")
    command = pinned(serving.worker())
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        wait_until(lambda: _signs(line), "the worker", timeout=60)
        yield process
    finally:
        process.terminate()
        process.wait(60)


def _signs(line: psycopg.Connection) -> bool:
    return line.execute("SELECT FROM setup_sign").fetchone() is not None


def _cpu_of(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
