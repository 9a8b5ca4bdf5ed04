# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Take the pictures of a report that the README shows, in both languages, with the system's chromium.

Usage: python benchmarks/pictures.py [REPORT.html [FRAGMENT]]

Without arguments: the report of the Solar Open demo (`make demo`), and its match of the router class.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import FloatRect, Locator, Page, sync_playwright

REPORT, FRAGMENT = "demo/reports/solar-open/report.html", "SolarOpenTopkRouter"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
WIDTH, MARGIN, TALLEST = 1060, 16, 1300
"""Pixels; a picture stays under 300 kB with these."""
DRAWN = """one => {
    one.style.contentVisibility = "visible";
    for (const box of one.querySelectorAll("details")) box.open = true;
}"""
"""A match with all that it says; one outside the window is not laid out, and its height is not known."""
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"


def take(page: Page, first: Locator, last: Locator, name: str) -> None:
    """From the top of one element to the foot of another."""
    top = first.evaluate("e => e.getBoundingClientRect().top + scrollY") - MARGIN
    foot = last.evaluate("e => e.getBoundingClientRect().bottom + scrollY") + MARGIN
    height = min(foot - max(top, 0), TALLEST)
    clip = FloatRect(x=0, y=max(top, 0), width=WIDTH, height=height)
    page.screenshot(path=FOLDER / f"{name}.png", full_page=True, clip=clip)


def main(report: str = REPORT, fragment: str = FRAGMENT) -> None:
    """Overview, lineage, map and one match, in Korean and in English."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for language, label in (("ko", "한국어"), ("en", "English")):
            page = browser.new_page(viewport={"width": WIDTH, "height": 1000}, color_scheme="light")
            page.goto(Path(report).resolve().as_uri())
            page.get_by_label(label).check()
            take(page, page.locator("header"), page.locator("#summary .axes + p"), f"overview-{language}")
            take(page, page.locator("#lineage > h2"), page.locator("#lineage .lineage"), f"lineage-{language}")
            take(page, page.locator("#map"), page.locator("figure.map"), f"map-{language}")
            match = page.locator("article.match", has=page.locator("h4", has_text=fragment)).first
            match.scroll_into_view_if_needed()
            match.evaluate(DRAWN)
            take(page, match, match.locator("div.code"), f"match-{language}")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
