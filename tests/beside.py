"""Runs the tests of several processes beside all others: they wait more than they compute."""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = "tests/many/"


class InOneProcess(LoadScopeScheduling):
    """For `--dist loadgroup`: one process of the run, with one cluster, gets these tests at the very beginning. Each
    other test goes to whoever is free. The marks of pytest-xdist 3.8 group nothing with pytest 9.2."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER if nodeid.startswith(TOGETHER) else nodeid
