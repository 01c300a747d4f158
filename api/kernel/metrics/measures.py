"""Every metric, declared once. A label has only values that stand in this file, so none can hold an id, an address, a
path or a word, and all of them are there from the start: what is new in a scrape tells nothing.
"""

from collections.abc import Iterable, Sequence

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.metrics import MetricWrapperBase
from prometheus_client.metrics_core import Metric

from ..setup.findings import SENTENCES

# They would tell when something happened for the first time.
disable_created_metrics()

GROUPS = ("app", "changes", "read", "stream", "write")
STATUSES = ("2xx", "3xx", "4xx", "5xx")
OUTCOMES = ("delivered", "gone", "refused", "bad_message", "too_large", "later")
QUEUES = ("notices", "reminders")
STORES = ("database", "redis")
FOLDERS = ("data", "removals", "backups")
PROBLEMS = tuple(SENTENCES)

UNKNOWN = float("nan")
"""Of what was not measured: no alert compares it with anything."""
_QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_SLOW = (0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200)

WEB, WORKER = CollectorRegistry(), CollectorRegistry()
"""What a web process shows, and what a worker does."""

REQUEST_SECONDS = Histogram(
    "twofold_request_seconds",
    "From a request with its whole body to the head of its answer; for a stream to its beginning. Health checks, and "
    "what arrived too slowly or is no HTTP, are not counted.",
    ("group", "status"),
    buckets=_QUICK,
    registry=WEB,
)
FEED_LAG_SECONDS = Histogram(
    "twofold_feed_lag_seconds",
    "From the commit of a change to the moment in which an open stream gets it to send, in whichever process that is. "
    "The network, and phones that fetch without a stream, are not in it.",
    buckets=(*_QUICK, 30, 60),
    registry=WEB,
)
FOUND_BY_LOOKING = Counter(
    "twofold_feed_found_by_looking",
    "Changes that streams heard of only when their process looked, since no message came. Their lag is unknown.",
    registry=WEB,
)
STREAMS = Gauge(
    "twofold_streams",
    "Open streams, rounded up to full tens and never under ten: of a few people it does not tell who is there.",
    registry=WEB,
)
PUSHES = Counter(
    "twofold_pushes",
    "Attempts to hand a notice to a push service, by what came of them.",
    ("outcome",),
    registry=WORKER,
)
PUSH_DELAY_SECONDS = Histogram(
    "twofold_push_delay_seconds",
    "From the time for which a notice was meant to its delivery to the push service.",
    buckets=_SLOW,
    registry=WORKER,
)
REMINDER_LATENESS_SECONDS = Histogram(
    "twofold_reminder_lateness_seconds",
    "From the time for which something was planned, reminders and the ends of things, to its being done.",
    buckets=_SLOW,
    registry=WORKER,
)
DUE = Gauge(
    "twofold_due",
    "What is due and waits for a worker. All workers see one queue.",
    ("queue",),
    registry=WORKER,
)
OLDEST_DUE_SECONDS = Gauge(
    "twofold_oldest_due_seconds",
    "How long the oldest of them has been waiting for this attempt.",
    ("queue",),
    registry=WORKER,
)
NEWEST_BACKUP = Gauge(
    "twofold_newest_backup_timestamp_seconds",
    "When the newest backup in TWOFOLD_BACKUPS was written; 0 if there is none.",
    registry=WORKER,
)
PROBLEM = Gauge(
    "twofold_problem",
    "1 while `twofold doctor` finds this problem. Looked at every 15 minutes.",
    ("problem",),
    registry=WORKER,
)
DISK_FREE_BYTES = Gauge(
    "twofold_disk_free_bytes",
    "Free space for the server on the disk of a folder.",
    ("folder",),
    registry=WORKER,
)
DISK_SIZE_BYTES = Gauge(
    "twofold_disk_size_bytes", "The size of that disk.", ("folder",), registry=WORKER
)
REACHABLE = Gauge(
    "twofold_reachable", "1 if the process reached it just now, else 0.", ("store",), registry=None
)
CONNECTIONS_IN_USE = Gauge(
    "twofold_database_connections_in_use",
    "Connections of the process's pool that are in use now.",
    registry=None,
)
CONNECTIONS_LIMIT = Gauge(
    "twofold_database_connections_limit", "The size of that pool.", registry=None
)
BUILD = Gauge("twofold_build_info", "What is running.", ("version", "python"), registry=None)


class _Process(ProcessCollector):
    """CPU, memory and start of the process, without its open files: they would count the streams exactly."""

    def collect(self) -> Sequence[Metric]:
        return [one for one in super().collect() if one.name != "process_open_fds"]


def _prepare(metric: MetricWrapperBase, *values: Iterable[str]) -> None:
    """Let a metric have each of these values of its labels from the start."""
    combined: list[tuple[str, ...]] = [()]
    for some in values:
        combined = [(*one, value) for one in combined for value in some]
    for one in combined:
        metric.labels(*one)


_prepare(REQUEST_SECONDS, GROUPS, STATUSES)
_prepare(PUSHES, OUTCOMES)
for _gauge, _values in (
    (DUE, QUEUES),
    (OLDEST_DUE_SECONDS, QUEUES),
    (DISK_FREE_BYTES, FOLDERS),
    (DISK_SIZE_BYTES, FOLDERS),
    (REACHABLE, STORES),
):
    _prepare(_gauge, _values)
    for _value in _values:
        _gauge.labels(_value).set(UNKNOWN)
_prepare(PROBLEM, PROBLEMS)
NEWEST_BACKUP.set(UNKNOWN)
for _registry in (WEB, WORKER):
    _registry.register(_Process(registry=None))
    for _metric in (REACHABLE, CONNECTIONS_IN_USE, CONNECTIONS_LIMIT, BUILD):
        _registry.register(_metric)
