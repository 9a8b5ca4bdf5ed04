# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Take the pictures of the demo's reports that the README shows, in both languages, with the system's chromium.

Usage: python benchmarks/pictures.py [REPORTS [FRAGMENT]]      (default: demo/reports, as `make demo` writes them)

Overview, lineage, map and one match are of Solar Open. No finding speaks of that submission, so the picture of a
finding is of the demo's team with a history: real code, an invented team and invented commits.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Locator, Page, sync_playwright

REPORTS, FRAGMENT = "demo/reports", "SolarOpenTopkRouter"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
WIDTH, MARGIN, TALLEST, SCALE = 880, 16, 1500, 1.5
"""Pixels of the page: a README is shown about as wide, so that letters keep their size; and pixels of the picture for
each of them."""
DRAWN = """one => {
    one.style.contentVisibility = "visible";
    for (const part of one.querySelectorAll(".match")) part.style.contentVisibility = "visible";
    for (const box of one.querySelectorAll(".sources")) box.open = true;
}"""
"""A match or a finding with its sources; what is outside the window is not laid out, and its height is not known."""
FEET = "all => all.map(one => one.getBoundingClientRect().bottom + scrollY)"
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"


def take(page: Page, first: Locator, last: Locator, name: str) -> None:
    """From the top of one element to the foot of the last one, of several, that there is room for."""
    top = max(first.evaluate("e => e.getBoundingClientRect().top + scrollY") - MARGIN, 0)
    feet = [foot for foot in last.evaluate_all(FEET) if foot <= top + TALLEST]
    clip = FloatRect(x=0, y=top, width=WIDTH, height=max(feet) + MARGIN - top)
    page.screenshot(path=FOLDER / f"{name}.png", full_page=True, clip=clip)


def opened(browser: Browser, report: Path, label: str) -> Page:
    page = browser.new_page(viewport={"width": WIDTH, "height": 1000}, color_scheme="light", device_scale_factor=SCALE)
    page.goto(report.resolve().as_uri())
    page.get_by_label(label).check()
    return page


def with_code(page: Page, one: Locator, name: str) -> None:
    """A match or a finding down to the last line of code that there is room for."""
    one.scroll_into_view_if_needed()
    one.evaluate(DRAWN)
    take(page, one, one.locator(".code").first.locator("pre.left > *"), name)


def main(reports: str = REPORTS, fragment: str = FRAGMENT) -> None:
    """Overview, lineage, map, one match and one finding, in Korean and in English."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for language, label in (("ko", "한국어"), ("en", "English")):
            page = opened(browser, Path(reports, "solar-open", "report.html"), label)
            take(page, page.locator("header"), page.locator("#summary > :is(.axes, p)"), f"overview-{language}")
            take(page, page.locator("#lineage > h2"), page.locator("#lineage .lineage"), f"lineage-{language}")
            take(page, page.locator("#map"), page.locator("figure.map + table"), f"map-{language}")
            match = page.locator("article.match", has=page.locator("h4", has_text=fragment)).first
            with_code(page, match, f"match-{language}")
            page = opened(browser, Path(reports, "invented-team", "report.html"), label)
            with_code(page, page.locator(".finding.concern").first, f"finding-{language}")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
