"""Checks every screen in four sizes, light and, in Chromium, dark: axe finds nothing.

A size that shows the same as one before, in other places, is checked only for what depends on places.

Also with text twice as large, and zoomed to 200 %, on the narrowest phone: no word breaks, nothing is cut,
in a wide font too, and quick exit stays visible.
"""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Literal, TypedDict, cast

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

from tests.browser.browsers import PHONE_SIZE, Kind
from tests.browser.phones import SCREENS_WANTED, Phone

SIZES: tuple[ViewportSize, ...] = (
    {"width": 360, "height": 740},
    {"width": 768, "height": 1024},
    {"width": 1280, "height": 800},
    PHONE_SIZE,
)
"""The last one is how the page is left."""
DARK_SCREENS = (PHONE_SIZE, SIZES[2])
ZOOMED: ViewportSize = {"width": 180, "height": 370}
Scheme = Literal["light", "dark"]
SCHEMES: Mapping[Kind, Sequence[Scheme]] = {
    "chromium": ("light", "dark"),
    "firefox": ("light",),
}
"""Playwright cannot make Debian's Firefox dark."""

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast", "link-in-text-block")
"""The only rules that can fail in the dark, since the theme is one CSS with light-dark() colours."""
PLACES = ("scrollable-region-focusable", "target-size")
"""The only rules that can fail where the same is shown in other places."""

SHOWN = """
(schemes) => schemes.map((scheme) => {
  const { style } = document.documentElement;
  const { colorScheme } = style;
  style.colorScheme = scheme;
  const shown = [...document.querySelectorAll("body *")].map((element, index) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return "";
    const { color, backgroundColor, backgroundImage, fontSize, fontWeight, opacity, textDecorationLine } =
      getComputedStyle(element);
    return [index, color, backgroundColor, backgroundImage, fontSize, fontWeight, opacity, textDecorationLine].join();
  });
  style.colorScheme = colorScheme;
  return shown.join("\\n");
})
"""
"""What the page shows in each scheme, wherever it is: each visible element and all that its contrast depends on."""

LARGE_AND_WIDE = """
() => {
  const { style } = document.documentElement;
  style.fontSize = "200%";
  for (const face of ["--sans", "--serif"]) style.setProperty(face, "DejaVu Sans Mono");
}
"""
"""People also choose their phone's font, and some fonts are wide."""

CUT_BESIDE = """
() => [...document.querySelectorAll("main, .sheet, .safe-corner > *")].filter((element) => {
  const { left, right } = element.getBoundingClientRect();
  return left < 0 || right > innerWidth || element.scrollWidth > element.clientWidth;
}).map((element) => element.outerHTML.slice(0, 120))
"""
"""Elements that are wider than the screen, or whose content is wider than they are."""

TOO_LONG = """
() => [...document.querySelectorAll("main p, main li, main .btn, main input, .sheet, .snackbar")].filter((element) =>
  element.getBoundingClientRect().width > 36 * 16
).map((element) => element.outerHTML.slice(0, 120))
"""
"""Lines and buttons stretched by a wide screen: above 36rem it is hard to read them or to find their end."""


COVERED = """
() => {
  const sheet = document.querySelector(".sheet");
  if (!sheet) return [];
  const { activeElement } = document;
  const { scrollTop } = sheet;
  const within = sheet.querySelectorAll("a[href], :is(button, input, select, textarea):enabled, summary");
  const stops = [...within].filter((one) => one.checkVisibility() && !one.closest(".sheet-head, .sheet-foot"));
  const covered = [...stops, ...stops.toReversed()].filter((one) => {
    one.focus();
    const seen = one.matches("[type=radio], [type=checkbox]") ? one.closest("label") : one;
    const { top, bottom } = seen.getBoundingClientRect();
    const head = sheet.querySelector(".sheet-head").getBoundingClientRect().bottom;
    const foot = (sheet.querySelector(".sheet-foot")?.getBoundingClientRect() ?? { top: Infinity }).top;
    return bottom - top < foot - head && (top < head || bottom > foot);
  });
  activeElement.focus({ preventScroll: true });
  sheet.scrollTop = scrollTop;
  return covered.map((one) => one.outerHTML.slice(0, 120));
}
"""
"""Controls of an open sheet that its heading or its foot covers when they get the focus, in either direction."""

LARGE = "() => { document.documentElement.style.fontSize = '200%'; }"

BROKEN_WORDS = r"""
() => {
  const broken = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const word = new Range();
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (!parentElement.checkVisibility()) continue;
    if (parentElement.closest("svg, select, output, .only-read, [dir=auto]")) continue;
    for (const { 0: letters, index } of data.matchAll(/[^\s\u00ad\u2026/-]+/g)) {
      word.setStart(texts.currentNode, index + (data[index - 1] === "\u00ad" ? 1 : 0));  // without the hyphen
      word.setEnd(texts.currentNode, index + letters.length);
      const lines = [...word.getClientRects()].map(({ bottom }) => bottom);
      if (Math.max(...lines) - Math.min(...lines) > 8) broken.push(`${letters} in ${parentElement.outerHTML}`);
    }
  }
  return broken.map((one) => one.slice(0, 120));
}
"""
"""Words broken over two lines. A code and typed words may break; any other word only at a hyphen."""


class _Node(TypedDict):
    html: str
    failureSummary: str


class _Violation(TypedDict):
    id: str
    help: str
    nodes: list[_Node]


def audit(phone: Phone, name: str) -> None:
    """Raise AssertionError with all that axe finds on the current page.

    Screenshots, if wanted, are saved as `screens/NAME-SCHEME-WIDTH.png`, dark ones as `DARK_SCREENS` says. The
    page is left as it was.
    """
    page = phone.page
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = [f"{name} zoomed: {cut}" for cut in _cut_when_zoomed(page)]
    found += [f"{name} in large text: {cut}" for cut in _cut_in_large_text(page)]
    known: set[tuple[Scheme, str]] = set()
    for size in SIZES:
        found += _found_in(phone, name, size, known)
    page.emulate_media(color_scheme="null", reduced_motion="null")
    assert not found, "\n".join(found)


def _found_in(
    phone: Phone, name: str, size: ViewportSize, known: set[tuple[Scheme, str]]
) -> Sequence[str]:
    """What is wrong in this size. Adds what it shows to what is `known` from other sizes."""
    page, schemes, width = phone.page, SCHEMES[phone.kind], size["width"]
    found: list[str] = []
    page.set_viewport_size(size)
    settle(page)
    for shown in zip(schemes, cast(list[str], page.evaluate(SHOWN, schemes)), strict=True):
        scheme = shown[0]
        rules = _rules(scheme, again=shown in known)
        is_wanted = SCREENS_WANTED and (scheme == "light" or size in DARK_SCREENS)
        if rules or is_wanted:
            screen = f"{name}-{scheme}-{width}"
            with _emulated(page, scheme):
                phone.screenshot(screen, wanted=is_wanted)
                found += [f"{screen}: {violation}" for violation in _violations(page, rules)]
        known.add(shown)
    covered, stretched = page.evaluate(f"[{COVERED}, {TOO_LONG}].map(look => look())")
    found += [f"{name}-{width}: covered: {element}" for element in covered]
    found += [f"{name}-{width}: {too_wide}" for too_wide in _overflow(page)]
    found += [f"{name}-{width}: stretched: {element}" for element in stretched]
    return found


@contextmanager
def _emulated(page: Page, scheme: Scheme) -> Generator[None]:
    """Show the page, which is light, in this scheme."""
    if scheme == "light":
        yield
        return
    page.emulate_media(color_scheme=scheme)
    settle(page)
    yield
    page.emulate_media(color_scheme="light")


def _rules(scheme: Scheme, *, again: bool) -> Sequence[str]:
    """What can fail in these colours, and whether all of it did not where the same was shown before."""
    if again:
        return PLACES if scheme == "light" else ()
    return COLOURS if scheme == "dark" else TAGS


def settle(page: Page) -> None:
    """Wait for fonts, running transitions and the next frame."""
    page.evaluate(
        """async () => {
          await document.fonts.ready;
          await new Promise(requestAnimationFrame);
          const finite = document.getAnimations().filter(
            (animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
          await Promise.allSettled(finite.map((animation) => animation.finished));
        }"""
    )


def _violations(page: Page, rules: Sequence[str]) -> Sequence[str]:
    """Playwright evaluates outside the page's policy, so that neither is loosened for the other."""
    if not rules:
        return []
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    result = page.evaluate("async (options) => (await axe.run(options)).violations", options)
    return [
        f"{violation['help']} ({violation['id']}): {node['html']}\n  {node['failureSummary']}"
        for violation in cast(list[_Violation], result)
        for node in violation["nodes"]
    ]


def _cut_in_large_text(page: Page) -> Sequence[str]:
    page.set_viewport_size(SIZES[0])
    page.evaluate(LARGE)
    settle(page)
    broken = _broken_words(page)
    page.evaluate(LARGE_AND_WIDE)
    settle(page)
    cut = [*broken, *_cut(page)]
    page.evaluate("document.documentElement.removeAttribute('style')")
    return cut


def _cut_when_zoomed(page: Page) -> Sequence[str]:
    """The browser's own zoom at 200 %: half as many pixels for everything."""
    page.set_viewport_size(ZOOMED)
    settle(page)
    return [*_broken_words(page), *_cut(page)]


def _broken_words(page: Page) -> Sequence[str]:
    return [f"broken inside: {word}" for word in cast(list[str], page.evaluate(BROKEN_WORDS))]


def _cut(page: Page) -> Sequence[str]:
    beside = cast(list[str], page.evaluate(CUT_BESIDE))
    return [*_overflow(page), *(f"{element} is cut" for element in beside)]


def _overflow(page: Page) -> Sequence[str]:
    """Elements that make a phone's screen scroll sideways."""
    wider = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return [f"scrolls sideways by {wider} px"] if wider > 0 else []
