# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""How long a browser takes to open a report with many findings, beside a plain page of the same code.

Usage: python benchmarks/opening.py [FINDINGS]      (default: 5000, 30 lines on each side)

The plain page is one <pre> a side: what any page of that code costs. Both are opened in the system's chromium, in
turns, each in a fresh context, and timed from the request until the first frame after load was drawn. The report must
not take more than twice as long. Then the last match must be where its deep link leads, and the field for words, given
a name that stands in it alone, must leave its finding alone; how long that takes is told.
"""

import html as plain_html
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from gyebo import codec
from gyebo.formats import html
from gyebo.report import Excerpt, File, Fragment, Region, Report, Span
from gyebo.resources import folder

LINES, ROUNDS, A_FILE, MOST = 30, 3, 100, 2.0
"""Lines of each side; openings of each page; matches of one file; the bar, in times of the plain page."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
OPENED = """() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"""


def large(count: int, lines: int = LINES) -> Report:
    """The example's first match and finding, again and again, each with code of its own."""
    example = codec.from_json(Report, (folder("reports") / "example.json").read_bytes(), "example.json")
    model = next(file for file in example.files if any(one.match for one in file.fragments))
    fragment = next(one for one in model.fragments if one.match)
    fragments = [_fragment(fragment, number, lines) for number in range(count)]
    files = tuple(
        replace(model, path=f"model/part{start // A_FILE}.py", fragments=tuple(fragments[start : start + A_FILE]))
        for start in range(0, count, A_FILE)
    )
    findings = tuple(
        replace(example.findings[0], id=f"F-{number}", matches=(f"M-{number}",)) for number in range(count)
    )
    return replace(example, files=files, findings=findings)


def _fragment(fragment: Fragment, number: int, lines: int) -> Fragment:
    match = fragment.match
    if match is None:
        raise ValueError("The example's fragment has no match.")
    first = number % A_FILE * lines + 1
    span = Span(first, 1, first + lines - 1, 60)
    sides = [
        Excerpt(first, tuple(f"    {name}_{number}_{n} = self.layer{n}(hidden, {n}) + residual" for n in range(lines)))
        for name in ("north", "brook")
    ]
    told = replace(
        match,
        id=f"M-{number}",
        regions=(Region(span, span, lines * 12),),
        submitted_text=sides[0],
        referenced_text=sides[1],
    )
    return replace(fragment, id=f"U-{number}", span=span, match=told)


def plain(files: tuple[File, ...]) -> bytes:
    """The same code and nothing else."""
    matches = [fragment.match for file in files for fragment in file.fragments if fragment.match]
    excerpts = [side for match in matches for side in (match.submitted_text, match.referenced_text) if side]
    code = "\n".join(f"<pre>{plain_html.escape(chr(10).join(side.lines))}</pre>" for side in excerpts)
    return f"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>code</title>{code}</html>".encode()


def opened(browser: Browser, path: Path) -> float:
    """Milliseconds until the first frame after load."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.goto(path.as_uri(), timeout=180_000)
    took = float(page.evaluate(OPENED))
    context.close()
    return took


def sought(browser: Browser, path: Path, count: int) -> tuple[list[str], float]:
    """What is wrong with the ways to the last match, and the seconds that the field for words took."""
    words, match, finding = f"brook_{count - 1}_{LINES - 1}", f"M-M-{count - 1}", f"F-{count - 1}"
    context = browser.new_context(viewport={"width": 1200, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{path.as_uri()}#{match}", timeout=180_000)
    article = page.locator(f"[id='{match}']")
    box = article.bounding_box()
    wrong = [] if words in article.inner_text() else [f"The deep link #{match} leads to a match without its text."]
    if not box or not 0 <= box["y"] < 900:
        wrong.append(f"The deep link #{match} does not lead to its match.")
    begun = time.perf_counter()
    page.locator("#words").fill(words)
    page.wait_for_function(f"document.getElementById('sifted').textContent !== '{count}'", timeout=180_000)
    took = time.perf_counter() - begun
    shown = page.locator(".finding:not([hidden])").evaluate_all("all => all.map(one => one.dataset.finding)")
    if shown != [finding]:
        wrong.append(f"Asked for {words}, the field for words leaves {len(shown)} findings and not {finding} alone.")
    context.close()
    return wrong, took


def main(count: str = "5000") -> int:
    """The two times and their ratio; 1 where the ratio is above the bar, or the last match cannot be found."""
    report = large(int(count))
    with tempfile.TemporaryDirectory() as place, sync_playwright() as started:
        pages = {"plain": plain(report.files), "report": html.render(report)}
        for name, content in pages.items():
            (Path(place) / f"{name}.html").write_bytes(content)
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        times: dict[str, list[float]] = {name: [] for name in pages}
        for _ in range(ROUNDS):
            for name, measured in times.items():
                measured.append(opened(browser, Path(place) / f"{name}.html"))
        wrong, took = sought(browser, Path(place) / "report.html", int(count))
    median = {name: statistics.median(measured) for name, measured in times.items()}
    for name, content in pages.items():
        print(f"{name}: {len(content) / 1e6:.1f} MB, {median[name]:.0f} ms", [round(one) for one in times[name]])
    ratio = median["report"] / median["plain"]
    print(f"{count} findings: {ratio:.2f} times the plain page (bar: {MOST:.1f})")
    print(*wrong, f"the field for words: {took:.1f} s", sep="\n")
    return int(ratio > MOST or bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
