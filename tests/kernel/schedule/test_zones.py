"""Which time zones are known, and which of two sources is used."""

import zoneinfo
from collections.abc import Iterator
from pathlib import Path

import pytest
import tzdata

from api.client.transport import ApiProblem
from api.kernel.schedule import zones
from tests.people import Cast
from tests.practices.rituals.planning import WEEKLY, propose
from tests.pushing import choose


@pytest.fixture(autouse=True)
def put_back() -> Iterator[None]:
    """The source of zones is global to the process."""
    yield
    zoneinfo.reset_tzpath(())


@pytest.mark.parametrize(
    "name", ["localtime", "Factory", "posixrules", "Etc/Unknown", "Nowhere/Land"]
)
def test_a_zone_that_phones_do_not_know_is_refused(cast: Cast, name: str):
    with pytest.raises(ApiProblem, match="invalid"):
        propose(cast.ana, recurrence={**WEEKLY, "zone": name})
    with pytest.raises(ApiProblem, match="invalid"):
        choose(cast.ana, zone=name)
    with pytest.raises(ApiProblem, match="invalid"):
        cast.started(zone=name)


@pytest.mark.parametrize(
    "name", ["UTC", "Europe/Berlin", "US/Pacific", "Asia/Calcutta", "Europe/Kiev"]
)
def test_canonical_zones_and_their_old_names_are_taken(cast: Cast, name: str):
    choose(cast.ana, zone=name)


@pytest.mark.parametrize(("version", "packages"), [("1999z", True), ("2999a", False), (None, True)])
def test_the_newer_source_counts(tmp_path: Path, version: str | None, packages: bool):
    if version:
        (tmp_path / "tzdata.zi").write_text(f"# version {version}\n")
    zoneinfo.reset_tzpath([str(tmp_path)])
    zones.use_the_newer()
    assert (zoneinfo.TZPATH == ()) == packages
    assert zones.system_version() == ("" if packages else version)


def test_the_package_says_which_it_is():
    assert tzdata.IANA_VERSION >= "2026"
