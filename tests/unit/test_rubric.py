# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A rubric is data: it grades by steps, is refused by key where it says something else, and adds no axes up."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gyebo import codec, resources, rulebook
from gyebo.errors import RuleError
from gyebo.report import Axis, Criterion, File, Grade, HolderState, NoticeState, Report, Ungraded
from gyebo.rubric import Needs, graded, load
from gyebo.stages.assess import UNDATED

OWN = """
[title]
en = "t"
ko = "t"
[[criteria]]
id = "share"
axis = "technical"
measure = "exclusive-share"
title = { en = "t", ko = "t" }
question = { en = "q", ko = "q" }
basis = { en = "b", ko = "b" }
steps = [
    { at_least = 0.0, grade = "met", points = 4, text = { en = "a", ko = "a" } },
    { at_least = 0.25, grade = "flaw", points = 1.5, text = { en = "b", ko = "b" } },
]
"""
RULES = {"missing-reference"}


@pytest.fixture
def example() -> Report:
    return codec.from_json(Report, (resources.folder("reports") / "example.json").read_bytes(), "example.json")


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "rubric.toml"


def _only(report: Report, path: Path) -> Criterion:
    (criterion,) = graded(report, load(path, RULES))
    return criterion


@pytest.mark.parametrize(
    ("tokens", "grade", "points"), [(0, "met", 4), (249, "met", 4), (250, "flaw", 1.5), (1000, "flaw", 1.5)]
)
def test_a_step_holds_from_its_value_on(example: Report, written: Path, tokens: int, grade: str, points: float) -> None:
    written.write_text(OWN, encoding="utf-8")
    covered = replace(example.coverage, tokens=1000, exclusive_tokens=tokens)
    reached = _only(replace(example, coverage=covered), written)
    assert (reached.grade, reached.points, reached.most, reached.value) == (Grade(grade), points, 4, tokens / 1000)


def test_findings_are_counted_by_the_named_rules_and_named(example: Report, written: Path) -> None:
    text = OWN.replace('"exclusive-share"', '"findings"\nrules = ["missing-reference"]')
    written.write_text(text.replace("0.25", "2"), encoding="utf-8")
    two = [replace(one, rule="missing-reference") for one in example.findings[:2]]
    reached = _only(replace(example, findings=(*two, *example.findings[2:])), written)
    assert (reached.value, reached.is_share, reached.grade) == (2, False, Grade.FLAW)
    assert reached.findings == tuple(one.id for one in two)


def _about(report: Report, *grades: Grade) -> Report:
    """The report with findings of one rule, of these grades, and no others."""
    one = replace(report.findings[0], rule="missing-reference")
    return replace(report, findings=tuple(replace(one, id=f"F-{at}", grade=grade) for at, grade in enumerate(grades)))


def test_one_grave_finding_reaches_a_step_that_else_takes_several(example: Report, written: Path) -> None:
    text = OWN.replace('"exclusive-share"', '"findings"\nrules = ["missing-reference"]')
    written.write_text(text.replace("at_least = 0.25", 'at_least = 3, or_graded = "flaw"'), encoding="utf-8")
    for grades, points in (((), 4), ((Grade.REMARK,) * 2, 4), ((Grade.REMARK,) * 3, 1.5), ((Grade.CONCERN,), 1.5)):
        assert _only(_about(example, *grades), written).points == points
    praised = _only(_about(example, *(Grade.MET,) * 5), written)
    assert (praised.value, praised.points) == (0, 4)


@pytest.mark.parametrize("measure", ['"exclusive-share"', '"findings"\nrules = ["missing-reference"]'])
def test_where_no_code_was_analysed_nothing_is_earned_and_nothing_missed(
    example: Report, written: Path, measure: str
) -> None:
    written.write_text(OWN.replace('"exclusive-share"', measure), encoding="utf-8")
    nothing = replace(_about(example), coverage=replace(example.coverage, files=0, tokens=0, exclusive_tokens=0))
    reached = _only(nothing, written)
    assert (reached.ungraded, reached.value, reached.grade) == (Ungraded.NO_CODE, None, None)
    assert (reached.points, reached.most) == (0, 0)


def test_without_a_declaration_there_is_nothing_to_agree_with(example: Report, written: Path) -> None:
    text = OWN.replace('"exclusive-share"', '"findings"\nrules = ["missing-reference"]\nneeds = "declaration"')
    written.write_text(text, encoding="utf-8")
    undeclared = replace(example, declarations=())
    assert _only(_about(undeclared), written).ungraded is Ungraded.NO_DECLARATION
    assert _only(_about(undeclared, Grade.REMARK), written).grade is Grade.FLAW
    assert example.declarations
    assert _only(_about(example), written).grade is Grade.MET


def test_a_share_is_rounded_once_so_that_every_page_says_the_same(example: Report, written: Path) -> None:
    written.write_text(OWN, encoding="utf-8")
    counted = replace(example.coverage, tokens=7583, base_tokens=0, exclusive_tokens=3765)
    value = _only(replace(example, coverage=counted), written).value
    assert value is not None
    assert f"{value:.1%}" == f"{3765 / 7583:.1%}" == "49.7%"


def test_what_could_not_be_asked_earns_nothing(example: Report, written: Path) -> None:
    """Without a date nothing comes from elsewhere, without the corpus's texts no notice is lost: that is not clean."""
    text = OWN.replace('"exclusive-share"', '"findings"\nrules = ["missing-reference"]\nneeds = ["date", "notices"]')
    written.write_text(text, encoding="utf-8")
    assert _only(_about(example), written).grade is Grade.MET
    undated = replace(_about(example), submission=replace(example.submission, dated=""))
    blind = replace(_about(example), files=tuple(_without_notices(one) for one in example.files))
    assert blind.unexamined
    for report, reason in ((undated, Ungraded.NO_DATE), (blind, Ungraded.NO_NOTICES)):
        reached = _only(report, written)
        assert (reached.ungraded, reached.grade, reached.points, reached.most) == (reason, None, 0, 0)


def test_every_criterion_of_the_house_says_what_its_rules_need() -> None:
    for asked in rulebook.load(resources.folder("rules")).rubric.criteria:
        needs = (asked.needs,) if isinstance(asked.needs, Needs) else asked.needs
        assert (Needs.DATE in needs) == bool(set(asked.rules) - UNDATED)
        assert (Needs.NOTICES in needs) == bool({"dropped-notice", "substituted-notice"} & set(asked.rules))


def _without_notices(file: File) -> File:
    unknown = (HolderState("", NoticeState.NOT_EXAMINED, None, None),)
    fragments = (
        replace(one, match=replace(one.match, notices=unknown)) if one.match else one for one in file.fragments
    )
    return replace(file, fragments=tuple(fragments))


@given(st.data())
def test_more_or_graver_evidence_never_gives_more_points_in_the_rubric_of_the_house(data: st.DataObject) -> None:
    rubric = rulebook.load(resources.folder("rules")).rubric
    report = codec.from_json(Report, (resources.folder("reports") / "example.json").read_bytes(), "example.json")
    asked = data.draw(st.sampled_from([one for one in rubric.criteria if one.rules]))
    grades = data.draw(st.lists(st.sampled_from(Grade), min_size=1, max_size=12))
    at, worse = data.draw(st.integers(0, len(grades) - 1)), data.draw(st.sampled_from(Grade))
    order = list(Grade)
    graver = [*grades[:at], max(grades[at], worse, key=order.index), *grades[at + 1 :]]
    before, after, more = (
        graded(_ruled(report, asked.rules[0], told), replace(rubric, criteria=(asked,)))[0]
        for told in (grades, graver, [*grades, worse])
    )
    assert before.ungraded or (after.points <= before.points and more.points <= before.points)
    worst = max((one for one in grades), key=order.index)
    if worst is not Grade.MET:
        assert before.points < before.most


def _ruled(report: Report, rule: str, grades: Sequence[Grade]) -> Report:
    told = _about(report, *grades)
    return replace(told, findings=tuple(replace(one, rule=rule) for one in told.findings))


def test_a_missing_reference_falls_short_and_decides_nothing_while_weights_are_examined_first(example: Report) -> None:
    rubric = rulebook.load(resources.folder("rules")).rubric
    for rule, count, criterion, grade in (
        ("missing-reference", 1, "references", Grade.REMARK),
        ("missing-reference", 500, "references", Grade.FLAW),
        ("borrowed-weights-reference", 1, "borrowed-weights", Grade.CONCERN),
    ):
        book = {one.id: one for one in graded(_ruled(example, rule, [Grade.REMARK] * count), rubric)}
        assert book[criterion].grade is grade


def test_what_people_judge_has_no_grade_and_no_points(example: Report, written: Path) -> None:
    written.write_text(OWN.split("steps", maxsplit=1)[0].replace("exclusive-share", "people"), encoding="utf-8")
    reached = _only(example, written)
    assert (reached.value, reached.grade, reached.points, reached.most) == (None, None, 0, 0)


def test_a_report_of_nothing_divides_by_nothing(example: Report, written: Path) -> None:
    written.write_text(OWN, encoding="utf-8")
    nothing = replace(example.coverage, tokens=0, exclusive_tokens=0)
    assert _only(replace(example, coverage=nothing), written).value == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("at_least = 0.25", "at_least = 0.0", "criteria[0].steps: found at_least [0.0, 0.0]"),
        ("at_least = 0.0,", "at_least = 0.1,", "expected 0 first and then rising numbers"),
        ('"exclusive-share"', '"findings"', "criteria[0].rules: expected ids of rules"),
        ('"exclusive-share"', '"exclusive-share"\nrules = ["missing-reference"]', "criteria[0].rules: expected ids"),
        ('"exclusive-share"', '"findings"\nrules = ["no-such"]', "criteria[0].rules: found no-such"),
        ("points = 1.5", "points = 5", "expected no more for a later step"),
        ('grade = "met"', 'grade = "concern"', "expected no milder one for a later step"),
        ("at_least = 0.25", 'at_least = 0.25, or_graded = "flaw"', 'or_graded, expected it for measure = "findings"'),
        ('"exclusive-share"', '"people"', "criteria[0].steps: found 2, expected none"),
        ('"exclusive-share"', '"everything"', "criteria[0].measure: found 'everything', expected"),
        ('axis = "technical"', 'axis = "total"', "criteria[0].axis: found 'total', expected technical"),
        ("[[criteria]]", "total = 3\n[[criteria]]", "unknown key"),
        ('id = "share"', 'id = "share"\nweight = 2', "unknown key criteria[0].weight"),
        ('ko = "q"', 'kr = "q"', "unknown key criteria[0].question.kr"),
    ],
)
def test_a_rubric_that_says_something_else_is_refused_by_its_key(written: Path, old: str, new: str, said: str) -> None:
    assert old in OWN
    written.write_text(OWN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleError) as refused:
        load(written, RULES)
    assert str(written) in str(refused.value)
    assert said in str(refused.value)


def test_no_id_stands_twice(written: Path) -> None:
    criterion = OWN.split("[[criteria]]")[1]
    written.write_text(f"{OWN}[[criteria]]{criterion}", encoding="utf-8")
    with pytest.raises(RuleError, match="found share more than once"):
        load(written, RULES)


def test_the_rubric_of_the_house_asks_on_every_axis_and_speaks_both_languages() -> None:
    book = rulebook.load(resources.folder("rules"))
    assert {one.axis for one in book.rubric.criteria} == set(Axis)
    for one in book.rubric.criteria:
        texts = [one.title, one.question, one.basis, *(step.text for step in one.steps)]
        assert all(text.en and text.ko for text in texts)
        assert all(step.points <= one.steps[0].points for step in one.steps)


def test_every_rule_that_finds_fault_counts_in_some_criterion() -> None:
    folder = resources.folder("rules")
    book = rulebook.load(folder)
    counted = {rule for one in book.rubric.criteria for rule in one.rules}
    by_share, not_to_be_told = {"foreign-code"}, {"unnamed-release"}
    not_how_much = {"retained-wording"}  # sentences tell what was at hand, and no points rest on that
    finding_fault = {one.id for one in book.findings.values() if one.grade is not Grade.MET}
    assert finding_fault - by_share - not_to_be_told - not_how_much == counted
