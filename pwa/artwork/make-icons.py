"""Draws every icon in public/icons from the two drawings beside this file.

    python pwa/artwork/make-icons.py

Needs Playwright and a Chromium; the PNGs are committed, so this runs only when a drawing changes.
"""

import os
from pathlib import Path
from shutil import copyfile

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
ICONS = HERE.parent / "public" / "icons"
PAPER = "#f7f2ea"
GREY = "#eceef1"

# name: (drawing, pixels, part of the width that is drawn on, corner radius as part of the width, paper)
DRAWINGS = {
    "icon-192.png": ("mark.svg", 192, 0.66, 0.22, PAPER),
    "icon-512.png": ("mark.svg", 512, 0.66, 0.22, PAPER),
    # A mask may cut everything outside the middle 80 %.
    "maskable-192.png": ("mark.svg", 192, 0.54, 0, PAPER),
    "maskable-512.png": ("mark.svg", 512, 0.54, 0, PAPER),
    "apple-touch-icon.png": ("mark.svg", 180, 0.62, 0, PAPER),
    "neutral-192.png": ("neutral.svg", 192, 0.6, 0.22, GREY),
    "neutral-512.png": ("neutral.svg", 512, 0.6, 0.22, GREY),
    "neutral-maskable-512.png": ("neutral.svg", 512, 0.5, 0, GREY),
    "neutral-apple-touch-icon.png": ("neutral.svg", 180, 0.56, 0, GREY),
}


def main() -> None:
    ICONS.mkdir(parents=True, exist_ok=True)
    copyfile(HERE / "mark.svg", ICONS / "mark.svg")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        for name in DRAWINGS:
            draw(browser, name)
        browser.close()


def draw(browser: Browser, name: str) -> None:
    drawing, pixels, part, radius, paper = DRAWINGS[name]
    svg = (HERE / drawing).read_text()
    page = browser.new_page(viewport={"width": pixels, "height": pixels})
    page.set_content(
        f"""<style>
        body {{ margin: 0 }}
        div {{ width: {pixels}px; height: {pixels}px; display: grid; place-items: center;
               background: {paper}; border-radius: {radius * pixels}px }}
        svg {{ width: {part * pixels}px; height: {part * pixels}px }}
        </style><div>{svg}</div>"""
    )
    page.screenshot(path=ICONS / name, omit_background=True)
    page.close()


if __name__ == "__main__":
    main()
