"""What people tap in the app, and the moment between two taps in one place."""

from typing import Literal

TAPPABLE: tuple[Literal["button", "link", "radio", "checkbox", "switch"], ...] = (
    "button",
    "link",
    "radio",
    "checkbox",
    "switch",
)
"""The roles of all that people tap. Each role costs every tap in Firefox some hundredths of a second."""

NOTE_TAPS = """
addEventListener("click", ({ clientX, clientY, target }) => {
  if (clientX || clientY) (window.pastTaps ??= []).push({ at: performance.now(), clientX, clientY, target });
}, { capture: true });
"""
TAPPED_JUST_NOW = "performance.now() - (window.pastTaps?.at(-1)?.at ?? -1e6) < 750"
"""Whether `LIFT_THE_FINGER` may have to wait. To look for the target costs Firefox a tenth of a second."""

LIFT_THE_FINGER = """
async target => {
  const { left, top, width, height } = target.getBoundingClientRect();
  // under a bar or at the edge of the screen: the click scrolls it to another place first
  const anywhere = top < 100 || top + height > innerHeight - 130;
  const isNear = ({ clientX, clientY }) => Math.hypot(left + width / 2 - clientX, top + height / 2 - clientY) < 50;
  // a control that has moved since
  const isOn = tap => target.contains(tap.target);
  const past = window.pastTaps ?? [];
  // the screen has changed under the finger, and may still move
  const changed = past.length > 0 && !past.at(-1).target.isConnected;
  const last = anywhere || changed ? past.at(-1) : past.filter(tap => isNear(tap) || isOn(tap)).at(-1);
  const rest = (last?.at ?? -1e6) + 750 - performance.now();
  if (rest > 0) await new Promise(resolve => setTimeout(resolve, Math.min(rest, 750)));
}
"""
"""The app takes two taps in one place, or on one control, within 0.7 seconds for one (see pwa/src/ui/double-tap.ts and
once.ts)."""
