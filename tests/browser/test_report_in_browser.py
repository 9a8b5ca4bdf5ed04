# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The HTML report as a browser shows it: both languages, hostile texts without effect, nothing fetched, A4 in print."""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import pytest

import accessible
import opening
from gyebo import codec
from gyebo.decisions import decided
from gyebo.formats import html
from gyebo.formats.html import cohort
from gyebo.formats.html.page import MOST_AT_ONCE
from gyebo.report import Counterpart, Decision, File, Finding, Fragment, Grade, Link, Report, Ruling, Work
from gyebo.report.cohort import Scanned, Unscanned, assemble
from gyebo.resources import folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Locator, Page

Scheme = Literal["light", "dark"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
CLOSED = set(
    "axis commonality confidence declaration direction format grade kind reason ruling state ungraded wording".split()
)
HOSTILE = (
    "<img src=x onerror=alert(1)>\"'><svg onload=alert(2)></script><script>alert(3)</script><!--\u2028{{7*7}}",
    "</noscript></textarea></title></style><iframe src=javascript:alert(4)><base href=//x.example/>",
    "\" autofocus onfocus=alert(5) x='\" ' onmouseover='alert(6)' `${alert(7)}` javascript:alert(8) &lt;img src=x&gt;",
    "]]><math><mtext><img src=x onerror=alert(9)><meta http-equiv=refresh content=0;url=//x.example><link rel=prefetch",
)
"""In names, comments, statements and licence texts: what closes our own elements, leaves an attribute, or fetches."""

COUNT = MOST_AT_ONCE // 2 + 1
WITH_CODE = 10
LONG = 510
"""Findings that are too many to be laid out unasked: each has three bodies."""
LAST = f"brook_{COUNT - 1}_29"
"""Stands in the last match of the large report alone."""
LAID_OUT = "for (const one of document.querySelectorAll('.finding, .match')) one.style.contentVisibility = 'visible'"
OPENED = "for (const box of document.querySelectorAll('details')) box.open = true"
FIND = (
    "words => { const begun = performance.now(); return [find(words, false, false, true), performance.now() - begun]; }"
)
MOST_TO_FIND = 30_000
"""Milliseconds. Laying out all that was not seen yet is most of it: 2,000 on a quiet machine, 7,000 on a busy one."""

if not CHROMIUM:
    pytest.skip("chromium is not installed, so nothing is known of the page in a browser", allow_module_level=True)
pytest.importorskip("axe_playwright_python", reason="axe-core is not installed (pip install axe-playwright-python)")
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


@pytest.fixture(scope="module")
def large() -> Report:
    """More findings and matches than are built at once."""
    return opening.large(COUNT)


def _opened(
    browser: "Browser",
    shown: Report | bytes,
    path: Path,
    javascript: str = "on",
    fragment: str = "",
    policy: str = "on",
) -> Watched:
    path.write_bytes(shown if isinstance(shown, bytes) else html.render(shown))
    context = browser.new_context(
        java_script_enabled=javascript == "on", bypass_csp=policy == "off", viewport={"width": 1200, "height": 900}
    )
    watched = Watched(context.new_page())
    watched.page.on("request", lambda request: watched.requests.append(request.url))
    watched.page.on("console", lambda message: watched.complaints.append(message.text))
    watched.page.on("dialog", watched.dismiss)
    watched.page.goto(path.as_uri() + fragment)
    return watched


@pytest.mark.parametrize(("count", "payload"), [*((1, one) for one in HOSTILE), (COUNT, "".join(HOSTILE))])
def test_hostile_texts_start_nothing_and_fetch_nothing(
    browser: "Browser", example: Report, tmp_path: Path, count: int, payload: str
) -> None:
    """Without the policy, which would hide a slip in the escaping; a large page builds itself out of inert text."""
    report = _poisoned(example if count == 1 else opening.large(count, lines=1), payload)
    watched = _opened(browser, report, tmp_path / "report.html", policy="off")
    assert watched.page.locator("html[data-large]").count() == (count > 1)
    watched.page.evaluate("for (const body of waiting) build(body)")
    watched.page.evaluate(OPENED)
    watched.page.get_by_label("English").check()
    for sifted in ("file", "origins"):
        watched.page.locator(f"[data-filter='{sifted}']").select_option(index=1)
    watched.page.wait_for_timeout(200)
    assert watched.requests == [(tmp_path / "report.html").as_uri()]
    assert watched.complaints == []
    assert watched.page.locator("img, iframe, object, base, svg [onload], main script").count() == 0
    assert payload.split("\u2028", maxsplit=1)[0] in watched.page.locator("h1").inner_text()


def test_hostile_sentences_that_stayed_start_nothing_and_fetch_nothing(
    browser: "Browser", scan_case: Callable[[str], Report], tmp_path: Path
) -> None:
    """Lines and messages without code that is like the origin's, with the names and paths of who else has them."""
    payload = "".join(HOSTILE)
    report = _poisoned(scan_case("sentences-kept-code-rewritten"), payload)
    phrases = [one for file in report.files for one in file.phrases]
    assert phrases
    assert all(one.text.endswith(payload) and one.referenced.path.endswith(payload) for one in phrases)
    watched = _opened(browser, report, tmp_path / "report.html", policy="off")
    watched.page.evaluate(f"{OPENED}; {LAID_OUT}")
    watched.page.get_by_label("English").check()
    offered = watched.page.locator("[data-filter='origins'] option").all_text_contents()
    assert any(HOSTILE[0].split("\u2028")[0] in one for one in offered)
    watched.page.locator("[data-filter='origins']").select_option(index=1)
    quoting = watched.page.locator(".finding:visible").first.inner_text()
    assert payload.split("\u2028", maxsplit=1)[0] in quoting
    watched.page.wait_for_timeout(200)
    assert watched.requests == [(tmp_path / "report.html").as_uri()]
    assert watched.complaints == []
    assert watched.page.locator("img, iframe, object, base, svg [onload], main script").count() == 0


def test_hostile_texts_start_nothing_on_the_page_of_a_cohort(
    browser: "Browser", example: Report, tmp_path: Path
) -> None:
    hostile = "".join(HOSTILE)
    poisoned = _poisoned(example, hostile)
    teams = [Scanned(hostile, "01-x", poisoned), Scanned(f"second {hostile}", "02-y", poisoned)]
    page = cohort.render(assemble(hostile, teams, [Unscanned(hostile, hostile)], 10))
    watched = _opened(browser, page, tmp_path / "index.html", policy="off")
    watched.page.wait_for_timeout(200)
    assert watched.requests == [(tmp_path / "index.html").as_uri()]
    assert watched.complaints == []


def test_a_text_that_is_not_escaped_is_noticed(browser: "Browser", example: Report, tmp_path: Path) -> None:
    page = html.render(example).replace(b"<h1", b"<img src=x onerror=alert(1)><h1")
    watched = _opened(browser, page, tmp_path / "report.html", policy="off")
    watched.page.wait_for_timeout(200)
    assert "1" in watched.complaints
    assert len(watched.requests) == 2
    withheld = _opened(browser, page, tmp_path / "report.html")
    withheld.page.wait_for_timeout(200)
    assert "1" not in withheld.complaints
    assert any('"img-src data:". The action has been blocked' in one for one in withheld.complaints)


def _poisoned(report: Report, payload: str) -> Report:
    plain = codec.from_json(dict[str, object], codec.to_json(report), "plain")
    return codec.from_json(Report, codec.to_json(_poison(plain, "", payload)), "hostile")


def _poison(value: object, key: str, payload: str) -> object:
    match value:
        case str() if key not in CLOSED:
            return value + payload
        case dict():
            return {name: _poison(part, name, payload) for name, part in cast(dict[str, object], value).items()}
        case list():
            return [_poison(part, key, payload) for part in cast(list[object], value)]
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


@pytest.mark.parametrize("fact", ["axis", "grade", "confidence"])
def test_findings_can_be_sifted_by_what_they_are(
    browser: "Browser", example: Report, tmp_path: Path, fact: str
) -> None:
    page = _opened(browser, example, tmp_path / "report.html").page
    wanted = getattr(example.findings[0], fact)
    page.locator(f"[data-filter='{fact}']").select_option(wanted)
    shown = {one.get_attribute("data-finding") for one in page.locator(".finding:visible").all()}
    assert shown == {one.id for one in example.findings if getattr(one, fact) == wanted}
    page.locator("#unsift").click()
    assert page.locator(".finding:visible").count() == len(example.findings)


@pytest.mark.parametrize("fact", ["declared", "origins", "file"])
def test_findings_can_be_sifted_by_what_they_rest_on(
    browser: "Browser", example: Report, tmp_path: Path, fact: str
) -> None:
    page = _opened(browser, example, tmp_path / "report.html").page
    told = [(one.get_attribute(f"data-{fact}") or "").split() for one in page.locator(".finding").all()]
    wanted = next(values[0] for values in told if values)
    page.locator(f"[data-filter='{fact}']").select_option(wanted)
    assert page.locator(".finding:visible").count() == sum(wanted in values for values in told)
    assert page.locator("#sifted").inner_text() == str(sum(wanted in values for values in told))


def test_findings_can_be_sifted_by_words_of_their_evidence(browser: "Browser", example: Report, tmp_path: Path) -> None:
    page = _opened(browser, example, tmp_path / "report.html", policy="off").page
    wanted = example.findings[0].supporting[0].text.ko
    having = [one.id for one in example.findings if any(wanted == said.text.ko for said in one.supporting)]
    page.locator("#words").fill(f"  {wanted.upper()} ")
    page.wait_for_function(
        "document.getElementById('sifted').textContent !== document.querySelectorAll('.finding').length + ''"
    )
    assert [one.get_attribute("data-finding") for one in page.locator(".finding:visible").all()] == having
    page.locator("#unsift").click()
    assert page.locator(".finding:visible").count() == len(example.findings)


def test_all_of_a_long_page_is_searched_and_only_what_is_seen_laid_out(browser: "Browser", tmp_path: Path) -> None:
    report = opening.large(LONG, lines=2)
    page = _opened(browser, report, tmp_path / "report.html", policy="off").page
    page.locator("#too-long").wait_for(state="visible")
    page.keyboard.press("Control+f")
    page.keyboard.type(f"brook_{LONG - 1}_1 = self.layer1(hidden")
    page.wait_for_function("document.getElementById('sifted').textContent === '1'")
    assert page.locator(".finding:visible").get_attribute("data-finding") == f"F-{LONG - 1}"
    assert page.locator("main noscript").count() > LONG
    page.locator("#unsift").click()
    page.locator("#build").click()
    page.locator("main noscript").first.wait_for(state="detached", timeout=120_000)
    assert page.locator("#building").is_hidden()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_a_long_page_is_printed_with_its_headings_and_what_is_sifted_out_of_it_whole(
    browser: "Browser", tmp_path: Path
) -> None:
    page = _opened(browser, opening.large(LONG, lines=2), tmp_path / "report.html", policy="off").page
    page.locator("#words").fill(f"brook_{LONG - 1}_1")
    page.wait_for_function("document.getElementById('sifted').textContent === '1'")
    printed = "".join(_printed(page, tmp_path))
    assert f"brook_{LONG - 1}_1" in printed
    assert "F-7" not in printed
    page.locator("#unsift").click()
    printed = "".join(_printed(page, tmp_path))
    assert "나머지는 제목만 인쇄합니다" in printed
    assert all(f"F-{number}" in printed for number in range(LONG))


def test_without_a_script_nothing_is_offered_that_would_do_nothing(
    browser: "Browser", example: Report, tmp_path: Path
) -> None:
    page = _opened(browser, example, tmp_path / "report.html", "off").page
    assert page.locator("#filters").is_hidden()
    assert page.locator("#save").is_hidden()


def test_what_evaluators_write_on_the_page_is_saved_as_the_program_reads_it(
    browser: "Browser", example: Report, tmp_path: Path
) -> None:
    report = replace(example, decisions=())
    page = _opened(browser, report, tmp_path / "report.html").page
    finding = page.locator(f"[id='F-{report.findings[0].id}']")
    finding.locator(".decide summary").click()
    finding.locator("[data-field=ruling]").select_option("override")
    finding.locator("[data-field=grade]").select_option("remark")
    finding.locator("[data-field=role]").fill("위원장")
    finding.locator("[data-field=reason]").fill('As "said"\nin the hearing \\ 청문')
    with page.expect_download() as begun:
        page.locator("#save").click()
    begun.value.save_as(tmp_path / "decisions.toml")
    (made,) = decided(report, tmp_path / "decisions.toml").decisions
    assert (made.ruling, made.grade, made.role) == (Ruling.OVERRIDE, Grade.REMARK, "위원장")
    assert made.reason == 'As "said"\nin the hearing \\ 청문'


def _typed(finding: "Locator", **texts: str) -> None:
    finding.locator(".decide").evaluate("box => { box.open = true }")
    for name, text in texts.items():
        field = finding.locator(f"[data-field={name}]")
        if name in {"ruling", "grade"}:
            field.select_option(text)
        else:
            field.fill(text)


def test_nothing_is_saved_until_each_decision_has_what_the_program_asks_for(
    browser: "Browser", example: Report, tmp_path: Path
) -> None:
    report = replace(example, decisions=())
    page = _opened(browser, report, tmp_path / "report.html").page
    first, second = (page.locator(f"[id='F-{one.id}']") for one in report.findings[:2])
    page.locator("#save").click()
    assert page.locator("#minutes [role=status]").inner_text() == "아직 적힌 결정이 없어 저장하지 않았습니다."
    _typed(first, ruling="override", role="위원장")
    _typed(second, reason="들었습니다.")
    page.locator("#save").click()
    faults = page.locator("#faults li").all_inner_texts()
    told = [(report.findings[0].id, "등급"), (report.findings[0].id, "이유"), (report.findings[1].id, "결정을 고르")]
    assert len(faults) == len(told)
    assert all(any(finding in fault and what in fault for fault in faults) for finding, what in told), faults
    page.locator("#faults a", has_text=report.findings[0].id).first.click()
    assert page.evaluate("location.hash") == f"#F-{report.findings[0].id}"
    assert first.locator("[data-field=reason]").get_attribute("aria-invalid") == "true"
    _typed(first, grade="remark", reason="한 줄\n둘째 \\ 줄")
    _typed(second, ruling="accept", role="chair")
    with page.expect_download() as begun:
        page.locator("#save").click()
    begun.value.save_as(tmp_path / "decisions.toml")
    assert page.locator("#faults").is_hidden()
    assert page.locator("#minutes [role=status]").inner_text() == "decisions.toml에 저장한 결정의 수: 2"
    assert 'reason = """\n한 줄\n둘째' in (tmp_path / "decisions.toml").read_text(encoding="utf-8")
    made = decided(report, tmp_path / "decisions.toml").decisions
    assert {one.reason for one in made} == {"한 줄\n둘째 \\ 줄", "들었습니다."}


def test_what_is_typed_and_not_saved_is_asked_about_before_the_page_is_left(
    browser: "Browser", example: Report, tmp_path: Path
) -> None:
    watched = _opened(browser, replace(example, decisions=()), tmp_path / "report.html")
    asked: list[str] = []
    watched.page.remove_listener("dialog", watched.dismiss)

    def leave(dialog: "Dialog") -> None:
        asked.append(dialog.type)
        dialog.accept()

    watched.page.on("dialog", leave)
    watched.page.reload()
    assert asked == []
    _typed(watched.page.locator(".finding").first, reason="not saved")
    watched.page.reload()
    assert asked == ["beforeunload"]


def test_a_decision_of_a_long_page_that_was_never_laid_out_is_saved_again_with_its_day(
    browser: "Browser", large: Report, tmp_path: Path
) -> None:
    last = large.findings[-1].id
    made = Decision(last, Ruling.ACCEPT, None, "Heard.\nTwice.", "chair", "2026-02-01")
    page = _opened(browser, replace(large, decisions=(made,)), tmp_path / "report.html").page
    with page.expect_download() as begun:
        page.locator("#save").click()
    begun.value.save_as(tmp_path / "decisions.toml")
    assert decided(large, tmp_path / "decisions.toml").decisions == (made,)


def test_a_line_break_in_a_reason_is_one_on_the_page(browser: "Browser", example: Report, tmp_path: Path) -> None:
    made = Decision(example.findings[0].id, Ruling.ACCEPT, None, "Heard.\nTwice.", "chair", "")
    page = _opened(browser, replace(example, decisions=(made,)), tmp_path / "report.html").page
    page.evaluate(LAID_OUT)
    assert page.locator(".decision q").inner_text().strip('"“”') == "Heard.\nTwice."


def test_an_identifier_as_the_page_shows_it_leads_to_its_finding(
    browser: "Browser", example: Report, tmp_path: Path
) -> None:
    shown = example.findings[-1].id
    page = _opened(browser, example, tmp_path / "report.html", fragment=f"#{shown}").page
    assert page.locator(":target").get_attribute("id") == f"F-{shown}"


def test_the_keyboard_reaches_the_report_its_language_and_its_parts(
    browser: "Browser", example: Report, tmp_path: Path
) -> None:
    page = _opened(browser, example, tmp_path / "report.html").page
    reached: list[str] = []
    for _ in range(6):
        page.keyboard.press("Tab")
        reached.append(str(page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.id")))
    assert reached[:2] == ["#summary", "in-korean"]
    assert "#lineage" in reached
    page.locator(".decide summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".decide").first.get_attribute("open") is not None


@pytest.mark.parametrize("width", [320, 390, 1200])
def test_nothing_runs_off_the_side_of_a_screen(browser: "Browser", example: Report, tmp_path: Path, width: int) -> None:
    place = next(one.match.referenced for file in example.files for one in file.fragments if one.match)
    whole = Counterpart(place, False, 15, 12, 10, 18, 900, 11, place.work, ())
    report = replace(example, files=tuple(replace(file, counterpart=whole) for file in example.files))
    page = _opened(browser, report, tmp_path / "report.html").page
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate(f"{OPENED}; {LAID_OUT}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


BROKEN = """() => [...document.querySelectorAll(".axes :is(th, td), .origins :is(th, td)")].flatMap((cell) => {
  const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), broken = [];
  while (walk.nextNode())
    for (const word of walk.currentNode.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(walk.currentNode, word.index);
      range.setEnd(walk.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) broken.push(word[0]);
    }
  return broken;
})"""


@pytest.mark.parametrize("width", [320, 360])
def test_on_a_telephone_no_word_of_the_first_tables_is_cut_and_a_long_name_makes_nothing_wider(
    browser: "Browser", example: Report, tmp_path: Path, width: int
) -> None:
    first, *rest = example.findings
    named = replace(first, location=replace(first.location, path=f"pkg/{'n' * 250}.py"))
    page = _opened(browser, replace(example, findings=(named, *rest)), tmp_path / "report.html").page
    page.set_viewport_size({"width": width, "height": 800})
    page.get_by_label("English").check()
    assert page.evaluate(BROKEN) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    dots = page.locator("svg.bar").evaluate("one => one.getScreenCTM().a / one.getScreenCTM().d")
    assert dots == 1


@pytest.mark.parametrize("width", [390, 1200])
def test_a_picture_that_is_wider_than_the_screen_says_so(
    browser: "Browser", example: Report, tmp_path: Path, width: int
) -> None:
    page = _opened(browser, example, tmp_path / "report.html").page
    page.set_viewport_size({"width": width, "height": 800})
    pictures = page.locator("figure").all()
    assert pictures
    for picture in pictures:
        is_wider = picture.locator(".wide").evaluate("one => one.scrollWidth > one.clientWidth")
        assert picture.locator(".sideways").is_visible() is is_wider is (width == 390)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_the_first_printed_page_holds_the_summary_and_korean_stays_text(
    browser: "Browser", example: Report, tmp_path: Path
) -> None:
    page = _opened(browser, example, tmp_path / "report.html").page
    pages = _printed(page, tmp_path)
    assert "한눈에 보기" in pages[0]
    assert "축별·등급별 확인 사항" in pages[0]
    assert "2. 계보" in " ".join(pages[1].split())
    assert hashlib.sha256(codec.to_json(example)).hexdigest()[:16] in pages[1]
    assert example.yardstick.corpus[:12] in pages[1]


def test_a_large_page_is_whole_after_a_while(browser: "Browser", large: Report, tmp_path: Path) -> None:
    page = _opened(browser, large, tmp_path / "report.html").page
    page.locator("main noscript").first.wait_for(state="detached", timeout=60_000)
    assert page.locator("#building").is_hidden()
    assert page.locator("#unbuilt").count() == 0


def test_the_browser_finds_what_stands_last_in_a_large_page(browser: "Browser", large: Report, tmp_path: Path) -> None:
    """It took minutes while the style looked through all of the page for each sentence of the other language."""
    page = _opened(browser, large, tmp_path / "report.html").page
    page.locator("main noscript").first.wait_for(state="detached", timeout=60_000)
    found, milliseconds = page.evaluate(FIND, LAST)
    assert found
    assert milliseconds < MOST_TO_FIND
    assert page.evaluate(FIND, "no such words on this page")[0] is False


def test_a_deep_link_into_a_large_page_leads_to_a_finding_that_is_built(
    browser: "Browser", large: Report, tmp_path: Path
) -> None:
    target = f"M-M-{COUNT - 1}"
    page = _opened(browser, large, tmp_path / "report.html", fragment=f"#{target}").page
    article = page.locator(f"[id='{target}']")
    assert article.locator("noscript").count() == 0
    assert LAST in article.inner_text()
    box = article.bounding_box()
    assert box
    assert 0 <= box["y"] < 900


def test_a_large_page_reads_whole_without_a_script(browser: "Browser", large: Report, tmp_path: Path) -> None:
    page = _opened(browser, large, tmp_path / "report.html", "off").page
    assert LAST in (page.locator("main").text_content() or "")
    assert page.locator("#unbuilt").is_visible()


def test_a_deep_link_leads_to_a_finding_that_was_sifted_out(browser: "Browser", busy: Report, tmp_path: Path) -> None:
    """What comes back above it was never drawn, and is higher or lower than was guessed."""
    page = _opened(browser, busy, tmp_path / "report.html").page
    page.evaluate("byId('words').value = 'no finding has this'; sift()")
    assert page.locator(".finding:visible").count() == 0
    target = f"F-{busy.findings[-1].id}"
    page.evaluate(f"location.hash = '{target}'")
    page.wait_for_timeout(1500)
    box = page.locator(f"[id='{target}']").bounding_box()
    assert box
    assert 0 <= box["y"] < 60


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_a_selection_is_printed_as_one_and_the_whole_without_its_filters(
    browser: "Browser", example: Report, tmp_path: Path
) -> None:
    page = _opened(browser, example, tmp_path / "report.html").page
    assert "골라 보기" not in "".join(_printed(page, tmp_path))
    page.locator("[data-filter='grade']").select_option(example.findings[0].grade)
    shown = page.locator(".finding:visible").count()
    assert 0 < shown < len(example.findings)
    printed = "".join(_printed(page, tmp_path))
    assert re.search(rf"골라 보기\s+{shown} ?/ ?{len(example.findings)}\s", printed)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_a_large_page_is_printed_whole_and_no_finding_that_fits_a_page_is_split(
    browser: "Browser", tmp_path: Path
) -> None:
    report = opening.large(MOST_AT_ONCE, lines=3)
    first, findings = report.files[0], report.findings
    report = replace(
        report,
        files=(replace(first, fragments=first.fragments[:WITH_CODE]),),
        findings=findings[:WITH_CODE] + tuple(replace(one, matches=()) for one in findings[WITH_CODE:]),
    )
    text = "\f".join(_printed(_opened(browser, report, tmp_path / "report.html").page, tmp_path))
    assert text.count("이렇게 하면 해소됩니다") == MOST_AT_ONCE
    assert all(f"brook_{number}_2 " in text for number in range(WITH_CODE))
    assert not [one.id for one in report.findings[WITH_CODE:] if "\f" in _told(text, one)]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_on_every_page_that_code_goes_on_to_it_says_whose_it_is(browser: "Browser", tmp_path: Path) -> None:
    report = opening.large(1, lines=250)
    pages = _printed(_opened(browser, report, tmp_path / "report.html").page, tmp_path)
    with_code = [page for page in pages if "brook_0_" in page]
    assert len(with_code) > 2
    assert all(re.search(r"제출물\s+model/part0\.py", page) for page in with_code)


def _told(text: str, finding: Finding) -> str:
    """All that is printed of it, from its name to that of its rule."""
    told = re.search(rf"확인 사항 {finding.id}\s.*?{finding.rule}", text, re.DOTALL)
    assert told
    return told[0]


def _printed(page: "Page", folder: Path) -> list[str]:
    """The text of each page of paper."""
    page.pdf(path=folder / "report.pdf", prefer_css_page_size=True)
    command = ["pdftotext", "-layout", str(folder / "report.pdf"), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\f")


@pytest.mark.parametrize(("scheme", "label"), [("light", "한국어"), ("dark", "English")])
def test_axe_finds_nothing_in_a_report(
    browser: "Browser", example: Report, tmp_path: Path, scheme: Scheme, label: str
) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(html.render(example))
    assert _axe(browser, path, scheme, label) == []


@pytest.mark.parametrize("state", ["after a deep link", "after scrolling", "after sifting"])
def test_axe_finds_nothing_where_a_long_page_is_read(browser: "Browser", tmp_path: Path, state: str) -> None:
    """All of 5,000 findings as first opened: benchmarks/accessible.py."""
    path = tmp_path / "report.html"
    path.write_bytes(html.render(opening.large(LONG, accessible.LINES)))
    page = browser.new_context(color_scheme="dark", bypass_csp=True).new_page()
    page.goto(path.as_uri())
    within = accessible.LARGE[state](page, path)
    assert within is None or within
    assert accessible.violations(page, within) == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 1200), ("light", 390)])
def test_axe_finds_nothing_after_sifting_and_writing_a_decision(
    browser: "Browser", example: Report, tmp_path: Path, scheme: Scheme, width: int
) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(html.render(example))
    page = browser.new_context(
        color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 900}
    ).new_page()
    page.goto(path.as_uri())
    page.locator("[data-filter='grade']").select_option(example.findings[0].grade)
    assert 0 < page.locator(".finding:visible").count() < len(example.findings)
    # By keyboard: a click right after the sifting falls between two layouts on a busy machine, and on nothing.
    page.locator(".finding:visible .decide summary").first.focus()
    page.keyboard.press("Enter")
    page.locator(".finding:visible [data-field=ruling]").first.select_option("override")
    page.locator(".finding:visible [data-field=reason]").first.fill("청문에서 확인함")
    assert accessible.violations(page) == []


@pytest.mark.parametrize(("scheme", "label"), [("light", "English"), ("dark", "한국어")])
def test_axe_finds_nothing_in_the_page_of_a_cohort(
    browser: "Browser", example: Report, tmp_path: Path, scheme: Scheme, label: str
) -> None:
    teams = [Scanned("가람 <b>", "01-team", example), Scanned("north", "02-north", example)]
    path = tmp_path / "index.html"
    path.write_bytes(cohort.render(assemble("예선", teams, [Unscanned("lost", "It is gone.")], 10)))
    assert _axe(browser, path, scheme, label) == []


@pytest.mark.parametrize("label", ["한국어", "English"])
def test_on_a_telephone_the_tables_of_a_cohort_move_and_the_page_does_not(
    browser: "Browser", example: Report, tmp_path: Path, label: str
) -> None:
    teams = [Scanned(f"HyperModel {number}", f"0{number}", example) for number in range(3)]
    page = _opened(browser, cohort.render(assemble("예선", teams, [], 10)), tmp_path / "index.html").page
    page.set_viewport_size({"width": 320, "height": 800})
    page.get_by_label(label).check()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    narrowest = "Math.min(...[...document.querySelectorAll('#findings thead th')].map(one => one.clientWidth))"
    assert page.evaluate(narrowest) > 48
    table = page.locator("#findings .wide").first
    table.evaluate("one => one.scrollLeft = 300")
    name = table.locator("tbody th").first.bounding_box()
    assert name
    assert 0 <= name["x"] < 40


@pytest.fixture(scope="module")
def busy(scan_case: Callable[[str], Report]) -> Report:
    """Two real scans of invented code as one report: a history, stretches, notices that came late, many models tied."""
    dated, merged = scan_case("notice-restored-after-the-deadline"), _apart(scan_case("two-functions-merged"))
    files = (*(_with_company(file) for file in dated.files), *merged.files)
    lineage = tuple(replace(one, works=_company(one.works[0], 12)) for one in (*dated.lineage, *merged.lineage))
    return replace(dated, files=files, findings=(*dated.findings, *merged.findings), lineage=lineage)


def _apart(report: Report) -> Report:
    """The report with ids and a folder that no other has."""
    stored = codec.to_json(report).decode()
    stored = re.sub(r'"([FM])-[0-9a-f]{2}', r'"\1-zz', stored)
    return codec.from_json(Report, stored.replace('"north/', '"south/').encode(), "apart")


def _company(work: Work, count: int) -> tuple[Work, ...]:
    named = (replace(work, model=f"{work.model}_{at}", name=f"{work.name} {at}B Instruct") for at in range(1, count))
    return (work, *named)


def _with_company(file: File) -> File:
    return replace(file, fragments=tuple(map(_tied, file.fragments)))


def _tied(fragment: Fragment) -> Fragment:
    """With 60 places that are as like, in a chain of a dozen models."""
    match = fragment.match
    if not match:
        return fragment
    works = _company(match.referenced.work, 60)
    ties = tuple(
        replace(match.referenced, work=work, path=f"{work.model}/deeply/nested/{at}.py")
        for at, work in enumerate(works)
    )
    chain = tuple(Link(child, parent, "modular", ties[0].path, 9) for child, parent in pairwise(works[:12]))
    return replace(fragment, match=replace(match, ties=ties, chain=chain))


@pytest.mark.parametrize(
    ("scheme", "label", "width"),
    [
        ("light", "한국어", 1200),
        ("dark", "English", 1200),
        ("dark", "한국어", 320),
        ("light", "English", 320),
    ],
)
def test_axe_finds_nothing_in_a_report_of_two_scans_and_nothing_runs_off_its_side(
    browser: "Browser", busy: Report, tmp_path: Path, scheme: Scheme, label: str, width: int
) -> None:
    (tmp_path / "report.html").write_bytes(html.render(busy))
    page = browser.new_context(
        color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 900}
    ).new_page()
    page.goto((tmp_path / "report.html").as_uri())
    page.get_by_label(label).check()
    page.evaluate(f"{OPENED}; {LAID_OUT}")
    for part in ("figure.timeline", "table.ties", "figure svg"):
        assert page.locator(part).count(), part
    assert "함수의 일부" in page.content()
    assert accessible.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for cell in ("table.lineage tbody th", "table.ties tbody td:last-child"):
        assert page.locator(cell).first.evaluate("one => one.clientWidth") > 200, cell
    beyond = "one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1"
    within = "[...document.querySelectorAll('main p, main li, main h2, main h3, main dd, main summary')]"
    assert (
        page.evaluate(f"{within}.filter(one => !one.closest('.wide, pre, .left, .right')).filter({beyond}).length") == 0
    )


def test_a_report_of_two_scans_is_used_by_the_keyboard_and_printed_with_all_its_parts(
    browser: "Browser", busy: Report, tmp_path: Path
) -> None:
    page = _opened(browser, busy, tmp_path / "report.html").page
    more = page.locator(".match details:has(table.ties) > summary").first
    more.focus()
    page.keyboard.press("Enter")
    assert page.locator("table.ties", has_text="59B Instruct").first.is_visible()
    page.locator(".wide[tabindex='0']").first.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    if shutil.which("pdftotext"):
        text = "\f".join(_printed(page, tmp_path))
        assert {one.id for one in busy.findings} <= set(re.findall(r"F-\w+", text))
        for words in ("함수의 일부", "이력", "저장소 지도", "2026-01-15"):
            assert words in text, words


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_places_beyond_the_first_stay_off_paper_and_it_says_how_many_and_where(
    browser: "Browser", busy: Report, tmp_path: Path
) -> None:
    page = _opened(browser, busy, tmp_path / "report.html").page
    assert not page.locator(".on-paper:visible").count()
    text = "".join(_printed(page, tmp_path))
    closed = re.search(r"개 더 보기\s+인쇄본에는 없음. 화면의 다음 일치에서 볼 수 있음:\s+M-\w+\s+52\s", text)
    assert closed, text
    page.evaluate(OPENED)
    assert "".join(_printed(page, tmp_path)).count("Instruct") - text.count("Instruct") > 52


def test_axe_finds_what_is_wrong(browser: "Browser", example: Report, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(html.render(example).replace(b"</main>", b"<img src='data:,'></main>"))
    assert any("image-alt" in one for one in _axe(browser, path, "light", "English"))


def _axe(browser: "Browser", path: Path, scheme: Scheme, label: str) -> list[str]:
    """The violations of WCAG 2.0 to 2.2, A and AA, by rule and place, with all parts of the page open."""
    page = browser.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": 1200, "height": 900}).new_page()
    page.goto(path.as_uri())
    page.get_by_label(label).check()
    page.evaluate(OPENED)
    return accessible.violations(page)
