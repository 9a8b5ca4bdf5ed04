# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Take the pictures of a report that the README shows, in both languages, with the system's chromium.

Usage: python benchmarks/pictures.py [REPORT.html [FRAGMENT]]

Without arguments: the report of the Solar Open demo (`make demo`), and its match of the router class. No finding
speaks of that submission, so the picture of a finding is one of reports/example.json, whose makers are invented.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Locator, Page, sync_playwright

from gyebo import codec
from gyebo.formats import html
from gyebo.report import Report
from gyebo.resources import folder

REPORT, FRAGMENT = "demo/reports/solar-open/report.html", "SolarOpenTopkRouter"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
WIDTH, MARGIN, TALLEST = 1060, 16, 1300
"""Pixels; a picture stays under 300 kB with these."""
DRAWN = """one => {
    one.style.contentVisibility = "visible";
    for (const box of one.querySelectorAll("details")) box.open = true;
}"""
"""A match with all that it says; one outside the window is not laid out, and its height is not known."""
SHOWN = """one => {
    for (const part of [one, ...one.querySelectorAll(".match")]) part.style.contentVisibility = "visible";
}"""
"""A finding as it stands on the page, with the first of its matches."""
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"


def take(page: Page, first: Locator, last: Locator, name: str) -> None:
    """From the top of one element to the foot of another."""
    top = first.evaluate("e => e.getBoundingClientRect().top + scrollY") - MARGIN
    foot = last.evaluate("e => e.getBoundingClientRect().bottom + scrollY") + MARGIN
    height = min(foot - max(top, 0), TALLEST)
    clip = FloatRect(x=0, y=max(top, 0), width=WIDTH, height=height)
    page.screenshot(path=FOLDER / f"{name}.png", full_page=True, clip=clip)


def opened(browser: Browser, report: Path, label: str) -> Page:
    page = browser.new_page(viewport={"width": WIDTH, "height": 1000}, color_scheme="light")
    page.goto(report.resolve().as_uri())
    page.get_by_label(label).check()
    return page


def example(place: str) -> Path:
    """The example's page, rendered."""
    path = Path(place) / "report.html"
    read = codec.from_json(Report, (folder("reports") / "example.json").read_bytes(), "example.json")
    path.write_bytes(html.render(read))
    return path


def main(report: str = REPORT, fragment: str = FRAGMENT) -> None:
    """Overview, lineage, map, one match and one finding, in Korean and in English."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for language, label in (("ko", "한국어"), ("en", "English")):
            page = opened(browser, Path(report), label)
            take(page, page.locator("header"), page.locator("#summary .axes + p"), f"overview-{language}")
            take(page, page.locator("#lineage > h2"), page.locator("#lineage .lineage"), f"lineage-{language}")
            take(page, page.locator("#map"), page.locator("figure.map + table"), f"map-{language}")
            match = page.locator("article.match", has=page.locator("h4", has_text=fragment)).first
            match.scroll_into_view_if_needed()
            match.evaluate(DRAWN)
            take(page, match, match.locator(".code"), f"match-{language}")
            page = opened(browser, example(place), label)
            finding = page.locator(".finding.concern").first
            finding.scroll_into_view_if_needed()
            finding.evaluate(SHOWN)
            take(page, finding, finding.locator(".code").first, f"finding-{language}")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
