"""A tap on one phone is shown on the other at once, if its app is open."""

import re
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from statistics import median, quantiles

import pytest
from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.conftest import MakeCouple
from tests.browser.phones import PATIENCE, Phone
from tests.browser.steps import Face, check_in, sees_circle

TAPS = 50
FACES: tuple[Face, ...] = ("Good", "Alright", "So-so", "Low", "Rough")

# Both browsers read the same clock: that of this machine.
NOTE_TAPS = """
() => {
  window.taps = [];
  addEventListener("click", () => window.taps.push(Date.now()), { capture: true });
}
"""
NOTE_PAINTS = """
(name) => {
  window.paints = [];
  let told = () => {};
  window.painted = (count, patience) => new Promise((resolve, reject) => {
    told = () => paints.length >= count && resolve();
    told();
    setTimeout(() => reject(new Error(`only ${paints.length} were painted`)), patience);
  });
  let before = null;
  const look = () => {
    const label = document.querySelector(`[aria-label^="${name}: "]`)?.getAttribute("aria-label");
    if (!label || label === before) return;
    before = label;
    // the frame that shows it is painted before the task that follows
    requestAnimationFrame(() => setTimeout(() => {
      window.paints.push([Date.now(), label]);
      told();
    }));
  };
  const all = { subtree: true, childList: true, characterData: true, attributes: true };
  new MutationObserver(look).observe(document.body, all);
}
"""


@pytest.mark.alone
def test_a_tap_shows_on_both_phones(
    couple: MakeCouple, record_property: Callable[[str, object], None]
) -> None:
    ana, ben = couple(animated=True)

    # What ana keeps for herself is not there for ben, in no way; what is for both shows at once.
    ben.page.evaluate(NOTE_PAINTS, "Ana")
    check_in(ana, "Rough", for_both=False)
    check_in(ana, "Good")
    sees_circle(ben, "Ana", "Good")
    assert [label for _, label in ben.page.evaluate("paints")] == [seen_label(ben, "Good")]
    assert len(kept.records(ben, "check_ins")) == 1
    assert not re.search(r"\d", seen_label(ben, "Good")), "never a clock time"

    # Ben answers with a face of his own, and ana's phone has both.
    check_in(ben, "Alright")
    sees_circle(ana, "Ben", "Alright")
    sees_circle(ana, "You", "Good")

    # Fifty taps, and how long each takes from the finger to the other screen.
    waits = tap_often(ana, ben)
    record_property("measured", f"from tap to paint on the other phone: {say(waits)}")
    assert len(waits) == TAPS
    assert median(waits) < 5000, "even a busy machine is not that slow"


def tap_often(ana: Phone, ben: Phone) -> Sequence[float]:
    """Milliseconds from each of ana's taps until ben's screen showed it."""
    ana.page.evaluate(NOTE_TAPS)
    ben.page.evaluate("paints.length = 0")
    for number, face in enumerate(islice(cycle(FACES[1:] + FACES[:1]), TAPS), start=1):
        ana.tap(face)
        # the page reports it itself, since polling it would slow it down
        ben.page.evaluate(
            "([count, patience]) => painted(count, patience)", [number, PATIENCE * 1000]
        )
    taps, paints = ana.page.evaluate("taps"), ben.page.evaluate("paints")
    return [painted - tapped for tapped, (painted, _) in zip(taps, paints, strict=True)]


def seen_label(phone: Phone, face: Face) -> str:
    circle = phone.page.get_by_label(f"Ana: {face}")
    expect(circle).to_be_visible()
    return circle.get_attribute("aria-label") or ""


def say(waits: Sequence[float]) -> str:
    p95 = quantiles(waits, n=20)[-1]
    return f"median {median(waits):.0f} ms, p95 {p95:.0f} ms, slowest {max(waits):.0f} ms"
