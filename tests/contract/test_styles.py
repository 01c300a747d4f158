"""Each class of an element has a style, and each style is used: what nobody sees any more is deleted."""

import re
from collections.abc import Iterator
from pathlib import Path

PHONE = Path(__file__).parents[2] / "pwa" / "src"
OF_THE_EXPORT = {"when"}
"""Classes of the exported file, which has a style of its own."""


def test_every_class_of_an_element_has_a_style() -> None:
    named = {name for names in re.findall(r'\bclass="([^"]*)"', code()) for name in names.split()}
    assert len(named) > 100
    assert named - set(styled()) == OF_THE_EXPORT


def test_every_class_with_a_style_is_named_in_the_code() -> None:
    words = set(re.split(r"[^\w-]+", code()))
    assert [name for name in styled() if name not in words] == []


def styled() -> list[str]:
    css = "".join(file.read_text() for file in PHONE.rglob("*.css"))
    return re.findall(r"\.([a-z][\w-]*)", re.sub(r"/\*.*?\*/|url\([^)]*\)", "", css, flags=re.S))


def code() -> str:
    return "\n".join(_sources())


def _sources() -> Iterator[str]:
    for file in PHONE.rglob("*.ts*"):
        if not file.is_relative_to(PHONE / "paraglide") and ".test." not in file.name:
            yield file.read_text()
