"""`twofold doctor`: prints one line for each check, and a remedy for each problem."""

from collections.abc import Iterable, Iterator

from .findings import Finding


def report(found: Iterable[Finding]) -> Iterator[str]:
    """One line for each finding; a problem has a second line with its remedy."""
    for one in found:
        if one.problem is None:
            yield f"ok       {one.about}: {one.sentence}"
        else:
            yield f"PROBLEM  {one.about}: {one.sentence} ({one.problem})"
            yield f"         {one.remedy}"
