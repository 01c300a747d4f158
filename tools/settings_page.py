"""docs/settings.md, from what api/config.py says of each setting."""

import ast
from collections.abc import Iterator
from pathlib import Path

CONFIG = Path("api/config.py")
PAGE = Path("docs/settings.md")

_HEAD = """# Settings

`make openapi` writes this page from `api/config.py`.

The server reads its settings from variables of its environment. A value that others must not see, such as the address
of a database with its password, can lie in a file instead: `TWOFOLD_DATABASE_FILE=/run/secrets/database`. Each variable
below has such a twin. A variable that begins with `TWOFOLD_` and is none of these stops the start, and so does a value
that cannot work: `twofold doctor` says what is wrong.

| variable | meaning |
|---|---|
"""


def page() -> str:
    """The page in Markdown."""
    return _HEAD + "".join(f"| `{name}` | {meaning} |\n" for name, meaning in _settings())


def _settings() -> Iterator[tuple[str, str]]:
    """The name of each variable and what is said of it, in the order of the class; none of those for tests."""
    tree = ast.parse(CONFIG.read_text())
    classes = [one for one in tree.body if isinstance(one, ast.ClassDef)]
    (body,) = [one.body for one in classes if one.name == "Settings"]
    for one in body:
        if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant):
            name, _, meaning = " ".join(str(one.value.value).split()).partition(": ")
            if name.startswith("TWOFOLD_") and not name.startswith("TWOFOLD_TEST"):
                yield name, meaning.strip()
