"""What stories begin with: phones that have the app, and a couple that has paired. Each is made once in a run, by hand,
and copied for the stories of all processes.

A copy has the profiles of the browsers and what the server knew. Browsers keep what they store by origin, so every
story has the same one.
"""

import pickle
import shutil
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Playwright

from tests.browser import kept
from tests.browser.browsers import Kind
from tests.browser.database import Rows, all_rows
from tests.browser.forks import Forks
from tests.browser.once import once
from tests.browser.phones import Outside, Phone
from tests.browser.server import Product, product_commands
from tests.browser.standins.background import BackgroundLoop
from tests.browser.standins.services import PushServices
from tests.browser.steps import is_installed, pair
from tests.databases import Copy

STORIES = "http://127.0.0.1:8000"
"""The origin of every story. Nothing listens there: a phone's radio leads to the port of the story's own product."""

Kinds = tuple[Kind, Kind]
"""The browsers of Ana and Ben."""


KINDS: Kinds = ("chromium", "firefox")
Profiles = Mapping[Kind, Path]


class Paired(NamedTuple):
    """What a pairing left: the rows on the server, and the browsers' profiles."""

    rows: Rows
    profiles: tuple[Path, Path]


class Beginnings:
    """The profiles and couples of this run, in a folder that its processes share."""

    def __init__(
        self,
        folder: Path,
        outside: tuple[Playwright, BackgroundLoop],
        forks: Forks,
        copies: Copy,
        new: Profiles,
    ) -> None:
        """`new`: the profiles of phones that open the app for the first time."""
        self._folder = folder
        self._playwright, self._loop = outside
        self._forks = forks
        self._copies = copies
        self._new = new

    def visited(self) -> Profiles:
        """The profiles of phones that have the app's files, and nothing else of it. No product of this process may run
        at its first time."""
        folder = once(self._folder / "visited", self._visit)
        return {kind: folder / kind for kind in KINDS}

    def paired(self, kinds: Kinds) -> Paired:
        """The couple with these browsers. No product of this process may run at its first time."""
        folder = once(self._folder / "-".join(kinds), partial(self._keep, kinds))
        rows: Rows = pickle.loads((folder / "rows").read_bytes())  # noqa: S301 - written by `_keep`
        return Paired(rows, (folder / "ana", folder / "ben"))

    def _visit(self, folder: Path) -> None:
        with self._product() as (product, place, outside):
            phones = [
                new_phone(kind, product, place / kind, outside, self._new.get(kind), browser=kind)
                for kind in KINDS
            ]
            product.wait_until_ready()
            for phone in phones:
                phone.open_app()
                is_installed(phone)
                phone.close_app()
                kept.lose_database(phone)
                _put_away(phone, folder)

    def _keep(self, kinds: Kinds, folder: Path) -> None:
        with self._product() as (product, place, outside):
            ana, ben = (
                new_phone(name, product, place / name, outside, self._new.get(kind), browser=kind)
                for name, kind in zip(("ana", "ben"), kinds, strict=True)
            )
            product.wait_until_ready()
            pair(ana, ben)
            kept.all_is_sent(ana, ben)
            for phone in (ana, ben):
                is_installed(phone)
                _put_away(phone, folder)
            (folder / "rows").write_bytes(pickle.dumps(all_rows(product)))

    @contextmanager
    def _product(self) -> Generator[tuple[Product, Path, Outside]]:
        """A product that starts, and a place for phones: its path is short, since it contains the sockets of message
        buses."""
        with tempfile.TemporaryDirectory(prefix="twofold-", ignore_cleanup_errors=True) as name:
            place = Path(name)
            (place / "product").mkdir()
            services = self._loop.run(PushServices(place).start())
            environment = {
                **services.environment(),
                "TWOFOLD_DATABASE": self._copies(place / "product"),
            }
            product = Product(
                place / "product", environment, product_commands, self._forks.begin, STORIES
            )
            product.begin()
            try:
                yield product, place, (self._playwright, self._loop, services)
            finally:
                product.kill()
                self._loop.run(services.stop())


def new_phone(
    name: str, site: Product, home: Path, outside: Outside, profile: Path | None, **wishes: Any
) -> Phone:
    """A phone that begins with a copy of this profile, or with a new one."""
    if profile:
        _copy_profile(profile, home / "profile")
    return Phone(name, site, home, outside, **wishes)


def _put_away(phone: Phone, folder: Path) -> None:
    """Close the phone for good and keep its profile in the folder, by its name."""
    phone.close_app()
    phone.lay_to_rest()
    _copy_profile(phone.profile, folder / phone.name)


def _copy_profile(profile: Path, to: Path) -> None:
    shutil.copytree(profile, to, ignore=shutil.ignore_patterns("lock"))
