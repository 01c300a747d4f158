"""What the declarations of notices promise together."""

from api.app import SWITCHES
from api.kernel.identity.warnings import WARNINGS
from api.practices import PRACTICES

DECLARED = [kind for practice in PRACTICES for kind in practice.notices]
DISTURBS = {"pause"}
"""The one kind that reaches somebody in a pause; warnings about the account do too."""

UNCOUNTED = {"pause", "pause_end", "ritual", "ask_end", "wobble_end"}
"""Pauses, accepted rituals, and what only replaces another notice, without a sound."""


def test_each_kind_and_each_switch_has_one_name():
    names = [kind.name for kind in (*WARNINGS, *DECLARED)]
    assert len(names) == len(set(names))
    switches = [switch.name for switch in SWITCHES]
    assert len(switches) == len(set(switches))


def test_whatever_a_practice_pushes_can_be_switched_off():
    assert [kind.name for kind in DECLARED if kind.switch is None] == []


def test_only_a_pause_passes_a_pause():
    assert {kind.name for kind in DECLARED if kind.passes_pause} == DISTURBS


def test_two_a_day_but_for_pauses_and_rituals():
    """Whoever adds a kind that is not counted adds it here, with why it may come more often."""
    assert {kind.name for kind in DECLARED if not kind.counted} == UNCOUNTED


def test_warnings_about_the_account_always_come():
    for kind in WARNINGS:
        assert kind.switch is None
        assert kind.passes_quiet_hours
        assert kind.passes_pause
        assert not kind.counted
