"""What a tap may destroy, and where what is typed is kept: lists of the phone app, each with why."""

import re
from pathlib import Path

from tests.contract.sources import PHONE, screens

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
        "practices/rituals/occurrences.ts",
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


def test_nothing_destroys_words_in_one_tap_without_undo() -> None:
    """Whoever adds a tap that deletes words adds it here, with how a mistake is undone."""
    found: dict[str, set[str]] = {name: set() for name in DESTROYS}
    for file in screens():
        for names in re.findall(r"import \{([^}]*)\} from \"[./]*kernel/", file.read_text()):
            for name in re.findall(r"\w+", names):
                if name in found:
                    found[name].add(str(file.relative_to(PHONE)))
    assert found == DESTROYS


def test_a_double_tap_writes_once() -> None:
    """`Button` and `useOnce` ignore a tap while another runs; a bare button only opens, closes or chooses."""
    bare = [
        str(file.relative_to(PHONE))
        for file in screens()
        for button in re.findall(r"<button\b(.*?)(?<!=)>", file.read_text(), re.DOTALL)
        if {"async", "await", "void", *_asynchronous(file)} & set(re.findall(r"\w+", button))
    ]
    assert bare == []


def _asynchronous(file: Path) -> set[str]:
    """The asynchronous functions of a file."""
    return set(re.findall(r"\b(?:const (?=\w+ = async)|async function )(\w+)", file.read_text()))


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
    "practices/rituals/make-date.tsx",
    "practices/rituals/make.tsx",
    "practices/topics/write.tsx",
}
"""Forms with one draft for everything typed and chosen in them; they show it apart from the fields."""


def test_every_text_field_keeps_what_is_typed_or_says_why_not() -> None:
    """`TextField` and `LongTextField` require a draft; only the components listed here may make other text fields."""
    bare = re.compile(r"<(?:textarea|input)\b(?![^>]*type=\"(?:radio|checkbox)\")|contenteditable")
    files = [file for file in screens() if file.suffix == ".tsx"]
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
        for file in screens()
        if file.suffix == ".tsx" and "useDraft" in file.read_text()
    }
    assert {file for file, source in shown.items() if "<DraftKept" in source} == ONE_DRAFT
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
    assert {name for file in screens() for name in kept.findall(file.read_text())} == LASTING
