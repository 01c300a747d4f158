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
DESTROYS = {
    # in both: Undo for five seconds
    "holdRemoval": {
        "practices/checkins/store.ts",
        "practices/conversations/own.ts",
        "practices/topics/store.ts",
        "practices/wins/store.ts",
    },
    "removeKept": {"practices/journal/one.tsx", "practices/reflections/one.tsx"},
    "unshare": {"ui/sharing.tsx"},
    "holdUnsent": {"practices/patterns/store.ts", "practices/rituals/store.ts"},
    "holdKeepMine": {"screens/tray.tsx"},
    "holdDiscard": {
        "practices/asks/store.ts",
        "practices/conversations/drafts.ts",
        # a step that a pause held back, once a second step has ended its conversation and deleted what was written
        "practices/conversations/forms.ts",
        "screens/tray.tsx",
    },
    # the Undo of a tap just made, before words were added
    "removeNow": {"practices/checkins/store.ts", "practices/pauses/store.ts"},
    # the Undo of a tap just made; a pause or a conversation that is ended before anybody knew of it
    "dropUnsent": {
        "practices/conversations/store.ts",
        "practices/patterns/store.ts",
        "practices/pauses/store.ts",
        "practices/rituals/store.ts",
        "practices/wins/store.ts",
    },
    # the Undo of an answer; withdrawing is always one tap: a no needs no second step
    "quietActs": {"practices/asks/store.ts", "practices/wobbles/store.ts"},
    # a second step
    "signOut": {"screens/settings-phone.tsx", "screens/wipe.tsx"},
    "eraseMine": {"screens/erase.tsx"},
    "removePhone": {"screens/phones.tsx"},
    # saved or sent; Discard has Undo; what was typed in a conversation whose words are deleted, after a second step
    "dropDraft": {
        "practices/conversations/forms.ts",
        "practices/profiles/name-draft.ts",
        "ui/typed.ts",
    },
    # by no tap
    "discard": set[str](),
    "wipe": set[str](),
}
"""Functions that delete words, and their callers. Each has Undo or a second step, except what must be one tap."""


def test_each_test_that_runs_on_one_database_exists() -> None:
    named = [one.partition("::") for ones in ON_SQLITE_ONLY.values() for one in ones]
    missing = [file for file, _, _ in named if not (ROOT / "tests" / file).is_file()]
    assert missing == []
    assert [
        test for file, _, test in named if f"def {test}" not in (ROOT / "tests" / file).read_text()
    ] == []
def test_nothing_destroys_words_in_one_tap_without_undo() -> None:
    """Whoever adds a tap that deletes words adds it here, with how a mistake is undone."""
    found: dict[str, set[str]] = {name: set() for name in DESTROYS}
    for file in _screens():
        for names in re.findall(r"import \{([^}]*)\} from \"[./]*kernel/", file.read_text()):
            for name in re.findall(r"\w+", names):
                if name in found:
                    found[name].add(str(file.relative_to(PHONE)))
    assert found == DESTROYS


def test_a_double_tap_writes_once() -> None:
    """`Button` and `useOnce` ignore a tap while another runs; a bare button only opens, closes or chooses."""
    bare = [
        str(file.relative_to(PHONE))
        for file in _screens()
        for button in re.findall(r"<button\b(.*?)(?<!=)>", file.read_text(), re.DOTALL)
        if {"async", "await", "void", *_asynchronous(file)} & set(re.findall(r"\w+", button))
    ]
    assert bare == []


OWN_FIELDS = {
    # the `draft` of its fields says what happens to what is typed
    "ui/field.tsx",
    "ui/wording/typed-in.tsx",
    # recovery words and codes, which are kept nowhere
    "screens/words-field.tsx",
    "screens/code-entry.tsx",
}
"""The components that may make a text field."""

WITHOUT_DRAFT = {
    "secret": {"screens/come-back.tsx", "screens/words.tsx", "screens/words-check.tsx"},
    "search": {"practices/checkins/days/search-screen.tsx", "screens/zone.tsx"},
    "given word": {"ui/word-to-type.tsx"},
    "with the form": {
        "practices/asks/make.tsx",
        "practices/checkins/sheet.tsx",
        "practices/conversations/here.tsx",
        "practices/conversations/say-back.tsx",
        "practices/conversations/start.tsx",
        "practices/journal/write.tsx",
        "practices/patterns/write.tsx",
        "practices/reflections/steps.tsx",
        "practices/rituals/words-step.tsx",
        "practices/topics/write.tsx",
    },
}
"""Fields without a draft of their own, and why; the last ones share that of a form in `ONE_DRAFT`."""

ONE_DRAFT = {
    "practices/asks/make.tsx",
    "practices/checkins/sheet.tsx",
    "practices/conversations/here.tsx",
    "practices/conversations/say-back.tsx",
    "practices/conversations/start.tsx",
    "practices/journal/write.tsx",
    "practices/patterns/write.tsx",
    "practices/reflections/flow.tsx",
    "practices/rituals/edit.tsx",
    "practices/rituals/make.tsx",
    "practices/topics/write.tsx",
}
"""Forms with one draft for everything typed and chosen in them; they show it apart from the fields."""


def test_every_text_field_keeps_what_is_typed_or_says_why_not() -> None:
    """`TextField` and `LongTextField` require a draft; only the components listed here may make other text fields."""
    bare = re.compile(r"<(?:textarea|input)\b(?![^>]*type=\"(?:radio|checkbox)\")|contenteditable")
    files = [file for file in _screens() if file.suffix == ".tsx"]
    sources = {str(file.relative_to(PHONE)): file.read_text() for file in files}
    assert {file for file, source in sources.items() if bare.search(source)} == OWN_FIELDS
    reasons = {
        reason: {file for file, source in sources.items() if f'draft="{reason}"' in source}
        for reason in re.findall(r'draft="([^"]+)"', "".join(sources.values()))
    }
    assert reasons == WITHOUT_DRAFT


def test_a_draft_of_several_fields_is_shown_apart_from_them() -> None:
    """Beside one field it would seem to be about that field alone, whichever was changed."""
    shown = {
        str(file.relative_to(PHONE)): file.read_text()
        for file in _screens()
        if file.suffix == ".tsx" and "useDraft" in file.read_text()
    }
    assert {file for file, source in shown.items() if "<FormNotSaved" in source} == ONE_DRAFT
    assert [file for file in ONE_DRAFT if re.search(r"<\w*Field\b[^/]*draft=\{", shown[file])] == []


LASTING = {
    # edits keep the id of a check-in
    "`check-in/${checkIn.id}`",
    # below the id of the form that it is part of
    "`${form}/feeling`",
    # there is one card
    '"wobbles/card"',
    # an ask is never changed
    "`later/${ask.id}/line`",
    "`not-now/${ask.id}`",
    # one for each area, and for all pauses
    "formOf(area)",
    "lineForm()",
    # one for all rituals that replace one another
    "formOf(ritual)",
    # edits keep the id of a win
    "`win/${win.id}/line`",
    "`win/${win.id}/appreciation`",
    # edits keep the id of a page and of a reflection; there is one new one at a time
    "formOf(id)",
    "NEW",
    # as of a page
    "formOf(topic)",
    # a conversation is never edited, and its steps keep their numbers
    "talk.form",
    "takeawayFormOf(conversation)",
    "takeawayFormOf(own)",
    "formOf(pattern)",
}
"""Under which ids forms keep what is typed. No change may replace what an id names: the words would be out of reach."""


def test_no_change_puts_what_is_typed_out_of_reach() -> None:
    """Whoever adds a draft adds its id here, with why it lasts."""
    kept = re.compile(r"= useDraft(?:<[^(]*>)?\(([^,]+?), \(\) =>")
    assert {name for file in _screens() for name in kept.findall(file.read_text())} == LASTING


def _asynchronous(file: Path) -> set[str]:
    """The asynchronous functions of a file."""
    return set(re.findall(r"\b(?:const (?=\w+ = async)|async function )(\w+)", file.read_text()))


def _screens() -> list[Path]:
    return [
        file
        for folder in ("practices", "screens", "ui")
        for file in (PHONE / folder).rglob("*.ts*")
        if ".test." not in file.name
    ]


def test_folders_lists_and_tests_name_the_same_practices() -> None:
    names = [practice.name for practice in PRACTICES]
    assert sorted(names) == _folders(SERVER / "practices")
    assert sorted(names) == _folders(PHONE / "practices")
    assert sorted(names) == _folders(ROOT / "tests" / "practices")
    assert names == _list_of_the_phone()


def _list_of_the_phone() -> list[str]:
    source = (PHONE / "practices" / "index.ts").read_text()
    found = re.search(r"PRACTICES\b[^=]*=\s*\[([^\]]*)\]", source)
    assert found, "pwa/src/practices/index.ts holds no literal list PRACTICES"
    return re.findall(r"\w+", found[1])


def _folders(place: Path) -> list[str]:
    return sorted(p.name for p in place.iterdir() if p.is_dir() and not p.name.startswith("_"))


def _imports(of: Path, *forbidden: Path) -> list[str]:
    """Every import in files below `of` that reaches a forbidden folder, as `file: module`."""
    return [
        f"{file.relative_to(ROOT)}: {target.relative_to(ROOT)}"
        for file in sorted(of.rglob("*"))
        if file.suffix in (".py", ".ts", ".tsx") and ".test." not in file.name
        for target in (_python(file) if file.suffix == ".py" else _typescript(file))
        if any(target.is_relative_to(folder) for folder in forbidden)
    ]


def _typescript(file: Path, imports: re.Pattern[str] = TYPESCRIPT_IMPORT) -> Iterator[Path]:
    for written in imports.findall(file.read_text()):
        yield (file.parent / written).resolve()


def _source(module: Path) -> Path | None:
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
