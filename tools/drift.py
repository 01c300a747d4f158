"""Write what is generated from the server's code, or fail if the committed files are out of date.

These are openapi.yaml, the phone app's types, kinds and switches, the notices that its service worker
shows, the kinds of the Python client, and the page of all settings.

`python -m tools.drift [--write]`
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from api.practices import PRACTICES
from tools import settings_page

SPEC = Path("openapi.yaml")
TYPES = Path("pwa/src/kernel/http/api.gen.ts")
PHONE_KINDS = Path("pwa/src/kernel/store/kinds.gen.ts")
PHONE_SWITCHES = Path("pwa/src/kernel/preferences/switches.gen.ts")
PHONE_PRACTICES = Path("pwa/src/practices")
PHONE_NOTICES = PHONE_PRACTICES / "notices.gen.ts"
CLIENT_KINDS = Path("api/client/kinds.json")
GENERATED = (
    SPEC,
    TYPES,
    PHONE_KINDS,
    PHONE_SWITCHES,
    PHONE_NOTICES,
    CLIENT_KINDS,
    settings_page.PAGE,
)


def main() -> int:
    if "--write" in sys.argv[1:]:
        _generate(Path())
        return 0
    with tempfile.TemporaryDirectory() as folder:
        _generate(Path(folder))
        drifted = [
            committed
            for committed in GENERATED
            if subprocess.run(["diff", "-u", "-N", committed, folder / committed]).returncode != 0
        ]
    for committed in drifted:
        print(f"{committed} is not what the server's code gives: run `make openapi`.")
    return int(bool(drifted))


def _generate(root: Path) -> None:
    for file in GENERATED:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
    spec = root / SPEC
    subprocess.run([sys.executable, "-m", "api.cli", "openapi", spec], check=True)
    npm = [sys.executable, "-m", "tools.npm", "--prefix", "pwa/tools", "exec"]
    command = [*npm, "--", "openapi-typescript", spec, "--output", root / TYPES]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    told = yaml.load(spec.read_text(), yaml.CSafeLoader)
    kinds = told["x-kinds"]
    (root / PHONE_KINDS).write_text(_as_typescript(kinds))
    (root / PHONE_SWITCHES).write_text(_switches(told["x-switches"]))
    (root / PHONE_NOTICES).write_text(_notices())
    (root / settings_page.PAGE).write_text(settings_page.page())
    (root / CLIENT_KINDS).write_text(json.dumps(kinds, indent=2) + "\n")


def _notices() -> str:
    """The `notices.ts` of all practices that have one, which import no screens, in the order of the server's list."""
    names = [p.name for p in PRACTICES if (PHONE_PRACTICES / p.name / "notices.ts").exists()]
    return "\n".join(
        (
            "/** The practices' notices, for the service worker; `make openapi` writes this file. */",
            "",
            'import type { Notices } from "../kernel/push/notice-face";',
            *(f'import {{ notices as {name} }} from "./{name}/notices";' for name in names),
            "",
            f"export const NOTICES: readonly Notices[] = [{', '.join(names)}];",
            "",
        )
    )


def _as_typescript(kinds: Mapping[str, Any]) -> str:
    """A constant for each kind, so that the service worker gets only those it uses."""
    constants = [f"export const {name} = {_constant(name, kind)};" for name, kind in kinds.items()]
    head = (
        "/** The kinds of records as openapi.yaml lists them; `make openapi` writes this file. */"
    )
    return "\n\n".join((head, *constants)) + "\n"


def _switches(initial: Mapping[str, bool]) -> str:
    """Each switch of notices, as it is until the person changes it."""
    head = "/** Whether each switch of notices is on at first, from openapi.yaml; `make openapi` writes this file. */"
    listed = json.dumps(initial, indent="\t")
    return f"{head}\n\nexport const SWITCHES = {listed};\n"


def _constant(name: str, kind: Mapping[str, Any]) -> str:
    told = {
        "name": name,
        "practice": kind["practice"],
        "address": kind["path"],
        "signals": kind["signals"],
        "sent": sorted([*kind["signals"], *kind["plain"]]),
        "words": kind["words"],
        "wordsOptional": kind["words_optional"],
    }
    return json.dumps(told, indent="\t")


if __name__ == "__main__":
    sys.exit(main())
