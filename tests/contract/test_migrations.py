"""Migrations only add: while several processes restart one after the other, those of the version before still run."""

import ast
from collections.abc import Iterator

import pytest

from api.kernel.migrations import DIRECTORY

LAST_FREE = "0037"
"""Up to here nobody ran several processes."""
ADDING = {"add_column", "add_index", "drop_index", "drop_not_null", "migrate"}


def test_each_migration_only_adds():
    later = [step for step in sorted(DIRECTORY.glob("0*.py")) if step.name[:4] > LAST_FREE]
    assert {step.name: [*_faults(step.read_text())] for step in later} == {
        step.name: [] for step in later
    }


@pytest.mark.parametrize(
    ("call", "faults"),
    [
        ('drop_column("a", "b")', ["drop_column"]),
        ('rename_table("a", "b")', ["rename_table"]),
        ('add_column("a", "b", TextField())', ["add_column: b"]),
        ('add_column("a", "b", IntegerField(default=0))', ["add_column: b"]),
        ('add_column("a", "b", TextField(null=True))', []),
        ('add_column("a", "b", IntegerField(constraints=[SQL("DEFAULT 0")]))', []),
        ('add_index("a", ("b",))', []),
        ('add_index("a", ("b",), True)', ["add_index"]),
    ],
)
def test_the_rule_knows_what_breaks_processes_of_the_version_before(call: str, faults: list[str]):
    """They write rows without the new column, and what they write may be there twice."""
    assert [*_faults(f"migrator.migrate(migrator.{call})")] == faults


def _faults(step: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(step)):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="migrator"), attr=name), args=args):
                pass
            case _:
                continue
        if name not in ADDING or (name == "add_index" and len(args) > 2):
            yield name
        if name == "add_column" and not _may_be_left_out(args[2]):
            yield f"add_column: {ast.literal_eval(args[1])}"


def _may_be_left_out(field: ast.expr) -> bool:
    written = ast.unparse(field)
    return "null=True" in written or "DEFAULT" in written
