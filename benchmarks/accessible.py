# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Hold pages against axe-core, WCAG 2.0 to 2.2, A and AA, light and dark; what was covered is printed.

Usage: python benchmarks/accessible.py [COUNT | REPORT.html ...]      (default: 5000)

A number: a page of so many findings, each with code, as a reader meets it: as first opened, all of it; the parts
around its last match after a deep link, and in its middle after scrolling; and all that the field for words leaves.
axe compares the colours of every text on a page: 5,000 findings as first opened take it 11 minutes a scheme and more.
A page of ours: all of it, with all that can be opened open.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

import opening
from gyebo.formats import html

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LINES, MINUTES = 2, 60
"""Lines of each side of a match; the longest that axe may take for one state of a page."""
SCHEMES: tuple[tuple[Literal["light", "dark"], str], ...] = (("light", "한국어"), ("dark", "English"))
OPENED = """() => {
    for (const box of document.querySelectorAll("details")) box.open = true;
    for (const one of document.querySelectorAll(".finding, .match")) one.style.contentVisibility = "visible";
}"""
SEEN = """() => [...document.querySelectorAll(".finding, .match")].filter(one => {
    const box = one.getBoundingClientRect();
    return box.height && box.bottom > 0 && box.top < innerHeight;
}).map(one => "[id='" + one.id + "']")"""


def violations(page: Page, within: list[str] | None = None) -> list[str]:
    """What axe complains of, by rule and place, on all of the page or within some of its elements.

    Raises ValueError where it applied no rule at all.
    """
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    options = "{runOnly: rules, resultTypes: ['violations']}"
    asked = f"async ([within, rules]) => await axe.run(within ? {{include: within}} : document, {options})"
    told = page.evaluate(f"{asked}.then(all => [all.violations, all.passes.length])", [within, RULES])
    if not told[1]:
        raise ValueError("axe applied no rule to this page.")
    return [f"{one['id']}: {[node['target'] for node in one['nodes']][:5]}" for one in told[0]]


def main(*asked: str) -> int:
    """Complaints and their number; 0 when there are none."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=opening.FLAGS)
        pages = [Path(one) for one in asked if not one.isdecimal()]
        count = sum(_told(browser, path, str(path), _whole) for path in pages)
        for number in [int(one) for one in asked if one.isdecimal()] or [5000] * (not pages):
            path = Path(place) / "report.html"
            path.write_bytes(html.render(opening.large(number, LINES)))
            count += sum(_told(browser, path, f"{number} findings, {name}", state) for name, state in LARGE.items())
    return min(count, 1)


State = Callable[[Page, Path], list[str] | None]
"""Brings a page into a state; returns what of it is looked at, None for all."""


def _told(browser: Browser, path: Path, name: str, state: State) -> int:
    count = 0
    for scheme, label in SCHEMES:
        page = browser.new_page(color_scheme=scheme, bypass_csp=True, viewport={"width": 1200, "height": 900})
        page.set_default_timeout(MINUTES * 60_000)
        page.goto(path.resolve().as_uri())
        page.get_by_label(label).check()
        within, begun = state(page, path), time.perf_counter()
        found = violations(page, within)
        covered = "all of the page" if within is None else f"{len(within)} elements"
        print(f"{name}, {scheme}, {label}, {covered}: {len(found)} complaints, {time.perf_counter() - begun:.0f} s")
        print(*(f"  {one}" for one in found), sep="\n", end="", flush=True)
        count += len(found)
        page.close()
    return count


def _whole(page: Page, _path: Path) -> None:
    page.evaluate(OPENED)


def _as_opened(page: Page, _path: Path) -> None:
    """As it is."""


def _linked(page: Page, path: Path) -> list[str]:
    last = str(page.locator(".match").last.get_attribute("id"))
    page.goto(f"{path.resolve().as_uri()}#{last}")
    page.locator(f"[id='{last}'] .code").wait_for()
    return list(page.evaluate(SEEN))


def _scrolled(page: Page, _path: Path) -> list[str]:
    findings = page.locator(".finding")
    findings.nth(findings.count() // 2).scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    return list(page.evaluate(SEEN))


def _sifted(page: Page, _path: Path) -> None:
    page.locator("#words").fill(f"brook_{page.locator('.finding').count() - 1}_{LINES - 1}")
    page.wait_for_function("document.getElementById('sifted').textContent === '1'")


LARGE: dict[str, State] = {
    "after a deep link": _linked,
    "after scrolling": _scrolled,
    "after sifting": _sifted,
    "as first opened": _as_opened,
}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
