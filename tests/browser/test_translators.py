"""Translators of browsers: one that respects the page, and one that replaces each text by other elements."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import MakeCouple
from tests.browser.odd_page import odd_page
from tests.browser.steps import back_by, check_in, is_at_home, pause

TRANSLATES = """
const wrap = () => {
  const texts = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) found.push(texts.currentNode);
  for (const text of found) {
    if (!text.data.trim() || text.parentElement.closest("font, head")) continue;
    if (window.heeds && text.parentElement.closest("[translate=no]")) continue;
    const font = document.createElement("font");
    font.append(document.createElement("font"));
    font.firstChild.textContent = text.data;
    text.replaceWith(font);
    window.wrapped = (window.wrapped ?? 0) + 1;
  }
};
new MutationObserver(wrap).observe(document, { childList: true, characterData: true, subtree: true });
"""
"""A browser's translator: replaces each text by another element whenever the page changes."""


def test_a_translator(couple: MakeCouple) -> None:
    ana, ben = couple(ben="chromium")
    ben.close_app()
    ana.close_app()

    # One that respects the page leaves every text unchanged.
    with odd_page(ana, f"window.heeds = true; {TRANSLATES}") as page:
        is_at_home(ana)
        assert page.locator("meta[name=google]").get_attribute("content") == "notranslate"
        assert page.evaluate("window.wrapped ?? 0") == 0

    # One that ignores the page: the screens stay current, and none breaks.
    with odd_page(ana, TRANSLATES) as page:
        is_at_home(ana)
        assert page.evaluate("window.wrapped") > 0
        before = pause(ana)
        ana.tap("20 min more")
        expect(page.get_by_text(f"back by {before}")).to_have_count(0)
        after = back_by(ana)
        assert after != before
        ana.tap("I'm back")
        ana.sees("Welcome back.")
        for place in ("Talk", "Time", "Today"):
            ana.tap(place)
        check_in(ana, "Good")
        check_in(ana, "Low")
        ana.tap("People and settings")
        ana.tap(re.compile("^Settings"))
        expect(page.get_by_role("heading", name="Settings")).to_be_visible()
    assert ana.problems == []
