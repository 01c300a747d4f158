"""The files for Prometheus and Grafana: promtool accepts them, the alerts come when they should, and all that they ask
for exists in the product and in its guide.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask

from api.kernel.metrics import looking, measures
from tests.metering import KNOWN, OF_NUMBERS, names
from tools import debian

WATCHING = Path("deploy/watching")
GUIDE = Path("docs/operations.md")
CONFIGS = ("prometheus.yml", "prometheus.compose.yml")
METRIC = re.compile(r"\b(?:twofold|process)_[a-z_]+\b")
CHOICE = re.compile(r'([a-z]+)\s*(=|!=|=~|!~)\s*"([^"]*)"')
OF_PROMETHEUS = {"job", "instance"}
"""Labels that Prometheus adds itself."""


@pytest.fixture(autouse=True)
def prepared(app: Flask) -> None:
    """All metrics are there, as in a process that runs."""
    looking.prepare()


def promtool(*arguments: str) -> None:
    """Raises AssertionError with what promtool says if it finds a fault."""
    program = debian.program("promtool", "prometheus", "the tests of the alerts")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, cwd=WATCHING)
    assert done.returncode == 0, done.stdout + done.stderr


def rules() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load((WATCHING / "rules.yml").read_text())["groups"]
    return group["rules"]


def panels() -> list[dict[str, Any]]:
    return json.loads((WATCHING / "dashboard.json").read_text())["panels"]


def asked_for() -> Iterator[str]:
    """Every query in the alerts and in the dashboard."""
    yield from (rule["expr"] for rule in rules())
    for panel in panels():
        for target in panel["targets"]:
            yield target["expr"].replace("$__rate_interval", "5m")


@pytest.mark.slow
@pytest.mark.parametrize("config", CONFIGS)
def test_prometheus_takes_its_settings(config: str):
    promtool("check", "config", config)


@pytest.mark.slow
def test_each_alert_comes_when_it_should_and_else_not():
    promtool("check", "rules", "rules.yml")
    promtool("test", "rules", "rules.test.yml")
    tested = (WATCHING / "rules.test.yml").read_text()
    assert [rule["alert"] for rule in rules() if rule["alert"] not in tested] == []


def test_each_alert_says_how_urgent_it_is_and_where_the_guide_helps():
    headings = {
        re.sub(r"[^a-z0-9 -]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in GUIDE.read_text().splitlines()
        if line.startswith("#")
    }
    for rule in rules():
        assert rule["labels"]["severity"] in ("page", "ticket"), rule["alert"]
        page, _, heading = rule["annotations"]["do"].partition("#")
        assert Path(page) == GUIDE
        assert heading in headings, rule["alert"]


def test_the_guide_names_each_alert():
    assert [
        rule["alert"] for rule in rules() if f"`{rule['alert']}`" not in GUIDE.read_text()
    ] == []


def test_each_query_of_the_dashboard_is_one(tmp_path: Path):
    written = [{"record": f"query:{n}", "expr": query} for n, query in enumerate(asked_for())]
    file = tmp_path / "queries.yml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "queries", "rules": written}]}))
    promtool("check", "rules", str(file))


def test_each_metric_that_is_asked_for_exists():
    known = names(measures.WEB) | names(measures.WORKER)
    asked = {name for query in asked_for() for name in METRIC.findall(query)}
    assert asked - known == set()
    in_the_guide = set(METRIC.findall(GUIDE.read_text()))
    families = {name.removesuffix("_bucket") for name in known}
    assert {name for name in in_the_guide if name.startswith("twofold_")} <= known | families


def test_each_metric_of_ours_is_asked_for():
    """One that nobody looks at would be kept for nothing."""
    asked = " ".join(asked_for())
    families = {
        re.sub(r"_(bucket|count|sum|total)$", "", name)
        for registry in (measures.WEB, measures.WORKER)
        for name in names(registry)
        if name.startswith("twofold_")
    }
    assert {family for family in families if family not in asked} == set()


def test_each_label_that_is_asked_for_has_such_a_value():
    chosen = [found for query in asked_for() for found in CHOICE.findall(query)]
    assert chosen
    for label, how, value in chosen:
        if label in OF_PROMETHEUS or label == "alertname":
            continue
        assert label in KNOWN.keys() | OF_NUMBERS, label
        wanted = value.split("|") if "~" in how else [re.escape(value)]
        for one in wanted:
            assert any(re.fullmatch(one, known) for known in KNOWN[label]), (label, one)


def test_the_panels_stand_side_by_side():
    assert len({panel["id"] for panel in panels()}) == len(panels())
    for one, other in combinations([panel["gridPos"] for panel in panels()], 2):
        apart = (
            one["x"] + one["w"] <= other["x"]
            or other["x"] + other["w"] <= one["x"]
            or one["y"] + one["h"] <= other["y"]
            or other["y"] + other["h"] <= one["y"]
        )
        assert apart, (one, other)
    assert max(panel["gridPos"]["x"] + panel["gridPos"]["w"] for panel in panels()) <= 24
