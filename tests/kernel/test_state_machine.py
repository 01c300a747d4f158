"""Phones that are offline, lose answers and send twice; a server that is restored from a backup.

ana has two phones, ben is her partner; cleo is in another couple; a stranger is alone. In any order of
events, nobody is shown what is not theirs, feeds have no gaps, a repeated request changes nothing, at most
one of a ritual and its changes is in force, and in the end everybody has the same records, with no words
lost or doubled.
"""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.kernel.asking import now
from tests.kernel.machine.agreement import all_agree
from tests.kernel.machine.prying import meddle, snoop
from tests.kernel.machine.story import FATES, Story
from tests.kernel.machine.world import PHONES, SHARING, World
from tests.practices.rituals.families import in_force, planned_rituals

RITUAL: dict[str, Any] = {
    "kind": "date_night",
    "recurrence": {
        "frequency": "weekly",
        "interval": 1,
        "weekdays": ["fr"],
        "nth": None,
        "starts": "2026-11-27T19:00",
        "zone": "Europe/Berlin",
        "duration_minutes": 120,
    },
    "lead_minutes": [60],
}
OCCURRENCE = "/occurrences/2026-11-27T19:00"

phones = st.sampled_from(PHONES)
sharing = st.sampled_from(SHARING)
anyone = st.sampled_from((*PHONES, "stranger"))
audiences = st.sampled_from(("us", "me"))
which = st.integers(0, 4)
lengths = st.sampled_from((0, 10, 300))


class Phones(RuleBasedStateMachine):
    """One story. See machine/ for what is checked after each step and at the end."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.story = Story(world)

    @initialize(length=lengths)
    def begin(self, length: int) -> None:
        """Records that all know from the start, so that edits can cross, and a backup that lacks some."""
        self.story.write("ana", "rituals", "us", RITUAL, length)
        self.story.write("ana", "check_ins", "us", {"at": now()}, length)
        self.story.settle()
        self.story.back_up()
        for _ in range(2):
            self.story.edit("ana", 0, length)
        self.story.settle()

    @rule(phone=phones, audience=audiences, length=lengths)
    def check_in(self, phone: str, audience: str, length: int) -> None:
        self.story.write(phone, "check_ins", audience, {"at": now()}, length)

    @rule(phone=phones, minutes=st.sampled_from((1, 30, 24 * 60)), length=lengths)
    def pause(self, phone: str, minutes: int, length: int) -> None:
        signals = {"started_at": now(), "duration_seconds": minutes * 60}
        self.story.write(phone, "pauses", "us", signals, length)

    @rule(phone=phones, audience=audiences, length=lengths)
    def propose_ritual(self, phone: str, audience: str, length: int) -> None:
        self.story.write(phone, "rituals", audience, RITUAL, length)

    @rule(phone=phones, which=which, length=lengths)
    def change_ritual(self, phone: str, which: int, length: int) -> None:
        self.story.change_ritual(phone, which, RITUAL, length)

    @rule(phone=phones, audience=audiences, length=lengths)
    def write_profile(self, phone: str, audience: str, length: int) -> None:
        self.story.write(phone, "profiles", audience, {}, length)

    @rule(phone=phones, which=which, length=lengths)
    def edit(self, phone: str, which: int, length: int) -> None:
        self.story.edit(phone, which, length)

    @rule(phone=phones, which=which)
    def remove(self, phone: str, which: int) -> None:
        self.story.remove(phone, which)

    @rule(phone=phones, which=which, then=st.sampled_from(("back", "not_today")))
    def end_pause(self, phone: str, which: int, then: str) -> None:
        body = {"then": then, "talk_at": None, "at": now()}
        self.story.say(phone, which, "pause_ends", "/end", body)

    @rule(phone=phones, which=which)
    def accept_ritual(self, phone: str, which: int) -> None:
        self.story.say(phone, which, "ritual_acceptances", "/acceptance", {})

    @rule(phone=phones, which=which)
    def decline_ritual(self, phone: str, which: int) -> None:
        self.story.say(phone, which, "ritual_refusals", "/refusal", {})

    @rule(
        phone=phones,
        which=which,
        edit=st.integers(1, 3),
        state=st.sampled_from(("skipped", "kept")),
    )
    def change_occurrence(self, phone: str, which: int, edit: int, state: str) -> None:
        body = {"edit": edit, "state": state, "moved_to": None}
        self.story.say(phone, which, "ritual_occurrences", OCCURRENCE, body)

    @rule(phone=phones, which=which)
    def end_ritual(self, phone: str, which: int) -> None:
        self.story.say(phone, which, "ritual_ends", "/end", {})

    @rule(
        phone=phones,
        tries=st.lists(st.tuples(which, st.sampled_from(FATES)), min_size=1, max_size=4),
    )
    def deliver(self, phone: str, tries: list[tuple[int, str]]) -> None:
        for which, fate in tries:
            self.story.deliver(phone, which, fate)

    @rule(names=st.permutations(SHARING), which=which, length=lengths)
    def write_at_once(self, names: list[str], which: int, length: int) -> None:
        """All see the same records and change them; then all send."""
        for name in names:
            self.story.pull(name, 200, None)
        for name in names:
            self.story.edit(name, which, length)
        for name in names:
            self.story.deliver_all(name)

    @rule(names=st.permutations(SHARING), which=which)
    def accept_at_once(self, names: list[str], which: int) -> None:
        """All send what they have, and say yes to one ritual."""
        for name in names:
            self.story.deliver_all(name)
        for name in names:
            self.story.pull(name, 200, None)
            self.story.say(name, which, "ritual_acceptances", "/acceptance", {})
            self.story.deliver_all(name)

    @precondition(lambda self: self.story.taken)
    @rule(which=st.integers(0, 40))
    def send_again(self, which: int) -> None:
        self.story.send_again(which)

    @rule(phone=anyone, limit=st.sampled_from((1, 3, 200)), pages=st.sampled_from((1, None)))
    def pull(self, phone: str, limit: int, pages: int | None) -> None:
        self.story.pull(phone, limit, pages)

    @rule(phone=sharing, audience=audiences)
    def start_epoch(self, phone: str, audience: str) -> None:
        self.story.start_epoch(phone, audience)

    @rule(minutes=st.sampled_from((1, 60, 24 * 60)))
    def forward(self, minutes: int) -> None:
        self.story.world.forward(minutes)

    @rule(phone=st.sampled_from(("ben", "cleo", "stranger")), which=which)
    def snoop(self, phone: str, which: int) -> None:
        snoop(self.story, phone, which)

    @rule(phone=phones, which=which)
    def meddle(self, phone: str, which: int) -> None:
        meddle(self.story, phone, which)

    @rule()
    def back_up(self) -> None:
        self.story.back_up()

    @rule()
    def restore(self) -> None:
        self.story.restore()

    @invariant()
    def one_of_a_ritual_and_its_changes_is_in_force(self) -> None:
        assert planned_rituals() <= in_force()

    def teardown(self) -> None:
        self.story.settle()
        all_agree(self.story)


@pytest.fixture
def world(app: Flask, tmp_path: Path) -> World:
    return World(app, tmp_path / "clock")


@pytest.mark.slow
def test_phones_agree_whatever_happens(world: World):
    _tell(world, settings(max_examples=8, stateful_step_count=30, derandomize=True))


def test_the_next_edit_after_a_refused_one_is_of_what_the_server_has(world: World):
    """Also while a noun of the same record still waits to be sent."""
    phones = Phones(world)
    phones.begin(length=0)
    phones.edit(phone="ana", which=0, length=0)
    phones.change_occurrence(phone="ana", which=0, edit=1, state="skipped")
    phones.write_at_once(names=["ben", "ana's second", "ana"], which=0, length=0)
    phones.write_at_once(names=["ana", "ana's second", "ben"], which=0, length=0)
    phones.teardown()


@pytest.mark.slow
def test_phones_agree_in_long_stories(world: World):
    _tell(world, settings(max_examples=60, stateful_step_count=50, print_blob=True))


def _tell(world: World, chosen: settings) -> None:
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    chosen = settings(chosen, deadline=None, database=None, suppress_health_check=slow)
    factory: Any = partial(Phones, world)  # any callable works, whatever the annotation says
    run_state_machine_as_test(factory, settings=chosen)
