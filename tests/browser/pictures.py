"""Photographs of a page."""

from playwright.sync_api import Page


def picture_of(page: Page) -> bytes:
    """What the page shows, as PNG. Meanwhile `page_errors` ignores what the photograph itself does to the page."""
    page.evaluate("() => { window.isBeingPhotographed = true; }")
    # Hiding the caret would add a style to the page too.
    picture = page.screenshot(caret="initial")
    page.evaluate(
        "() => new Promise(resolve => setTimeout(resolve))"
        ".then(() => { window.isBeingPhotographed = false; })"
    )
    return picture
