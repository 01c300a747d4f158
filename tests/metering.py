"""Reading metrics as Prometheus does."""

import urllib.request
from collections.abc import Mapping

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from api.kernel.metrics import measures

Values = Mapping[str, float]
"""By name and labels, as `twofold_due{queue="notices"}`."""


KNOWN = {
    "group": {*measures.GROUPS},
    "status": {*measures.STATUSES},
    "outcome": {*measures.OUTCOMES},
    "queue": {*measures.QUEUES},
    "store": {*measures.STORES},
    "folder": {*measures.FOLDERS},
    "problem": {*measures.PROBLEMS},
    "version": {"0.1.0"},
}
"""Every label but those of numbers, and all that it may ever say."""
OF_NUMBERS = {"le", "python"}


def scrape(port: int) -> str:
    """What a process shows on its port."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        return answer.read().decode()


def shown(registry: CollectorRegistry) -> str:
    """What a process with these metrics would show."""
    return generate_latest(registry).decode()


def values(text: str) -> Values:
    """Every number in a scrape."""
    return {
        _name(sample.name, sample.labels): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def labels(text: str) -> dict[str, set[str]]:
    """All values of each label in a scrape."""
    found: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            for name, value in sample.labels.items():
                found.setdefault(name, set()).add(value)
    return found


def names(registry: CollectorRegistry) -> set[str]:
    """The names that queries may use."""
    return {
        sample.name
        for family in text_string_to_metric_families(shown(registry))
        for sample in family.samples
    }


def _name(name: str, labels: Mapping[str, str]) -> str:
    pairs = ",".join(f'{label}="{value}"' for label, value in sorted(labels.items()))
    return f"{name}{{{pairs}}}" if pairs else name
