"""What a story needs: the push services, the product, phones. All of it is new for each story."""

import os
import re
import shutil
import tempfile
from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Playwright, expect, sync_playwright

from tests.browser import kept
from tests.browser.beginnings import STORIES, Beginnings, Profiles, new_phone
from tests.browser.browsers import Kind, make_firefox_profile
from tests.browser.database import add_rows
from tests.browser.forks import Forks
from tests.browser.once import once
from tests.browser.order import beside_others, in_order
from tests.browser.phones import PATIENCE, Phone
from tests.browser.releases import copy_release
from tests.browser.server import Commands, Product, product_commands
from tests.browser.server_clock import ServerClock
from tests.browser.standins.background import BackgroundLoop
from tests.browser.standins.services import PushServices
from tests.browser.steps import is_at_home
from tests.databases import Copy

FAILED = pytest.StashKey[bool]()


class MakePhone(Protocol):
    """`phones("ana", browser="firefox", zone="Europe/Berlin", language="en-GB")`."""

    def __call__(
        self,
        name: str,
        *,
        browser: Kind = "chromium",
        zone: str = "Europe/Berlin",
        language: str = "en-GB",
        notifications_allowed: bool = True,
        animated: bool = False,
        profile: Path | None = None,
    ) -> Phone: ...


class MakeCouple(Protocol):
    """`ana, ben = couple("chromium", "firefox")`: paired, with their names, and on Today."""

    def __call__(
        self, ana: Kind = "chromium", ben: Kind = "firefox", *, animated: bool = False
    ) -> tuple[Phone, Phone]: ...


class MakeProduct(Protocol):
    """Starts the commands with additional environment variables."""

    def __call__(self, commands: Commands, **environment: str) -> Product: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    places = [place for place, item in enumerate(items) if here in item.path.parents]
    for place, story in zip(places, in_order([items[place] for place in places]), strict=True):
        items[place] = story


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what stories have measured."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "measured":
                terminalreporter.write_line(str(value))


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="package")
def loop() -> Iterator[BackgroundLoop]:
    """The thread in which the stand-ins run."""
    with BackgroundLoop() as running:
        yield running


@pytest.fixture(scope="package")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, which all its processes share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(autouse=True)
def place_in_the_run(request: pytest.FixtureRequest, shared: Path) -> Iterator[None]:
    with beside_others(request.node, shared / "stories.lock"):
        yield


@pytest.fixture(scope="package")
def new_profiles(playwright: Playwright, shared: Path) -> Profiles:
    """What phones begin with that open the app for the first time: with Firefox a profile that was started once, and
    never used."""
    make = partial(make_firefox_profile, playwright)
    return {"firefox": once(shared / "firefox", make)}


@pytest.fixture(scope="package")
def forks() -> Iterator[Forks]:
    """Starts the product in a fraction of the time."""
    running = Forks()
    yield running
    running.end()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short path, since it contains the sockets of message buses."""
    path = Path(tempfile.mkdtemp(prefix="twofold-"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def server_clock(folder: Path) -> ServerClock:
    """The clock of the product and of the push services."""
    return ServerClock(folder / "clock")


@pytest.fixture
def services(
    loop: BackgroundLoop, folder: Path, server_clock: ServerClock
) -> Iterator[PushServices]:
    running = loop.run(PushServices(folder, server_clock.seconds).start())
    yield running
    loop.run(running.stop())


@pytest.fixture
def products(request: pytest.FixtureRequest) -> Iterator[list[Product]]:
    """The products of a story. They are killed at its end, since a proper shutdown takes seconds for each."""
    started: list[Product] = []
    yield started
    for product in started:
        product.kill()
        if request.node.stash.get(FAILED, False):
            print(product.logs()[-8000:])


@pytest.fixture
def start_product(
    products: list[Product],
    forks: Forks,
    services: PushServices,
    folder: Path,
    server_clock: ServerClock,
) -> MakeProduct:
    """Makes the product, or a site in its place. It starts while the first phone is switched on."""

    def start(commands: Commands, **environment: str) -> Product:
        outside = {
            **services.environment(),
            "TWOFOLD_TEST_CLOCK_OFFSET_FILE": str(server_clock.file),
        }
        product = Product(
            folder / "product", {**outside, **environment}, commands, forks.begin, STORIES
        )
        product.folder.mkdir(exist_ok=True)
        products.append(product)
        return product

    return start


@pytest.fixture
def product(start_product: MakeProduct, copies: Copy, folder: Path) -> Product:
    """The product, on the database that TWOFOLD_TEST_DATABASE names. It is ready once a story has a phone."""
    (folder / "product").mkdir()
    return start_product(product_commands, TWOFOLD_DATABASE=copies(folder / "product"))


@pytest.fixture
def release(folder: Path) -> Path:
    """The product with a build of the phone app of its own, which a story may replace."""
    return copy_release(folder)


@pytest.fixture(scope="package")
def beginnings(
    playwright: Playwright,
    loop: BackgroundLoop,
    forks: Forks,
    copies: Copy,
    new_profiles: Profiles,
    shared: Path,
) -> Beginnings:
    """What stories copy."""
    return Beginnings(shared / "beginnings", (playwright, loop), forks, copies, new_profiles)


@pytest.fixture
def profiles(beginnings: Beginnings, new_profiles: Profiles, product: Product) -> Profiles:
    """What phones begin with: the app's files, unless a story has another build, another site or another address. One
    about the first visit has `new_profiles` in place of this."""
    usual = product.commands is product_commands and product.origin == STORIES
    return beginnings.visited() if usual else new_profiles


@pytest.fixture
def phones(
    request: pytest.FixtureRequest,
    playwright: Playwright,
    loop: BackgroundLoop,
    services: PushServices,
    folder: Path,
    product: Product,
    products: list[Product],
    profiles: Profiles,
) -> Iterator[MakePhone]:
    """Makes phones, once the product is ready. At the end none may have had an error or a violation of the CSP."""
    made: list[Phone] = []

    def make(
        name: str, *, browser: Kind = "chromium", profile: Path | None = None, **wishes: Any
    ) -> Phone:
        outside = playwright, loop, services
        home = folder / f"phone-{len(made)}"
        if not made:
            for started in products:
                started.begin()
        begins = profile or profiles.get(browser)
        phone = new_phone(name, product, home, outside, begins, browser=browser, **wishes)
        made.append(phone)
        for started in products:
            started.wait_until_ready()
        return phone

    yield make
    problems = [problem for phone in made for problem in phone.problems]
    if request.node.stash.get(FAILED, False):
        _keep_screens(request.node.name, made)
    for phone in made:
        phone.lay_to_rest()
    assert not problems, "\n".join(problems)


@pytest.fixture
def couple(
    beginnings: Beginnings,
    product: Product,
    phones: MakePhone,
    copies: Copy,
    server_clock: ServerClock,
) -> MakeCouple:
    """Ana and Ben, who have paired, told each other their names, and look at Today.

    A story in which the pairing itself matters, or what came before it, pairs by hand.
    """

    def copy(
        ana: Kind = "chromium", ben: Kind = "firefox", *, animated: bool = False
    ) -> tuple[Phone, Phone]:
        paired = beginnings.paired((ana, ben))
        copies(product.folder)  # the database as new: on PostgreSQL all use the same one
        add_rows(product, paired.rows)
        both = (
            phones("ana", browser=ana, animated=animated, profile=paired.profiles[0]),
            phones("ben", browser=ben, animated=animated, profile=paired.profiles[1]),
        )
        for phone in both:
            phone.open_app()
        for phone in both:
            is_at_home(phone)
            kept.knows_the_time(phone, server_clock)
        return both

    return copy


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember for the teardown whether the story failed."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


def _keep_screens(story: str, phones: list[Phone]) -> None:
    for phone in phones:
        if phone.app_is_open:
            phone.screenshot(re.sub(r"\W+", "-", f"failed-{story}-{phone.name}"), wanted=True)
