"""Each file of content has the shape that its schema describes, in every language."""

from pathlib import Path

import pytest
from jsonschema_rs import Draft202012Validator, meta

from tests.content.reading import CONTENT, read

SCHEMA = ".schema.json"
FILES = [
    file.relative_to(CONTENT)
    for file in sorted(CONTENT.rglob("*.json"))
    if not file.name.endswith(SCHEMA)
]


@pytest.mark.parametrize("file", FILES, ids=str)
def test_each_file_fits_its_schema(file: Path) -> None:
    """A file of one language has the schema of its folder."""
    schema = read(f"{Path(file.parts[0]).stem}{SCHEMA}")
    meta.validate(schema)
    errors = Draft202012Validator(schema, validate_formats=True).iter_errors(read(str(file)))
    assert [f"{error.instance_path}: {error.message}" for error in errors] == []


def test_no_schema_is_left_over() -> None:
    described = {Path(file.parts[0]).stem for file in FILES}
    assert {file.name.removesuffix(SCHEMA) for file in CONTENT.glob(f"*{SCHEMA}")} == described
