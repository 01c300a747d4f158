"""`python -m api.cli doctor`: one line for each check, and what to do where something is wrong."""

from collections.abc import Iterable, Iterator

from .findings import Finding


def report(found: Iterable[Finding]) -> Iterator[str]:
    """A line for each finding; a problem has a second line with what to do."""
    for one in found:
        if one.problem is None:
            yield f"ok       {one.about}: {one.sentence}"
        else:
            yield f"PROBLEM  {one.about}: {one.sentence} ({one.problem})"
            yield f"         {one.remedy}"
