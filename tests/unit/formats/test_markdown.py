# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The Markdown summary: foreign text stays text, the length stays below the limit, what is left out is counted."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from gyebo.formats import markdown
from gyebo.report import (
    Decision,
    Grade,
    Partner,
    Report,
    Ruling,
    Skipped,
    SkipReason,
    Suppression,
    SuppressionKind,
    SuppressionState,
    Text,
    same,
)
from gyebo.tongue import words

PAYLOADS = [
    "<img src=x onerror=alert(1)><!-- <details>",
    "[click](https://evil.example) ![x](https://evil.example/x.png) <https://evil.example>",
    "https://evil.example www.evil.example mailto:a@evil.example",
    "@everyone team#1 GH-1 \\@x",
    "`` ` ``` | a | b | \\` \\|",
    "|\n|---|\n\n# heading\n- list\n> quote\n```\ncode\n***bold*** ~~gone~~ $x$ [^1]",
    "\r\n::error::x\r::stop-commands::y",
    "{{7*7}} %(n)s &lt; &#64; \u202e\u2028",
]
CODE = {"code_inline", "text"}


def _parsed(report: Report) -> list[Token]:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return [
        inner for token in reader.parse(markdown.render(report).decode()) for inner in (token, *(token.children or []))
    ]


def _shape(report: Report) -> list[tuple[str, str]]:
    """Kinds and tags; neighbouring pieces of text count as one."""
    kinds = [(token.type, token.tag) for token in _parsed(report) if token.type not in {"inline", "text_special"}]
    return [
        kind for before, kind in zip([("", ""), *kinds], kinds, strict=False) if kind != before or kind[0] != "text"
    ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_foreign_text_forms_nothing(payload: str, hostile: Callable[[str], Report]) -> None:
    assert _shape(hostile(payload)) == _shape(hostile("word"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_outside_code_spans_no_sign_of_markdown_or_of_an_address_is_left(
    payload: str, hostile: Callable[[str], Report]
) -> None:
    rendered = markdown.render(hostile(payload)).decode()
    prose = re.sub(r"(?s)(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", rendered)
    assert not re.search(r"[<@~$\\]|https?:/|www\.|\]\(", prose)
    assert not re.search(r"#\w", re.sub(r"&#\d+;", "", prose))


@pytest.mark.parametrize("name", ["`", "``", " `a", "a` ", "", "a`b``c", "|", "\\"])
def test_a_name_is_shown_as_it_is(name: str) -> None:
    inline = MarkdownIt("commonmark").parse(f"x {markdown.code(name)} y")[1].children or []
    assert [token.type for token in inline] == ["text", "code_inline", "text"]
    assert inline[1].content.strip() == name.strip()


def test_both_languages_are_there_and_each_finding_in_both(example: Report) -> None:
    korean, english = markdown.render(example).decode().split("\n---\n")
    for finding in example.findings:
        assert finding.id in korean
        assert finding.id in english
    assert "확인 사항" in korean
    assert "Findings" in english


def test_an_incomplete_scan_says_so_first_and_one_of_nothing_too(example: Report) -> None:
    assert "This scan is incomplete." in markdown.render(example).decode()
    whole = replace(example, coverage=replace(example.coverage, incomplete=0))
    assert "This scan is incomplete." not in markdown.render(whole).decode()
    assert (
        "No file was analysed." in markdown.render(replace(whole, coverage=replace(whole.coverage, files=0))).decode()
    )


def _asked(example: Report, number: int, state: SuppressionState, findings: tuple[str, ...] = ()) -> Report:
    asked = Suppression(SuppressionKind.INLINE, state, "dropped-notice", "a.py", 1, "our <own>", findings=findings)
    return replace(example, suppressions=(asked,) * number)


def test_a_finding_that_the_team_leaves_out_does_not_count_but_is_named_with_the_reason(example: Report) -> None:
    example = replace(example, decisions=())
    concern = next(one for one in example.findings if one.grade is Grade.CONCERN)
    before = markdown.render(example).decode()
    applied = markdown.render(_asked(example, 1, SuppressionState.APPLIED, (concern.id,))).decode()
    told = f"`a.py` `dropped-notice`: left out of the count `{concern.id}` (The team's reason: our &#60;own&#62;)"
    assert told in applied
    assert before.count(f"`{concern.id}`") == applied.count(f"`{concern.id}`")
    assert before.count(f", `{concern.id}`)") == 2
    assert f", `{concern.id}`)" not in applied
    ignored = markdown.render(_asked(example, 1, SuppressionState.NOT_APPLIED, (concern.id,))).decode()
    assert f", `{concern.id}`)" in ignored


@pytest.mark.parametrize("state", SuppressionState)
def test_what_became_of_each_suppression_is_told_in_both_languages_and_what_is_cut_is_counted(
    example: Report, state: SuppressionState
) -> None:
    korean, english = markdown.render(_asked(example, markdown.LISTED + 3, state)).decode().split("\n---\n")
    assert korean.count("`a.py` `dropped-notice`: ") == english.count("`a.py` `dropped-notice`: ") == markdown.LISTED
    assert "3 more" in english
    assert words("vocabulary.html.j2", "en")["SUPPRESSIONS"][state] in english
    assert words("vocabulary.html.j2", "ko")["SUPPRESSIONS"][state] in korean


def _with_decisions(report: Report, reason: str = "seen") -> Report:
    ids = [one.id for one in report.findings]
    given = (Decision(one, Ruling.OVERRIDE, Grade.REMARK, f"{reason} {one}", "committee", "2026-02-01") for one in ids)
    return replace(report, decisions=tuple(given))


def test_every_decision_of_the_evaluators_is_shown_also_on_remarks_and_on_what_does_not_count(example: Report) -> None:
    remark = next(one for one in example.findings if one.grade is Grade.REMARK)
    for report in (example, _asked(example, 1, SuppressionState.APPLIED, (remark.id,))):
        korean, english = markdown.render(_with_decisions(report)).decode().split("\n---\n")
        for one in example.findings:
            assert english.count(f"(committee, 2026-02-01) seen {one.id}") == 1
            assert korean.count(f"(committee, 2026-02-01) seen {one.id}") == 1
        overridden = words("vocabulary.html.j2", "en")["RULINGS"][Ruling.OVERRIDE]
        assert english.count(f"Decision of the evaluators: **{overridden}: ") == len(example.findings)
    assert "Decision of the evaluators" not in markdown.render(replace(example, decisions=())).decode()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_reason_of_a_decision_forms_nothing(payload: str, example: Report) -> None:
    assert _shape(_with_decisions(example, payload)) == _shape(_with_decisions(example))


def test_decisions_on_findings_that_are_cut_for_length_are_counted(example: Report) -> None:
    findings = tuple(replace(example.findings[0], id=f"F-{n}") for n in range(5_000))
    rendered = markdown.render(_with_decisions(replace(example, findings=findings), "x" * 300))
    assert len(rendered) <= markdown.LIMIT
    english = rendered.decode().split("\n---\n")[1]
    more = re.search(r"- ([\d,]+) more\n", english.split("Decision of the evaluators")[-1])
    assert more
    assert english.count("Decision of the evaluators") + int(more[1].replace(",", "")) == len(findings)


def test_read_alone_it_says_of_what_it_speaks_and_names_no_origin_where_nothing_is_exclusive(example: Report) -> None:
    nearest = replace(example.lineage[0], exclusive_tokens=0, exclusive_share=0.0, tokens=1)
    sent = replace(
        example.submission,
        commit="abc123def4567890",
        dated="2026-01-14T00:00:00Z",
        deadline="2025-12-31",
        organisation="narae",
        organisation_name=Text("Narae", "나래"),
        partners=(Partner("garam", Text("Garam", "가람")), Partner("maru")),
    )
    yardstick = replace(example.yardstick, for_evaluators=True)
    report = replace(example, lineage=(nearest,), submission=sent, yardstick=yardstick)
    korean, english = markdown.render(report).decode().split("\n---\n")
    for told in (korean, english):
        assert all(one in told for one in ("`abc123def456`", "2026-01-14", "2025-12-31"))
    assert "기관: 나래, 가람, `maru`\n" in korean
    assert "organisation: Narae, Garam, `maru`\n" in english
    assert "an evaluator's; the team's own settings and exceptions do not count" in english
    assert "Nearest only: nothing of it is exclusive" in english
    assert "Found elsewhere, and in no row above" in english
    whole = markdown.render(replace(report, lineage=(replace(nearest, exclusive_tokens=1),))).decode()
    assert "Nearest only" not in whole


def test_no_list_is_announced_that_does_not_follow(example: Report) -> None:
    """The whole list of what was not analysed stands in the other formats alone."""
    said = markdown.render(example).decode().rsplit("\n---\n", 1)[0].split("분석하지 않음")[-1]
    assert "말하지 않습니다" in said
    assert "아래" not in said


def test_a_long_report_stays_below_the_limit_and_counts_what_is_left_out(example: Report) -> None:
    concern, remark = (replace(example.findings[0], grade=grade) for grade in (Grade.CONCERN, Grade.REMARK))
    findings = (*(replace(remark, id=f"F-{n}") for n in range(5_000)), replace(concern, id="F-first"))
    rendered = markdown.render(replace(example, findings=findings))
    assert len(rendered) <= markdown.LIMIT
    left_out = re.search(r"([\d,]+) findings are left out", rendered.decode())
    assert left_out
    assert int(left_out[1].replace(",", "")) == 5_001 - rendered.decode().count("`F-") // 2
    assert b"`F-first`" in rendered


def test_the_longest_texts_stay_below_the_limit_too(hostile: Callable[[str], Report]) -> None:
    report = hostile("<`\U0001f4a3" * 200)
    skipped = tuple(Skipped("`" * 9_000, SkipReason.TIMEOUT, same("x")) for _ in range(3_000))
    worst = replace(report, skipped=skipped, findings=report.findings * 50, lineage=report.lineage * 20)
    assert len(markdown.render(worst)) <= markdown.LIMIT


@pytest.mark.parametrize(("organisation", "domestic", "is_told"), [("", 5, True), ("kakao", 5, False), ("", 0, False)])
def test_what_was_not_asked_without_the_teams_organisation_is_told(
    organisation: str,
    domestic: int,
    is_told: bool,  # noqa: FBT001 - what is expected
    hostile: Callable[[str], Report],
) -> None:
    report = hostile("word")
    report = replace(
        report,
        submission=replace(report.submission, organisation=organisation),
        coverage=replace(report.coverage, domestic_tokens=domestic),
    )
    told = markdown.render(report).decode()
    assert ("This scan was not told whose the submission is" in told) is is_told
    assert ("누구의 제출물인지" in told) is is_told
