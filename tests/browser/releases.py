"""The product with its own build of the phone app, which a story may replace by a newer one."""

import re
import shutil
from pathlib import Path

from tests.browser.forks import ROOT
from tests.browser.phones import Phone
from tests.browser.server import Commands, product_commands

_NEW = '<meta name="release" content="2">'


def copy_release(folder: Path) -> Path:
    """A folder from which the product can be started; its build lies in `pwa/dist`."""
    place = folder / "release"
    shutil.copytree(ROOT / "pwa" / "dist", place / "pwa" / "dist")
    (place / "api").symlink_to(ROOT / "api")
    return place


def commands_in(place: Path) -> Commands:
    """The product's commands, started in another folder, where Python then finds the API first."""

    def commands(port: int) -> dict[str, list[str]]:
        return {
            name: ["env", "-C", str(place), *command]
            for name, command in product_commands(port).items()
        }

    return commands


def make_newer(dist: Path) -> None:
    """What a new build does: another page, and a service worker that refers to it. None of it is compressed."""
    page, worker = dist / "index.html", dist / "sw.js"
    page.write_text(page.read_text().replace("</head>", f"{_NEW}</head>"))
    entry = r'"revision":"\w+","url":"index.html"'
    script, times = re.subn(entry, entry.replace(r"\w+", "newer"), worker.read_text())
    assert times == 1
    worker.write_text(script)
    for file in (page, worker):
        for compressed in dist.glob(f"{file.name}.*"):
            compressed.unlink()


def is_new(phone: Phone) -> bool:
    return phone.page.locator("meta[name=release]").count() == 1


def rename_parts(dist: Path) -> None:
    """What a new build does to changed parts: each gets a new name, and the files that load it use that name."""
    scripts = list((dist / "assets").glob("*.js"))
    for file in [*dist.rglob("*.js"), dist / "index.html"]:
        text = file.read_text()
        for script in scripts:
            text = text.replace(script.name, _newer(script.name))
        file.write_text(text)
    for script in scripts:
        script.rename(script.with_name(_newer(script.name)))
    for compressed in dist.rglob("*.gz"):
        compressed.unlink()


def _newer(name: str) -> str:
    return name.replace(".js", "-newer.js")
