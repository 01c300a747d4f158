"""The files for containers: nothing that their checkers know as a fault, shut in, and with settings that exist.

Whether an image builds and starts shows only where an engine runs; deploy/README.md says when that was tried last.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.config import from_environment
from api.kernel.setup import checks
from tools import debian

pytestmark = pytest.mark.slow

DEPLOY = Path("deploy")
COMPOSE = sorted(DEPLOY.glob("compose*.yaml"))
OWN = {"TWOFOLD_HOST": "us.example", "TWOFOLD_PUSH_CONTACT": "mailto:host@us.example"}
"""What a person puts into .env."""


def test_the_dockerfile_has_no_known_fault():
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, DEPLOY / "Dockerfile"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.fixture(scope="module", params=COMPOSE, ids=[file.name for file in COMPOSE])
def services(request: pytest.FixtureRequest) -> dict[str, dict[str, Any]]:
    """The services of a Compose file, as Compose itself reads it, which takes it half a second."""
    compose = debian.program("docker-compose", "docker-compose", "the tests of the Compose files")
    done = subprocess.run(
        [compose, "-f", request.param, "config"],
        env={**os.environ, **OWN, "COMPOSE_PROFILES": "litestream,watching"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return yaml.safe_load(done.stdout)["services"]


def test_each_container_is_shut_in(services: dict[str, dict[str, Any]]):
    for name, service in services.items():
        assert service.get("read_only"), name
        assert service.get("cap_drop") == ["ALL"], name
        assert service.get("security_opt") == ["no-new-privileges:true"], name
        assert not service.get("privileged"), name


def test_only_the_front_server_listens_to_the_world(services: dict[str, dict[str, Any]]):
    assert [name for name, service in services.items() if service.get("ports")] == ["caddy"]


def test_the_front_server_does_not_reach_the_stores(services: dict[str, dict[str, Any]]):
    ours = [name for name, service in services.items() if service.get("image") == "twofold"]
    for store in {"postgres", "redis"} & services.keys():
        assert not networks(services["caddy"]) & networks(services[store]), store
        for name in ours:
            assert networks(services[name]) & networks(services[store]), (name, store)
    for name in {"web", "live"} & services.keys():
        assert networks(services[name]) & networks(services["caddy"]), name


def test_only_what_watches_shares_its_network_with_the_product(
    services: dict[str, dict[str, Any]],
):
    """Metrics are on no path and no port that leads in from outside."""
    ours = [one for one in services.values() if one.get("image") == "twofold"]
    shown = [one for one in ours if (one.get("environment") or {}).get("TWOFOLD_METRICS_WEB")]
    assert shown == [], "off unless somebody sets them"
    if "prometheus" in services:
        assert networks(services["prometheus"]) == {"watching"}
        assert not {"watching"} & networks(services["caddy"])
        for name in ("web", "live", "worker"):
            assert "watching" in networks(services[name]), name


def networks(service: dict[str, Any]) -> set[str]:
    return set(service.get("networks") or ["default"])


def test_the_settings_are_settings_and_fit(
    services: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    database = tmp_path / "secret"
    database.write_text("postgresql://twofold:secret@postgres/twofold")
    ours = [each for each in services.values() if each.get("image") == "twofold"]
    assert ours
    for service in ours:
        with monkeypatch.context() as patch:
            for name, value in (service.get("environment") or {}).items():
                secret = name.endswith("_FILE")
                patch.setenv(name, str(database) if secret else value)
            for name in ("DATA", "REMOVALS", "BACKUPS"):
                patch.setenv(f"TWOFOLD_{name}", str(tmp_path / name))
            checks.refuse_unfit(from_environment())
