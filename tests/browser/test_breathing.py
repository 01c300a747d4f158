"""The words of a pause fit its disc: on any screen, in a language with longer words, and in text twice as large."""

from collections.abc import Mapping

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.audit import LARGE, settle
from tests.browser.browsers import PHONE_SIZE
from tests.browser.conftest import MakePhone
from tests.browser.steps import pause, start

SIZES: tuple[ViewportSize, ...] = (
    {"width": 360, "height": 740},
    {"width": 740, "height": 360},
    {"width": 640, "height": 320},
    {"width": 768, "height": 1024},
    {"width": 1280, "height": 800},
)
WORDS: Mapping[str, tuple[str, str]] = {
    "English": ("Breathe out", "back by 00:15 tomorrow"),
    "German": ("Langsam ausatmen", "zurück bis morgen um 00:15"),
    "French": ("Expirez doucement", "de retour demain à 00 h 15"),
}
STAND_OUTSIDE = """
([phase, back]) => {
  document.querySelector(".ring-phase").textContent = phase;
  document.querySelector(".ring-phase + p").textContent = back;
  const breath = document.querySelector(".ring-breath");
  breath.style.transition = "none";
  breath.classList.replace("in", "out");
  const disc = breath.getBoundingClientRect();
  const [x, y, radius] = [disc.x + disc.width / 2, disc.y + disc.height / 2, disc.width / 2];
  return [...document.querySelectorAll(".ring-words p")].flatMap((line) => {
    const words = new Range();
    words.selectNodeContents(line);
    return [...words.getClientRects()].filter(({ left, right, top, bottom }) => {
      const corners = [left, right].flatMap((across) => [top, bottom].map((down) => Math.hypot(across - x, down - y)));
      const isBelow = top >= disc.bottom;
      return left < 0 || right > innerWidth || !(isBelow || Math.max(...corners) <= radius);
    }).map(() => line.textContent);
  });
}
"""
"""Lines that cross the edge of the disc when it is smallest, or that of the screen."""


def test_the_disc_holds_its_words(phones: MakePhone) -> None:
    ana = phones("ana", animated=True)
    start(ana)
    pause(ana)
    page = ana.page
    expect(page.locator(".ring-count")).to_be_hidden()
    for size in SIZES:
        page.set_viewport_size(size)
        for language, words in WORDS.items():
            assert outside(page, words) == [], f"{language}, {size}"
    page.set_viewport_size(SIZES[0])
    page.evaluate(LARGE)
    for language, words in WORDS.items():
        assert outside(page, words) == [], f"{language} in large text"
    page.set_viewport_size(PHONE_SIZE)


def outside(page: Page, words: tuple[str, str]) -> list[str]:
    settle(page)
    found: list[str] = page.evaluate(STAND_OUTSIDE, words)
    return found
