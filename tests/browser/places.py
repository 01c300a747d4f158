"""Where something is on the screen, in CSS pixels, once it is there."""

from playwright.sync_api import FloatRect, Locator, expect


def box(place: Locator) -> FloatRect:
    """Waits until the place is visible; asked for earlier, or while the app draws it anew, it has no box."""
    expect(place).to_be_visible()
    while not (found := place.bounding_box()):
        expect(place).to_be_visible()
    return found


def top(place: Locator) -> float:
    return box(place)["y"]


def right(place: Locator) -> float:
    found = box(place)
    return found["x"] + found["width"]


def bottom(place: Locator) -> float:
    found = box(place)
    return found["y"] + found["height"]


def height(place: Locator) -> float:
    return box(place)["height"]
