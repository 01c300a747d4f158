"""The product moves to another machine at the same address: the recipe of docs/operations.md, and two phones."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.browser import kept
from tests.browser.conftest import MakeCouple, MakeProduct
from tests.browser.notices import next_noon, says_nothing, turn_on_notices
from tests.browser.server import Product, product_commands
from tests.browser.server_clock import ServerClock
from tests.browser.steps import check_in, sees_circle, to_today


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
    ana.tap("Talk")
    ana.tap("To be close")
    ana.tap("Ask Ben")
    assert says_nothing(ben.notification("Reminder", ""))


def run(product: Product, *command: str, **more: str) -> None:
    """A command of the product, with its settings and some more."""
    environment = {**os.environ, **product.environment, **more}
    subprocess.run([sys.executable, "-m", "api.cli", *command], env=environment, check=True)
