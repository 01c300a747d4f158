"""Figures that the phone app also has, to say the same as the server without asking it: both are the same."""

import re
from pathlib import Path

import pytest

from api.kernel import clock
from api.kernel.identity import newcomers
from api.kernel.schedule import fields, timetable
from api.practices.asks.kinds import ASKS
from api.practices.conversations import ends, proposals
from api.practices.patterns import moments
from api.practices.readiness import times
from api.practices.topics.kinds import READY
from api.practices.wobbles.kinds import WOBBLES

PHONE = Path(__file__).parents[2] / "pwa" / "src"
FIGURE = re.compile(r"^(?:export )?const ([A-Z_]+) = ([A-Z_\d* ]+);$", re.MULTILINE)

SAME = {
    "kernel/identity/recovery.ts NEWCOMER": newcomers.DURATION,
    "practices/asks/kinds.ts LATEST_LATER": ASKS.latest,
    "practices/asks/kinds.ts LONGEST": ASKS.lasts,
    "practices/asks/store.ts LONGEST": ASKS.lasts,
    "practices/conversations/conversation.ts LONGEST": ends.LONGEST,
    "practices/conversations/conversation.ts REST": proposals.REST,
    "practices/conversations/conversation.ts UNTOUCHED": ends.UNTOUCHED,
    "practices/conversations/store.ts STANDS": proposals.STANDS,
    "practices/patterns/kinds.ts MOMENT_KEPT": moments.KEPT,
    "practices/patterns/moments.ts QUARTER": moments.QUARTER,
    "practices/readiness/words.ts QUARTER": times.QUARTER,
    "practices/rituals/occurrences.ts LONGEST_MOVE_DAYS": timetable.LONGEST_MOVE // clock.DAY,
    "practices/rituals/occurrences.ts SOON": timetable.SOON,
    "practices/rituals/when-step.tsx MOST_LEADS": fields.MOST_LEADS,
    "practices/topics/kinds.ts LASTS": READY.lasts,
    "practices/wobbles/kinds.ts LASTS": WOBBLES.lasts,
    "practices/wobbles/kinds.ts LATEST": WOBBLES.latest,
}


@pytest.mark.parametrize("place", SAME)
def test_phone_and_server_say_the_same(place: str):
    file, _, name = place.partition(" ")
    figures = dict(FIGURE.findall((PHONE / file).read_text()))
    assert _product(name, figures) == SAME[place]


def _product(text: str, figures: dict[str, str]) -> int:
    """The value of a product of numbers and named figures."""
    value = 1
    for factor in text.split(" * "):
        value *= _product(figures[factor], figures) if factor in figures else int(factor)
    return value
