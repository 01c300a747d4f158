"""Who gets what is published, and who asks for the people of a space: lists, each with why."""

import re

from tests.contract.sources import PHONE, SERVER

THE_TWO = {
    # the couple itself: who is in it, leaves it, passes a seat, is erased, holds its keys, gets its pushes
    "kernel/fading.py",
    "kernel/identity/access.py",
    "kernel/identity/couples.py",
    "kernel/identity/erasing.py",
    "kernel/identity/keys.py",
    "kernel/identity/leavings.py",
    "kernel/identity/people.py",
    "kernel/identity/seats.py",
    "kernel/push/claims.py",
    "kernel/spaces.py",
    "tables.py",
    # the one place that names readers
    "kernel/audiences.py",
    # hidden from the partner until both say it: never for anybody else
    "kernel/rounds/endings.py",
    "kernel/rounds/reveals.py",
    "practices/readiness/actions.py",
    "practices/readiness/expiry.py",
    "practices/readiness/matches.py",
    # whom a schedule reminds
    "kernel/schedule/lead_times.py",
    # whose yes an accord needs, who may have ended or suspended it
    "kernel/accords/ends.py",
    "kernel/accords/states.py",
    "kernel/accords/suspensions.py",
    # whom a topic's day concerns
    "practices/topics/reminders.py",
    # both are told alike, whoever said it
    "practices/patterns/pushes.py",
    "practices/rituals/calendar_feed.py",
}
"""Who asks for the people of a space. A professional is none of them."""


NAMES_ITS_READERS = {
    # both get views of their own, and nobody else any
    "kernel/rounds/endings.py",
    "practices/readiness/expiry.py",
    "practices/readiness/matches.py",
    "practices/readiness/views.py",
    # those whom the kernel's nouns found
    "kernel/quiet_requests/withdrawing.py",
    # the person alone
    "kernel/rounds/answers.py",
    "kernel/preferences/actions.py",
    "practices/rituals/quiet_hours.py",
}
"""Who publishes without asking `audiences`."""


def test_readers_are_named_by_audiences_alone() -> None:
    """Whoever publishes gets the readers from `audiences.readers`; others add themselves to a list, with why."""
    sources = {
        str(file.relative_to(SERVER)): file.read_text()
        for file in SERVER.rglob("*.py")
        if not file.is_relative_to(SERVER / "migrations")
    }
    found = {
        name
        for name, text in sources.items()
        if re.search(r"\b(?:people_of|members_of|Member)\b", text)
    }
    assert found == THE_TWO
    publishes = re.compile(r"\b(?:feed|records)\.(?:publish|forget)\(")
    found = {name for name, text in sources.items() if publishes.search(text)}
    assert {name for name in found if "audiences." not in sources[name]} == NAMES_ITS_READERS
    elsewhere = re.compile(r"(?<!audiences)\.readers\(")
    assert [name for name, text in sources.items() if elsewhere.search(text)] == []


def test_who_has_accepted_is_asked_in_one_place_of_the_phone() -> None:
    """Elsewhere the server's word would count for an accord that is signed too."""
    asking = re.compile(r"\baccepted_by\b(?!:)(?!_)")
    found = {
        str(file.relative_to(PHONE))
        for file in PHONE.rglob("*.ts*")
        if ".test." not in file.name and ".gen." not in file.name and "testing" not in file.parts
        if asking.search(file.read_text())
    }
    assert found == {
        "kernel/accords/accepted.ts",
        "kernel/accords/kinds.ts",  # a yes of one's own, to say it again
        "practices/rituals/ritual.ts",  # whether a change of its own times is not sent yet
        "practices/rituals/store.ts",  # shows a yes of one's own
    }
