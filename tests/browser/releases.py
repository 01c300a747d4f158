"""The product with a build of the phone app of its own, which a story may replace by a newer one."""

import shutil
from pathlib import Path

from tests.browser.server import ROOT, Commands, product_commands


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


def rename_parts(dist: Path) -> None:
    """What a build does to parts that changed: each has another name, and whoever loads it knows so."""
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
