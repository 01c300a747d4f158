"""A couple that has paired. It pairs once in a run, by hand, and is copied for the stories of all processes.

A copy has the profiles of both browsers and what the server knew. Browsers keep what they store by origin, so every
story has the same one.
"""

import pickle
import shutil
import tempfile
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


class Paired(NamedTuple):
    """What a pairing left: the rows on the server, and the browsers' profiles."""

    rows: Rows
    profiles: tuple[Path, Path]


class Couples:
    """The couples of this run, by their browsers, in a folder that its processes share."""

    def __init__(
        self,
        folder: Path,
        outside: tuple[Playwright, BackgroundLoop],
        forks: Forks,
        copies: Copy,
        firefox_profile: Path,
    ) -> None:
        self._folder = folder
        self._playwright, self._loop = outside
        self._forks = forks
        self._copies = copies
        self._firefox_profile = firefox_profile

    def paired(self, kinds: Kinds) -> Paired:
        """The couple with these browsers. No product of this process may run at its first time."""
        folder = once(self._folder / "-".join(kinds), partial(self._keep, kinds))
        rows: Rows = pickle.loads((folder / "rows").read_bytes())  # noqa: S301 - written by `_keep`
        return Paired(rows, (folder / "ana", folder / "ben"))

    def _keep(self, kinds: Kinds, folder: Path) -> None:
        """Pair in a place whose path is short, since it contains the sockets of message buses."""
        with tempfile.TemporaryDirectory(prefix="twofold-", ignore_cleanup_errors=True) as place:
            paired = self._pair(kinds, Path(place))
            (folder / "rows").write_bytes(pickle.dumps(paired.rows))
            for name, profile in zip(("ana", "ben"), paired.profiles, strict=True):
                _copy_profile(profile, folder / name)

    def _pair(self, kinds: Kinds, folder: Path) -> Paired:
        (folder / "product").mkdir()
        services = self._loop.run(PushServices(folder).start())
        environment = {
            **services.environment(),
            "TWOFOLD_DATABASE": self._copies(folder / "product"),
        }
        product = Product(
            folder / "product", environment, product_commands, self._forks.begin, STORIES
        )
        product.begin()
        outside = self._playwright, self._loop, services
        try:
            return self._paired_by_hand(product, folder, outside, kinds)
        finally:
            product.kill()
            self._loop.run(services.stop())

    def _paired_by_hand(
        self, product: Product, folder: Path, outside: Outside, kinds: Kinds
    ) -> Paired:
        ana, ben = (
            new_phone(name, product, folder / name, outside, self._profile(kind), browser=kind)
            for name, kind in zip(("ana", "ben"), kinds, strict=True)
        )
        product.wait_until_ready()
        pair(ana, ben)
        kept.all_is_sent(ana, ben)
        for phone in (ana, ben):
            is_installed(phone)
            phone.close_app()
            phone.lay_to_rest()
        return Paired(all_rows(product), (ana.profile, ben.profile))

    def _profile(self, kind: Kind) -> Path | None:
        return self._firefox_profile if kind == "firefox" else None


def new_phone(
    name: str, site: Product, home: Path, outside: Outside, profile: Path | None, **wishes: Any
) -> Phone:
    """A phone that begins with a copy of this profile, or with a new one."""
    if profile:
        _copy_profile(profile, home / "profile")
    return Phone(name, site, home, outside, **wishes)


def _copy_profile(profile: Path, to: Path) -> None:
    shutil.copytree(profile, to, ignore=shutil.ignore_patterns("lock"))
