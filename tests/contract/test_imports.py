"""Which file may import which: on the server, and on the phone, dynamic imports counted."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.contract.sources import PHONE, SERVER, folders, imports, source_of, typescript

STATIC_IMPORT = re.compile(
    r"""^(?:import|export)\b(?! type)[^;]*?\bfrom "(\.[^"]*)";""", re.MULTILINE
)
"""One that brings code along, not only types."""


def test_kernels_never_import_a_practice() -> None:
    for home in (SERVER, PHONE):
        assert imports(home / "kernel", home / "practices") == []


@pytest.mark.parametrize("home", [SERVER, PHONE], ids=["server", "phone"])
def test_practices_never_import_each_other(home: Path) -> None:
    practices = home / "practices"
    for practice in folders(practices):
        others = [practices / other for other in folders(practices) if other != practice]
        assert imports(practices / practice, *others) == []


def test_the_server_never_imports_the_client() -> None:
    assert [
        found for found in imports(SERVER, SERVER / "client") if "api/client/" not in found
    ] == []


LAYERS = (
    "kernel/browser",
    "kernel/text",
    "kernel/crypto",
    "kernel/store",
    "kernel/drafts",
    "kernel/http",
    "kernel/keys",
    "kernel/accords",
    "kernel/sync",
    "kernel/preferences",
    "kernel/push",
    "kernel/identity",
    "kernel/lock",
    "kernel/engine",
    "ui",
    "practices",
    "screens",
)
"""The folders of the phone app from the bottom up; what is in none of them (main.tsx, sw.ts) is above all."""


def test_imports_of_the_phone_point_down() -> None:
    """What a lower folder calls of an upper one is handed down at start: see kernel/sync/running.ts."""
    all_imports = _phone_imports()
    assert {file for file in all_imports if _layer(file) is None and "/" in file} == set()
    upward = {
        (file, target)
        for file, targets in all_imports.items()
        for target in targets
        if _height(target) > _height(file)
    }
    assert upward == set()


def test_no_imports_of_the_phone_run_in_a_circle() -> None:
    """Dynamic imports and imports of types count too: what is in a circle can only be understood as a whole."""
    left = _phone_imports()
    while free := {file for file, targets in left.items() if not targets & left.keys()}:
        left = {file: targets for file, targets in left.items() if file not in free}
    assert left == {}


def _phone_imports() -> dict[str, set[str]]:
    """Which files of the phone app each of them imports, tests aside; paths below pwa/src."""
    files = {
        str(file.relative_to(PHONE)): file
        for file in PHONE.rglob("*.ts*")
        if ".test." not in file.name
        and not file.is_relative_to(PHONE / "paraglide")
        and not file.is_relative_to(PHONE / "testing")
    }
    return {
        name: {found for target in typescript(file) if (found := _named(target, files)) in files}
        for name, file in files.items()
    }


def _named(target: Path, files: Mapping[str, Path]) -> str:
    """The file that an import without a suffix means, or "" for one that is not the phone app's own."""
    ways = (f"{target}{end}" for end in ("", ".ts", ".tsx", "/index.ts"))
    return next((way for way in (os.path.relpath(way, PHONE) for way in ways) if way in files), "")


def _layer(file: str) -> str | None:
    return next((layer for layer in LAYERS if file.startswith(f"{layer}/")), None)


def _height(file: str) -> int:
    layer = _layer(file)
    return LAYERS.index(layer) if layer else len(LAYERS)


def test_the_service_worker_reaches_no_screen() -> None:
    """It would load all of the app with each push; what it needs of a practice is in its `notices.ts`."""
    reached = _loaded_with(PHONE / "sw")
    assert PHONE / "practices" / "asks" / "notices.ts" in reached
    assert [file for file in reached if file.suffix == ".tsx"] == []


def test_what_the_app_loads_first_knows_no_practice() -> None:
    """So a practice adds nothing to it, and twenty fit as well as nine: start.ts, loaded beside it, has their list."""
    reached = _loaded_with(PHONE / "main")
    assert PHONE / "ui" / "quick-exit.ts" in reached
    assert [file for file in reached if file.is_relative_to(PHONE / "practices")] == []


def _loaded_with(module: Path) -> set[Path]:
    """The files that come along with a module of the phone app, itself included."""
    reached, ahead = set[Path](), [module]
    while ahead:
        file = source_of(ahead.pop())
        if file and file not in reached:
            reached.add(file)
            ahead += typescript(file, STATIC_IMPORT)
    return reached


def test_everything_loaded_later_comes_through_the_loader() -> None:
    """A bare import() fails without a message if a new release has deleted its file."""
    loader = re.compile(r"""\bpart\(\(\) => import\("[^"]+"\)\)""")
    bare = re.compile(r"(?<!typeof )\bimport\s*\(")
    sources = [
        file
        for file in PHONE.rglob("*.ts*")
        if not file.is_relative_to(PHONE / "paraglide")
        and not file.is_relative_to(PHONE / "testing")
        and ".test." not in file.name
    ]
    assert [
        str(file.relative_to(PHONE))
        for file in sources
        if bare.search(loader.sub("", file.read_text()))
    ] == []
