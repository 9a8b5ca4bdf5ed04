# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The HTML report as a browser shows it: both languages, hostile texts without effect, nothing fetched, A4 in print."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from gyebo import codec
from gyebo.formats import html
from gyebo.report import Report
from gyebo.resources import folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
CLOSED = set("axis commonality confidence declaration direction format grade kind reason ruling state".split())
HOSTILE = "<img src=x onerror=alert(1)>\"'><svg onload=alert(2)></script><script>alert(3)</script><!--\u2028{{7*7}}"

if not CHROMIUM:
    pytest.skip("chromium is not installed, so nothing is known of the page in a browser", allow_module_level=True)
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install playwright)")


@dataclass
class Watched:
    """A page together with everything it asked for, and every dialog and complaint."""

    page: "Page"
    requests: list[str] = field(default_factory=list[str])
    complaints: list[str] = field(default_factory=list[str])

    def dismiss(self, dialog: "Dialog") -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with playwright.sync_playwright() as started:
        yield started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


@pytest.fixture
def example() -> Report:
    return codec.from_json(Report, (folder("reports") / "example.json").read_bytes(), "example.json")


def _opened(browser: "Browser", report: Report, path: Path, javascript: str = "on", fragment: str = "") -> Watched:
    path.write_bytes(html.render(report))
    context = browser.new_context(java_script_enabled=javascript == "on", viewport={"width": 1200, "height": 900})
    watched = Watched(context.new_page())
    watched.page.on("request", lambda request: watched.requests.append(request.url))
    watched.page.on("console", lambda message: watched.complaints.append(message.text))
    watched.page.on("dialog", watched.dismiss)
    watched.page.goto(path.as_uri() + fragment)
    return watched


def test_hostile_texts_start_nothing_and_fetch_nothing(browser: "Browser", example: Report, tmp_path: Path) -> None:
    plain = codec.from_json(dict[str, object], codec.to_json(example), "example")
    hostile = codec.from_json(Report, codec.to_json(_poison(plain, "")), "hostile")
    watched = _opened(browser, hostile, tmp_path / "report.html")
    watched.page.wait_for_timeout(200)
    assert watched.requests == [(tmp_path / "report.html").as_uri()]
    assert watched.complaints == []
    assert watched.page.locator("img").count() == 0
    assert HOSTILE.split("\u2028", maxsplit=1)[0] in watched.page.locator("h1").inner_text()


def _poison(value: object, key: str) -> object:
    match value:
        case str() if key not in CLOSED:
            return value + HOSTILE
        case dict():
            return {name: _poison(part, name) for name, part in cast(dict[str, object], value).items()}
        case list():
            return [_poison(part, key) for part in cast(list[object], value)]
        case _:
            return value


@pytest.mark.parametrize("javascript", ["on", "off"])
def test_the_switch_shows_one_language_at_a_time(
    browser: "Browser", example: Report, tmp_path: Path, javascript: str
) -> None:
    page = _opened(browser, example, tmp_path / "report.html", javascript).page
    assert page.get_by_role("heading", name="확인 사항", exact=True).is_visible()
    assert not page.get_by_role("heading", name="Findings", exact=True).is_visible()
    page.get_by_label("English").check()
    assert page.get_by_role("heading", name="Findings", exact=True).is_visible()
    assert not page.get_by_role("heading", name="확인 사항", exact=True).is_visible()


def test_the_script_tells_the_browser_which_language_is_shown(
    browser: "Browser", example: Report, tmp_path: Path
) -> None:
    page = _opened(browser, example, tmp_path / "report.html").page
    page.get_by_label("English").check()
    assert page.locator("html").get_attribute("lang") == "en"


def test_a_deep_link_leads_to_the_finding(browser: "Browser", example: Report, tmp_path: Path) -> None:
    target = f"F-{example.findings[-1].id}"
    page = _opened(browser, example, tmp_path / "report.html", fragment=f"#{target}").page
    box = page.locator(f"[id='{target}']").bounding_box()
    assert box
    assert 0 <= box["y"] < 900


@pytest.mark.parametrize("width", [320, 390, 1200])
def test_nothing_runs_off_the_side_of_a_screen(browser: "Browser", example: Report, tmp_path: Path, width: int) -> None:
    page = _opened(browser, example, tmp_path / "report.html").page
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_the_first_printed_page_holds_the_summary_and_korean_stays_text(
    browser: "Browser", example: Report, tmp_path: Path
) -> None:
    page = _opened(browser, example, tmp_path / "report.html").page
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    command = ["pdftotext", "-layout", str(tmp_path / "report.pdf"), "-"]
    pages = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\f")
    assert "한눈에 보기" in pages[0]
    assert "축별·등급별 확인 사항" in pages[0]
    assert "2. 계보" in " ".join(pages[1].split())
    assert example.submission.digest[:16] in pages[1]
