"""Rules of this code base: folders, lists, tests and pages name the same things, and what is done in one place only
is done nowhere else.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from api.kernel.practice import Practice
from api.practices import PRACTICES
from tests.contract.sources import PHONE, ROOT, SERVER, folders, typescript
from tests.one_database import ON_SQLITE_ONLY


def test_folders_lists_and_tests_name_the_same_practices() -> None:
    names = [practice.name for practice in PRACTICES]
    assert sorted(names) == folders(SERVER / "practices")
    assert sorted(names) == folders(PHONE / "practices")
    assert sorted(names) == folders(ROOT / "tests" / "practices")
    assert names == _list_of_the_phone()


def _list_of_the_phone() -> list[str]:
    source = (PHONE / "practices" / "index.ts").read_text()
    found = re.search(r"PRACTICES\b[^=]*=\s*\[([^\]]*)\]", source)
    assert found, "pwa/src/practices/index.ts holds no literal list PRACTICES"
    return re.findall(r"\w+", found[1])


OUTSIDE = {
    # the two names are on every screen, and where two phones meet one gives one's own
    "profiles": {
        "screens/home.tsx",
        "screens/connect.tsx",
        "screens/handover-steps.tsx",
        "screens/people.tsx",
        "screens/seat.tsx",
    },
    # a pause makes the app silent, and starts without the PIN
    "pauses": {"screens/home.tsx", "screens/locked.tsx"},
    # the first tap on a face makes the account
    "checkins": {"screens/beginning.ts"},
}
"""Files of the phone that know a practice, and why. A practice without such a reason is known to its folder alone."""


SWITCHES = {"screens/settings-notices.tsx"}
"""What a person can turn off; named as in the API's preferences."""


def test_only_its_own_folder_knows_a_practice() -> None:
    """So a new practice touches the two lists, one migration and the texts; its kinds have no names elsewhere."""
    files = [
        file
        for file in PHONE.rglob("*.ts*")
        if file.relative_to(PHONE).parts[0] not in ("practices", "paraglide", "testing")
        and not re.search(r"\.(test|gen)\.", file.name)
    ]
    found = {
        practice.name: {str(file.relative_to(PHONE)) for file in files if _knows(file, practice)}
        for practice in PRACTICES
    }
    assert {name: known - SWITCHES for name, known in found.items() if known - SWITCHES} == OUTSIDE


def _knows(file: Path, practice: Practice) -> bool:
    """Whether it imports a practice, or has the name of it or of one of its kinds outside comments."""
    home = PHONE / "practices" / practice.name
    names = "|".join((practice.name, *(kind.name for kind in practice.kinds), *practice.nouns))
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", file.read_text(), flags=re.DOTALL)
    return any(target.is_relative_to(home) for target in typescript(file)) or bool(
        re.search(rf"[\"'`]({names})[\"'`]", code)
    )


def test_screens_lead_on_only_from_their_own_address() -> None:
    """A late navigation must not move somebody who has gone elsewhere meanwhile: useGoOn prevents it."""
    of_the_shell = {"screens/home.tsx", "ui/go-on.ts", "ui/header.tsx", "ui/opening.ts"}
    routing = {
        str(file.relative_to(PHONE))
        for file in PHONE.rglob("*.ts*")
        if re.search(r"\broute\(|\broute\b[^;]*useLocation\(", file.read_text())
    }
    assert routing == of_the_shell


def test_the_phone_s_clocks_are_read_in_one_place() -> None:
    """Somebody can set the clock; kernel/browser/wall.ts says which of the two clocks is good for what."""
    reading = re.compile(
        r"\bDate\.now\b|\bnew Date\(\)|\bperformance\.(now|timeOrigin)\b|\bDate\(\)"
    )
    assert [
        str(file.relative_to(PHONE))
        for file in PHONE.rglob("*.ts*")
        if not file.is_relative_to(PHONE / "paraglide")
        and not file.is_relative_to(PHONE / "testing")
        and ".test." not in file.name
        and reading.search(file.read_text())
    ] == ["kernel/browser/wall.ts"]


def test_files_are_given_in_one_place() -> None:
    """An app on an iPhone's home screen swallows downloads; ui/give-file.ts knows what to do instead."""
    giving = [
        str(file.relative_to(PHONE))
        for file in PHONE.rglob("*.ts*")
        if re.search(r"\bcreateObjectURL\b|\bdownload:", file.read_text())
    ]
    assert giving == ["ui/give-file.ts"]


def test_each_migration_has_a_number_of_its_own() -> None:
    """Two of one number run in the order of their names, which nobody chose. Databases have run the older pairs."""
    numbers = Counter(file.name[:4] for file in (SERVER / "migrations").glob("0*.py"))
    assert {number for number, files in numbers.items() if files > 1} == {"0009", "0023"}


def test_each_test_that_runs_on_one_database_exists() -> None:
    named = [one.partition("::") for ones in ON_SQLITE_ONLY.values() for one in ones]
    missing = [file for file, _, _ in named if not (ROOT / "tests" / file).is_file()]
    assert missing == []
    assert [
        test for file, _, test in named if f"def {test}" not in (ROOT / "tests" / file).read_text()
    ] == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_tests_that_pages_name_are_there(page: Path) -> None:
    named = set(re.findall(r"`(test_\w+)`", page.read_text()))
    sources = (file.read_text() for file in (ROOT / "tests").rglob("test_*.py"))
    assert named <= {name for source in sources for name in re.findall(r"def (test_\w+)", source)}


def test_lock_files_name_no_address():
    locks = [*ROOT.glob("requirements*.lock"), *ROOT.glob("pwa/**/package-lock.json")]
    locks = [lock for lock in locks if "node_modules" not in lock.parts]
    assert len(locks) >= 5
    for lock in [*locks, *(ROOT / "tests" / "bench").glob("*lock*")]:
        assert "://" not in lock.read_text(), lock
