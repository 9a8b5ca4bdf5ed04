# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The HTML report: complete, in both languages, safe, and the same bytes for the same report."""

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from gyebo.formats import html
from gyebo.report import (
    Axis,
    Coverage,
    Excerpt,
    Fragment,
    Grade,
    NoticeState,
    Obligation,
    ObligationKind,
    ObligationState,
    Partner,
    Report,
    Skipped,
    SkipReason,
    Taken,
    Text,
    same,
)

VOID = {"br", "circle", "col", "input", "link", "meta", "path", "rect", "wbr"}
PAYLOADS = [
    "<img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<!--",
    "{{7*7}}{% raw %}",
    "%(n)s %s %",
    "\u202e\u2028\u2029\x00\x1b\ufffe",
]
LAW = re.compile(
    r"plagiari|stol[e]n|theft|violat|infring|guilt|illegal|offen[cs]e|breach|표절|도용|위반|침해|불법|무단|유죄|위법|혐의",
    re.IGNORECASE,
)


class Outline(HTMLParser):
    """Elements, ids, links and headings; it refuses elements that do not close in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.elements if "id" in attributes]

    def targets(self) -> set[str]:
        return {(a["href"] or "").removeprefix("#") for tag, a in self.elements if tag == "a"}


def page(report: Report) -> str:
    return html.render(report).decode()


def test_the_same_report_gives_the_same_bytes(example: Report) -> None:
    assert html.render(example) == html.render(example)


def test_a_next_candidate_that_resembles_more_is_not_told_as_so_many_points_behind(example: Report) -> None:
    def turned(fragment: Fragment) -> Fragment:
        return replace(fragment, match=fragment.match and replace(fragment.match, resemblance=0.5, runner_up=0.75))

    files = tuple(replace(file, fragments=tuple(map(turned, file.fragments))) for file in example.files)
    told = page(replace(example, files=files))
    assert "-25.0" not in told
    assert re.search(r"the next resembles it by 75.{0,3}%, more than this one", told)
    assert re.search(r"다음 후보는 유사도가 (<[^>]+>)?75.{0,3}%로(</span>)? 더 높지만", told)


def test_every_link_leads_to_a_place_on_the_page_and_no_place_stands_twice(example: Report) -> None:
    outline = Outline(page(example))
    assert len(set(outline.ids())) == len(outline.ids())
    assert outline.targets() <= set(outline.ids())


def test_each_finding_and_each_match_has_its_deep_link(example: Report) -> None:
    ids = set(Outline(page(example)).ids())
    assert {f"F-{finding.id}" for finding in example.findings} <= ids
    matches = [fragment.match for file in example.files for fragment in file.fragments if fragment.match]
    assert {f"M-{match.id}" for match in matches} <= ids


def test_headings_descend_one_level_at_a_time(example: Report) -> None:
    levels = [int(tag[1]) for tag, _ in Outline(page(example)).elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_each_header_cell_says_whether_it_heads_a_row_or_a_column(example: Report) -> None:
    assert all(attributes.get("scope") for tag, attributes in Outline(page(example)).elements if tag == "th")


def test_each_sentence_stands_in_both_languages(example: Report) -> None:
    tongues = [a["lang"] for tag, a in Outline(page(example)).elements if tag in {"span", "tspan"} and "lang" in a]
    sentences = [tongue for tongue in tongues if tongue in {"ko", "en"}]
    assert sentences == ["ko", "en"] * (len(sentences) // 2)


def test_the_page_allows_its_own_style_and_script_by_hash_and_nothing_else(example: Report) -> None:
    rendered = page(example)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', rendered)
    assert policy
    for tag in ("style", "script"):
        inline = re.findall(f"<{tag}>(.*?)</{tag}>", rendered, re.DOTALL)
        assert len(inline) == 1
        digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;;")
    assert "unsafe" not in policy[1]


def test_the_page_asks_nothing_of_the_network(example: Report) -> None:
    for tag, attributes in Outline(page(example)).elements:
        assert not {"src", "srcset", "action", "style", "data", "poster", "background"} & set(attributes), tag
        assert (attributes.get("href") or "#").startswith("#")
        assert not [name for name in attributes if name.startswith("on")]


def test_no_rule_of_the_style_looks_through_the_whole_page(example: Report) -> None:
    """Searching and printing ask :has() of each hidden sentence; of an element that holds much, that takes minutes."""
    rendered = page(example)
    asked = {re.split(r"[\s(:]", before.strip())[-1] for before in re.findall(r"([^\n]*?)(?::not\()?:has\(", rendered)}
    assert asked == {".language"}
    small = re.search(r'<fieldset class="language">.*?</fieldset>', rendered, re.DOTALL)
    assert small
    assert small[0].count("<") < 40


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_adds_no_element_and_no_attribute(hostile: Callable[[str], Report], payload: str) -> None:
    def shape(report: Report) -> list[tuple[str, list[str]]]:
        """All but the bare places at which a path may break: of a text with more slashes there are more."""
        told = [(tag, sorted(attributes)) for tag, attributes in Outline(page(report)).elements]
        return [one for one in told if one != ("wbr", [])]

    assert shape(hostile(payload)) == shape(hostile("ordinary text"))


def test_hostile_text_is_not_filled_in_as_a_template(hostile: Callable[[str], Report]) -> None:
    rendered = page(hostile("{{7*7}}"))
    assert "{{7*7}}" in rendered
    assert "49" not in re.findall(r"narae-lab(\S*?)</code>", rendered)


def test_nothing_hidden_reaches_the_page(hostile: Callable[[str], Report]) -> None:
    rendered = page(hostile("\u202e\u2066\u200b\u2028\x1b\x00\ufffe"))
    assert not set(rendered) & set("\u202e\u2066\u200b\u2028\x1b\x00\ufffe")
    assert "\\u{202E}\\u{2066}" in rendered


def test_the_page_uses_no_word_of_law_or_guilt(example: Report) -> None:
    assert not LAW.findall(page(example))


def test_an_incomplete_scan_says_so_on_the_first_page(example: Report) -> None:
    complete = replace(example, coverage=replace(example.coverage, incomplete=0))
    assert 'class="incomplete"' in page(example)
    assert 'class="incomplete"' not in page(complete)


def test_every_reason_for_not_analysing_has_words(example: Report) -> None:
    skipped = tuple(Skipped(f"{reason}/{n}.py", reason, same("")) for reason in SkipReason for n in range(25))
    rendered = page(replace(example, skipped=skipped))
    assert all(f"{s.path}</code>" in rendered for s in skipped)


def test_details_and_notes_are_shown_in_both_languages(example: Report) -> None:
    text = Text("It is <so>.", "그러합니다.")
    files = tuple(replace(file, notes=(text,)) for file in example.files)
    rendered = page(replace(example, files=files, skipped=(Skipped("a.md", SkipReason.UNKNOWN_LANGUAGE, text),)))
    shown = '<span lang="ko">그러합니다.</span><span lang="en">It is &lt;so&gt;.</span>'
    assert rendered.count(shown) == len(files) + 1


def test_what_leaves_the_scan_incomplete_comes_first_and_is_marked(example: Report) -> None:
    skipped = (Skipped("a.md", SkipReason.UNKNOWN_LANGUAGE, same("")), Skipped("b.py", SkipReason.SYNTAX, same("")))
    section = page(replace(example, skipped=skipped)).split('id="not-analysed"')[1].split("</section>")[0]
    headings = section.split("<h3>")[1:]
    assert ["leaves the scan incomplete" in heading for heading in headings] == [True, False]
    assert "b.py" in headings[0]


def test_an_identifier_of_any_kind_makes_a_link_that_holds(hostile: Callable[[str], Report]) -> None:
    outline = Outline(page(hostile(" <&\"'#%\n")))
    assert all(re.fullmatch(r"[A-Za-z][\w-]*", name, re.ASCII) for name in outline.ids())
    assert outline.targets() <= set(outline.ids())


def test_every_state_of_a_notice_has_words(example: Report) -> None:
    file = example.files[1]
    match = file.fragments[1].match
    assert match
    states = tuple(replace(match.notices[0], state=state) for state in NoticeState)
    fragment = replace(file.fragments[1], match=replace(match, notices=states))
    assert page(replace(example, files=(replace(file, fragments=(fragment,)),)))


def test_a_source_text_that_is_not_at_hand_is_named_by_place_and_digest(example: Report) -> None:
    gate = example.files[1].fragments[2]
    assert gate.match
    assert gate.match.referenced_text is None
    rendered = page(example).replace("<wbr>", "")
    article = rendered[rendered.index(f'id="M-{gate.match.id}"') :].split("</article>")[0]
    assert gate.match.referenced.path in article
    assert gate.digest in article


def test_a_long_excerpt_is_folded_unless_a_finding_rests_on_it_first(example: Report) -> None:
    file = example.files[1]
    match = file.fragments[1].match
    assert match
    lines = tuple(f"line_{n}" for n in range(60))
    fragment = replace(file.fragments[1], match=replace(match, regions=(), submitted_text=Excerpt(1, lines)))
    report = replace(example, files=(replace(file, fragments=(fragment,)),))
    assert '<details class="sources" open>' in page(report)
    assert '<details class="sources">' in page(replace(report, findings=()))
    assert '<details class="sources">' not in page(example)


def test_every_partner_of_a_consortium_is_named(example: Report) -> None:
    partners = (Partner("garam", Text("Garam", "가람")), Partner("maru"))
    sent = replace(example.submission, organisation="narae", organisation_name=Text("Narae", "나래"), partners=partners)
    told = page(replace(example, submission=sent))
    row = told[told.index("s organisation</span>") :].partition("</dd>")[0]
    assert re.findall("나래|Narae|가람|Garam|maru", row) == ["나래", "Narae", "가람", "Garam", "maru"]


def test_an_empty_report_renders(example: Report) -> None:
    empty = Report(
        example.format,
        replace(example.submission, commit="", dated="", organisation=""),
        replace(example.yardstick, sources=()),
        Coverage(0, 0, 0, 0, 0, 0, 0, 0, 0),
        (),
        (),
        (),
        (),
        (),
    )
    assert "No file was analysed." in page(empty)


def test_a_finding_without_its_rule_or_match_still_renders(example: Report) -> None:
    assert example.findings[0].id in page(replace(example, rules=(), files=()))


def test_a_match_stands_once_with_the_most_serious_finding_that_rests_on_it(example: Report) -> None:
    rendered = page(example)
    by_match: dict[str, list[str]] = {}
    for finding in sorted(example.findings, key=lambda one: list(Grade).index(one.grade), reverse=True):
        for match in finding.matches:
            by_match.setdefault(match, []).append(finding.id)
    assert any(len(resting) > 1 for resting in by_match.values())
    for match, (serious, *others) in by_match.items():
        assert rendered.count(f'id="M-{match}"') == 1
        assert f'id="M-{match}"' in _finding(rendered, serious)
        for other in others:
            assert f'href="#M-{match}"' in _finding(rendered, other)


def _finding(rendered: str, finding: str) -> str:
    """From a finding's beginning to that of the next finding or section."""
    return re.split(r'<article class="finding|<section', rendered[rendered.index(f'id="F-{finding}"') :])[0]


SIGNS = {
    "own": {"own"},
    "exclusive": {"exclusive"},
    "shared": {"shared"},
    "heritage": {"common", "heritage", "common-heritage"},
    "declared": {"declared"},
    "undeclared": {"undeclared"},
    "base": {"base"},
    "unread": {"unread"},
}
"""What a sign means, and the classes under which bar, family tree, map and matches draw it."""


def test_a_sign_means_the_same_in_every_picture_and_no_two_look_alike(example: Report) -> None:
    fills: dict[str, str] = {}
    for selectors, fill in re.findall(r"^((?:\.[\w-]+,?\s)+)\{\s*fill: ([^;]+);", page(example), re.MULTILINE):
        fills |= dict.fromkeys(re.findall(r"\.([\w-]+)", selectors), fill)
    drawn = {meaning: {fills[name] for name in names} for meaning, names in SIGNS.items()}
    assert all(len(looks) == 1 for looks in drawn.values())
    assert len({look for looks in drawn.values() for look in looks}) == len(SIGNS)


def test_the_sources_of_each_match_are_a_named_group_and_no_landmark(example: Report) -> None:
    """Thousands of landmarks of one name would lead nobody anywhere."""
    outline = Outline(page(example))
    sources = [(tag, a) for tag, a in outline.elements if (a.get("class") or "").split()[:1] == ["code"]]
    matches = [fragment.match for file in example.files for fragment in file.fragments if fragment.match]
    assert len(sources) == len(matches)
    assert all((tag, a["role"], a["tabindex"]) == ("div", "group", "0") for tag, a in sources)
    assert {a["aria-labelledby"] for _, a in sources} <= set(outline.ids())


def test_dates_are_not_broken_at_their_hyphens_and_what_looks_like_one_stays(example: Report) -> None:
    told = replace(example.findings[0].supporting[0], text=Text("2025-01-02에 <b>", "on 2025-01-02, <b> v-2025-01-02"))
    first = replace(example.findings[0], supporting=(told,))
    rendered = page(replace(example, findings=(first, *example.findings[1:])))
    assert '<span class="date">2025-01-02</span>에 &lt;b&gt;' in rendered
    assert 'on <span class="date">2025-01-02</span>, &lt;b&gt; v-2025-01-02' in rendered


def test_a_share_is_not_broken_before_its_particle(example: Report) -> None:
    page = html.render(example).decode()
    assert re.search(r'<span class="date">[0-9.]+%[가-힣]+</span>', page)
    assert not re.search(r'(?<!class="date">)(?<![0-9.,])[0-9.,]+%[가-힣]', page[page.index("<main>") :])


def test_a_row_of_the_lineage_leads_to_the_matches_of_its_files(example: Report) -> None:
    page = html.render(example).decode()
    table = page[page.index('<table class="lineage">') :]
    told = table[: table.index("</table>")]
    for path in (path for origin in example.lineage for path in origin.files):
        matched = any(one.match for file in example.files if file.path == path for one in file.fragments)
        assert (f'id="{_anchor_of(path)}"' in page) is (f'href="#{_anchor_of(path)}"' in told) is matched


def _anchor_of(path: str) -> str:
    return f"file-{hashlib.sha256(path.encode()).hexdigest()[:12]}"


def test_sentences_of_a_match_stand_apart(example: Report) -> None:
    """Two spans without a blank between them are one word to the reader."""
    rendered = html.render(example).decode()
    told = rendered[rendered.index('<article class="match"') :]
    assert not re.search(r'[.]</span><span lang="ko">', told[: told.index('<dl class="measures">')])


def test_where_more_models_are_counted_than_listed_it_says_why(example: Report) -> None:
    said = "The other models counted above have code that is like it to a lesser degree."
    match = next(one.match for file in example.files for one in file.fragments if one.match)
    tie = match.ties[0]
    two = (tie, replace(tie, work=replace(tie.work, model="other")))
    for models, count in ((3, 1), (2, 0)):
        told = replace(match, ties=two, models=models)
        files = tuple(
            replace(
                file,
                fragments=tuple(replace(one, match=told if one.match == match else None) for one in file.fragments),
            )
            for file in example.files
        )
        assert html.render(replace(example, files=files)).decode().count(said) == count


def test_a_page_without_an_analysed_file_never_looks_clean(example: Report) -> None:
    skipped = (Skipped("a.py", SkipReason.BINARY, Text("", "")),)
    coverage = Coverage(0, 1, 1, 0, 0, 0, 0, 0, 0)
    rendered = page(replace(example, files=(), findings=(), lineage=(), skipped=skipped, coverage=coverage))
    before = rendered[: rendered.index('id="criteria"')]
    assert before.count("No file was analysed.") == 1 + len(Axis)
    assert "Nothing to look at on this axis." not in rendered
    assert "were not found there" not in rendered


def test_what_a_licence_asks_stands_with_the_first_finding_and_under_licences_and_the_others_lead_there(
    example: Report,
) -> None:
    asks = Obligation(ObligationKind.KEEP_NOTICE, same("Keep the tide tables."), "4(c)", ObligationState.NOT_SEEN, ())
    resting = [one for one in example.findings if one.matches and one.grade is not Grade.MET]
    held = tuple({match for one in resting for match in one.matches})
    taken = Taken("Apache-2.0", "brook_lab", same("Brook Lab"), "NO", ("a.py",), held, (asks,))
    licensing = replace(example.licensing, taken=(taken,))
    page = html.render(replace(example, licensing=licensing)).decode()
    assert len(resting) > 1
    assert page.count("Keep the tide tables.") == 2 * 2
    assert page.count('href="#L-brook-lab-Apache-2-0"') == len(resting) - 1
    assert "L-brook-lab-Apache-2-0" in Outline(page).ids()


def test_of_a_licence_asked_about_by_no_open_finding_nothing_is_said_with_the_findings(example: Report) -> None:
    met = tuple(one for one in example.findings if one.grade is Grade.MET)
    asks = Obligation(
        ObligationKind.KEEP_NOTICE, same("Keep the tide tables."), "4(c)", ObligationState.NOT_CHECKABLE, ()
    )
    held = tuple(match for one in met for match in one.matches)
    taken = Taken("Apache-2.0", "brook_lab", same("Brook Lab"), "NO", ("a.py",), held, (asks,))
    licensing = replace(example.licensing, taken=(taken,))
    page = html.render(replace(example, findings=met, licensing=licensing)).decode()
    assert page.count("Keep the tide tables.") == 2


def test_a_question_that_is_met_asks_nothing_of_the_team(example: Report) -> None:
    rendered = html.render(example).decode()
    (met,) = [one for one in example.findings if one.grade is Grade.MET]
    (other,) = [one for one in example.findings if one.rule == "core-reuse"]
    assert "What would answer it:" not in _finding(rendered, met.id)
    assert "the team may know of some" not in _finding(rendered, met.id)
    assert "What would answer it:" in _finding(rendered, other.id)


def test_a_whole_file_beside_another_is_told_by_its_path(example: Report) -> None:
    """A module has no name of its own on either side."""

    def whole(one: Fragment) -> Fragment:
        match = one.match and replace(one.match, referenced=replace(one.match.referenced, name=""))
        return replace(one, name="", match=match)

    files = tuple(replace(file, fragments=tuple(map(whole, file.fragments))) for file in example.files)
    rendered = html.render(replace(example, files=files)).decode()
    assert "⇄" in rendered
    assert not re.search(r'⇄ <code translate="no"></code>', rendered)
    assert not re.search(r'<code translate="no"></code> ?⇄', rendered)


def test_that_nobody_could_ask_about_notices_is_told_on_the_first_page(example: Report) -> None:
    assert example.unexamined
    asked = replace(example, files=tuple(replace(file, fragments=()) for file in example.files))
    told = "it could not be asked whether the origin's copyright line"
    for report, is_told in ((example, True), (replace(asked, findings=(), lineage=()), False)):
        first = page(report).partition('id="lineage"')[0]
        assert (told in first.replace("&#39;", "'")) is is_told
