"""The product moves to another machine, at the same address or at another: the recipes of docs/operations.md, and two
phones."""

import json
import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from tests.browser import kept
from tests.browser.conftest import MakeCouple, MakeProduct
from tests.browser.notices import next_noon, says_nothing, turn_on_notices
from tests.browser.phones import Phone
from tests.browser.server import Product, product_commands
from tests.browser.server_clock import ServerClock
from tests.browser.steps import add_note, check_in, pair, sees_circle, to_today
from tests.browser.test_taking_along import download, notes

NEW_ADDRESS = "http://localhost:9000"
"""Of another host: cookies belong to a host, whatever the port."""
NOTE = "What stays on this phone"


def test_to_another_machine(
    couple: MakeCouple,
    product: Product,
    start_product: MakeProduct,
    server_clock: ServerClock,
    folder: Path,
) -> None:
    server_clock.move_to(next_noon(server_clock))
    ana, ben = couple()
    turn_on_notices(ana, ben)
    for phone in (ana, ben):
        to_today(phone)
    check_in(ana, "Low")
    sees_circle(ben, "Ana", "Low")

    product.stop()
    run(product, "backup", TWOFOLD_BACKUPS=str(folder / "backups"))
    check_in(ana, "Alright")  # while nothing answers
    assert kept.unsent(ana) == 1

    (backup,) = (folder / "backups").glob("twofold-*")
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    shutil.copytree(product.folder / "removals", elsewhere / "removals")
    new = start_product(
        product_commands,
        TWOFOLD_DATA=str(elsewhere),
        TWOFOLD_DATABASE=f"sqlite:///{elsewhere / 'twofold.db'}",
    )
    run(new, "restore", str(backup))
    new.start()
    for phone in (ana, ben):
        phone.go_to(new)

    # What she wrote meanwhile arrives, both go on as before, and pushes still reach them.
    kept.all_is_sent(ana)
    ben.open_app()
    sees_circle(ben, "Ana", "Alright")
    ben.close_app()
    asks(ana)
    assert says_nothing(ben.notification("Reminder", ""))


def test_to_another_address(
    couple: MakeCouple,
    product: Product,
    start_product: MakeProduct,
    server_clock: ServerClock,
    folder: Path,
) -> None:
    server_clock.move_to(next_noon(server_clock))
    ana, ben = couple()
    check_in(ana, "Low")
    add_note(ana, NOTE)
    kept.all_is_sent(ana)
    sees_circle(ben, "Ana", "Low")

    # Both are told in time, where they can take their words along.
    product.stop()
    last_day = server_clock.now() + timedelta(days=30)
    old = start_product(
        product_commands,
        TWOFOLD_DATABASE=product.environment["TWOFOLD_DATABASE"],
        TWOFOLD_CLOSES_ON=f"{last_day:%Y-%m-%d}",
        TWOFOLD_SIGN_UP="closed",
    )
    old.start()
    for phone in (ana, ben):
        phone.go_to(old)
        phone.open_app()
        phone.sees("Twofold stops here on")
    ana.tap("Save a copy")
    assert notes(json.loads(download(ana, "For another program (JSON)"))) == [NOTE]

    # At the new address they begin anew and connect, and pushes reach them from there.
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    new = start_product(
        product_commands,
        TWOFOLD_ORIGIN=NEW_ADDRESS,
        TWOFOLD_DATA=str(elsewhere),
        TWOFOLD_DATABASE=f"sqlite:///{elsewhere / 'twofold.db'}",
    )
    run(new, "migrate")
    new.start()
    for phone in (ana, ben):
        goes_to(phone, NEW_ADDRESS, new)
        phone.allow_notifications()
    pair(ana, ben)
    turn_on_notices(ana, ben)
    ben.close_app()
    asks(ana)
    assert says_nothing(ben.notification("Reminder", ""))

    # The old one opens as before until its last day, and after it with what the phone keeps.
    for phone, whose in ((ana, "You"), (ben, "Ana")):
        goes_to(phone, product.origin, old)
        phone.open_app()
        sees_circle(phone, whose, "Low")
    old.stop()
    ana.open_app("/people/export")
    assert notes(json.loads(download(ana, "For another program (JSON)"))) == [NOTE]


def goes_to(phone: Phone, origin: str, site: Product) -> None:
    """From now on the person opens the app at this address, where this product is."""
    if phone.app_is_open:
        phone.close_app()
    phone.origin = origin
    phone.go_to(site)


def asks(phone: Phone) -> None:
    """Ask the partner for something, from wherever the app is."""
    phone.tap("Talk")
    phone.tap("To be close")
    phone.tap("Ask Ben")


def run(product: Product, *command: str, **more: str) -> None:
    """A command of the product, with its settings and some more."""
    environment = {**os.environ, **product.environment, **more}
    subprocess.run([sys.executable, "-m", "api.cli", *command], env=environment, check=True)
