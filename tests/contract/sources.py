"""The source code of server and phone as text, and what each file imports."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVER = ROOT / "api"
PHONE = ROOT / "pwa" / "src"
TYPESCRIPT_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']*)["']""")


def folders(place: Path) -> list[str]:
    """The names of its folders, sorted."""
    return sorted(p.name for p in place.iterdir() if p.is_dir() and not p.name.startswith("_"))


def screens() -> list[Path]:
    """The sources of what people see and tap, with the stores behind it; without tests."""
    return [
        file
        for folder in ("practices", "screens", "ui")
        for file in (PHONE / folder).rglob("*.ts*")
        if ".test." not in file.name
    ]


def imports(of: Path, *forbidden: Path) -> list[str]:
    """Every import in files below `of` that reaches a forbidden folder, as `file: module`."""
    return [
        f"{file.relative_to(ROOT)}: {target.relative_to(ROOT)}"
        for file in sorted(of.rglob("*"))
        if file.suffix in (".py", ".ts", ".tsx") and ".test." not in file.name
        for target in (_python(file) if file.suffix == ".py" else typescript(file))
        if any(target.is_relative_to(folder) for folder in forbidden)
    ]


def typescript(file: Path, pattern: re.Pattern[str] = TYPESCRIPT_IMPORT) -> Iterator[Path]:
    """Modules of this project that a file imports in this way, as they are written: mostly without a suffix."""
    for written in pattern.findall(file.read_text()):
        yield (file.parent / written).resolve()


def source_of(module: Path) -> Path | None:
    """The TypeScript file of a module; None for another file, such as a message."""
    names = (f"{module.name}.ts", f"{module.name}.tsx", f"{module.name}/index.ts")
    return next((file for name in names if (file := module.parent / name).is_file()), None)


def _python(file: Path) -> Iterator[Path]:
    """Modules of this project that a file imports, as paths without a suffix."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield ROOT.joinpath(*alias.name.split("."))
        if isinstance(node, ast.ImportFrom):
            start = file.parents[node.level - 1] if node.level else ROOT
            module = start.joinpath(*(node.module or "").split("."))
            yield module
            yield from (module / alias.name for alias in node.names)
