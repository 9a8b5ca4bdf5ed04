# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Each rule of the rulebook speaks on one constructed case and stays silent on its counterpart."""

from dataclasses import replace

import pytest

from gyebo.report import (
    Cell,
    Commonality,
    Confidence,
    DeclarationState,
    Direction,
    Event,
    EventKind,
    Excerpt,
    File,
    Finding,
    Fragment,
    FragmentKind,
    Grade,
    History,
    HolderState,
    Kind,
    Leftover,
    Match,
    Notice,
    NoticeState,
    Place,
    Reference,
    Span,
    Text,
    Wording,
    Work,
)
from gyebo.rulebook import Rulebook
from gyebo.stages.assess import QUESTIONS, WHOLE_QUESTIONS, Survey, assess

SPAN = Span(3, 1, 9, 20)
EXCERPT = Excerpt(3, ("x",))
WORK = Work("one", "One", "one", "aurora", Text("Aurora Labs", "오로라"), "US", "invented")
PLACE = Place(WORK, "early", "Host", "MIT", "2024-01-01", "one/modeling.py", "Router", 5, 11)
THEIRS = Notice("one/modeling.py", 1, "Copyright 2024 {Aurora} Labs", ("Aurora Labs",))
OURS = Notice("own.py", 1, "Copyright 2026 Own", ("Own",))
REFERENCE = Reference("own.py", 2, "adapted from Aurora's One", "One", 2)
MENTION = Reference("README.md", 5, "We compare with {One}", "We compare with {One}", 0)
MATCH = Match(
    id="M-1",
    kind=Kind.RENAMED,
    resemblance=1.0,
    containment=1.0,
    tokens=120,
    evidence=90.0,
    runner_up=0.0,
    commonality=Commonality.EXCLUSIVE,
    models=1,
    organisations=1,
    direction=Direction.FROM,
    regions=(),
    renames=(),
    referenced=PLACE,
    ties=(PLACE,),
    chain=(),
    notices=(),
    references=(),
    submitted_text=EXCERPT,
    referenced_text=None,
)
KEPT = HolderState("Aurora Labs", NoticeState.RETAINED, THEIRS, THEIRS)
REPLACED = HolderState("Aurora Labs", NoticeState.SUBSTITUTED, THEIRS, OURS)
GONE = HolderState("Aurora Labs", NoticeState.DROPPED, THEIRS, None)

PLAIN = replace(THEIRS, text="Copyright 2024 Aurora Labs")
WENT = Event(
    EventKind.NOTICE_REMOVED, "c" * 40, "2026-01-02", ("own.py",), holder="Aurora Labs", before=PLAIN, had_code=True
)
HISTORY = History(2, "2026-01-01", "2026-01-02", True, (WENT,))


def file(*matches: Match) -> File:
    fragments = tuple(
        Fragment(f"U-{at}", FragmentKind.CLASS, f"Router{at}", SPAN, 150, 120, "", match)
        for at, match in enumerate(matches)
    )
    return File("own.py", "", "python", 1000, 400, 600, 0, 0, 0, (), fragments)


def findings(rulebook: Rulebook, *matches: Match) -> dict[str, Finding]:
    survey = Survey((file(*matches),), "KR", 2, 900, has_declared=True, history=HISTORY)
    return {one.rule: one for one in assess(survey, rulebook.findings)}


CASES: dict[str, tuple[Match, Match]] = {
    "foreign-code": (MATCH, replace(MATCH, commonality=Commonality.SHARED)),
    "missing-reference": (MATCH, replace(MATCH, references=(REFERENCE,))),
    "retained-notice": (replace(MATCH, notices=(KEPT,)), replace(MATCH, notices=(GONE,))),
    "substituted-notice": (replace(MATCH, notices=(REPLACED,)), replace(MATCH, notices=(KEPT,))),
    "undeclared-reuse": (MATCH, replace(MATCH, declaration=DeclarationState.DECLARED)),
    "late-declaration": (replace(MATCH, late_references=(REFERENCE,)), replace(MATCH, references=(REFERENCE,))),
    "history-notice-removed": (replace(MATCH, notices=(GONE,)), replace(MATCH, notices=(KEPT,))),
    "dropped-notice": (
        replace(MATCH, notices=(GONE,)),
        replace(MATCH, notices=(HolderState("", NoticeState.NOTHING_TO_RETAIN, None, None),)),
    ),
}


def test_every_rule_has_its_cases(tiny_rulebook: Rulebook) -> None:
    assert {*CASES, "wrong-reference"} == set(QUESTIONS)
    assert {*QUESTIONS, *WHOLE_QUESTIONS} == set(tiny_rulebook.findings)


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_speaks_on_its_case_and_stays_silent_on_the_other(tiny_rulebook: Rulebook, rule: str) -> None:
    speaking, silent = CASES[rule]
    found = findings(tiny_rulebook, speaking)[rule]
    assert (found.axis, found.grade) == (tiny_rulebook.findings[rule].axis, tiny_rulebook.findings[rule].grade)
    assert found.supporting
    assert (found.location.path, found.location.first_line, found.location.last_line) == ("own.py", 3, 9)
    assert found.matches == ("M-1",)
    assert rule not in findings(tiny_rulebook, silent)


def test_a_whole_file_that_no_declaration_names_is_told_by_its_path(tiny_rulebook: Rulebook) -> None:
    """A module has no name of its own: the sentence ended with nothing behind its colon."""
    whole = file(MATCH)
    whole = replace(whole, fragments=tuple(replace(one, name="") for one in whole.fragments))
    told = assess(Survey((whole,), "KR", 2, 900, has_declared=True), tiny_rulebook.findings)
    (found,) = (one for one in told if one.rule == "undeclared-reuse")
    assert "alone: own.py." in found.supporting[0].text.en


def _told(finding: Finding) -> str:
    return " ".join(one.text.en for one in finding.mitigating)


def test_that_the_code_is_all_of_its_file_speaks_for_nobody(tiny_rulebook: Rulebook) -> None:
    gone = replace(MATCH, notices=(GONE,))
    for rule in ("foreign-code", "dropped-notice", "undeclared-reuse"):
        assert "12%" in _told(findings(tiny_rulebook, gone)[rule])
        for tokens in (996, 1000, 1004):
            assert "100%" not in _told(findings(tiny_rulebook, replace(gone, tokens=tokens))[rule])


def test_what_the_origin_says_of_one_definition_is_not_told_of_the_file_around_it(tiny_rulebook: Rulebook) -> None:
    said = Reference("one/modeling.py", 6, "OneNorm is equivalent to T5LayerNorm", "T5LayerNorm", 2, ("t5",), 6, 6)
    told = [
        "T5LayerNorm" in _told(findings(tiny_rulebook, replace(MATCH, origin_references=(one,)))["foreign-code"])
        for one in (said, replace(said, last_line=11))
    ]
    assert told == [False, True]


def test_a_lost_line_of_two_holders_that_a_reference_answers_is_told_once_and_not_in_the_teams_favour(
    tiny_rulebook: Rulebook,
) -> None:
    both = (GONE, replace(GONE, holder="Aurora Team"))
    finding = findings(tiny_rulebook, replace(MATCH, notices=both, references=(REFERENCE,)))["foreign-code"]
    assert "no finding is made of it" not in _told(finding)
    told = [one.text.en for one in finding.supporting if "no finding is made of it" in one.text.en]
    assert len(told) == 1
    assert "Aurora Labs, Aurora Team" in told[0]


LINK = Reference("own.py", 2, "adapted from https://host.example/two", "host.example/two", 3, works=("two",))


@pytest.mark.parametrize(
    ("references", "match", "speaks"),
    [
        ((LINK,), MATCH, True),
        ((), MATCH, False),
        ((LINK, replace(LINK, line=3, target="host.example/unknown", works=())), MATCH, False),
        ((LINK,), replace(MATCH, references=(REFERENCE,)), False),
        ((LINK,), replace(MATCH, origin_references=(replace(LINK, path="one/modeling.py"),)), False),
        ((LINK,), replace(MATCH, ties=(PLACE, replace(PLACE, work=replace(WORK, model="two")))), False),
        ((LINK,), replace(MATCH, direction=Direction.UNDATED), False),
    ],
)
def test_a_reference_is_wrong_only_where_all_of_them_lead_to_known_code_that_is_not_there(
    tiny_rulebook: Rulebook, references: tuple[Reference, ...], match: Match, *, speaks: bool
) -> None:
    survey = Survey((replace(file(match), references=references),), "KR", 2, 900)
    found = {one.rule: one for one in assess(survey, tiny_rulebook.findings)}
    assert ("wrong-reference" in found) is speaks
    if speaks:
        assert "missing-reference" not in found
        assert found["wrong-reference"].supporting[1].location is not None


SOURCE = Reference("one/modeling.py", 3, "Adapted from https://host.example/elder", "host.example/elder", 3)


@pytest.mark.parametrize(
    ("sources", "speaks"),
    [
        ((), True),
        ((SOURCE,), False),
        ((replace(SOURCE, works=("elder",)),), True),
        ((replace(SOURCE, works=("elder",)), SOURCE), False),
        ((replace(SOURCE, target="arxiv.org/abs/2412.19437", level=1),), True),
        ((replace(SOURCE, first_line=1, last_line=90),), False),
        ((replace(SOURCE, first_line=5, last_line=8),), False),
        ((replace(SOURCE, first_line=1, last_line=7),), True),
        ((replace(SOURCE, first_line=1, last_line=6), replace(SOURCE, first_line=10, last_line=11)), False),
        ((replace(SOURCE, first_line=5, last_line=7), replace(SOURCE, first_line=6, last_line=7)), True),
    ],
)
def test_an_origin_that_names_its_own_source_excuses_only_most_of_its_code_and_where_that_was_not_compared(
    tiny_rulebook: Rulebook, sources: tuple[Reference, ...], *, speaks: bool
) -> None:
    survey = Survey((file(replace(MATCH, notices=(GONE, REPLACED), origin_references=sources)),), "KR", 2, 900)
    found = {one.rule for one in assess(survey, tiny_rulebook.findings)}
    asked = {"missing-reference", "dropped-notice", "substituted-notice"}
    assert found & asked == (asked if speaks else set())


ALL_KINDS = [
    MATCH,
    replace(MATCH, kind=Kind.MODIFIED, containment=0.5, notices=(KEPT, REPLACED, GONE)),
    replace(MATCH, references=(REFERENCE,), notices=(KEPT,)),
    replace(MATCH, direction=Direction.UNDATED, kind=Kind.MODIFIED),
]


@pytest.mark.parametrize("match", ALL_KINDS)
def test_every_sentence_is_filled_in_in_both_languages(tiny_rulebook: Rulebook, match: Match) -> None:
    plain = replace(THEIRS, text="Copyright 2024 Aurora Labs")
    notices = tuple(replace(one, upstream=plain, submitted=one.submitted and plain) for one in match.notices)
    for found in findings(tiny_rulebook, *[replace(match, notices=notices)] * 7).values():
        for said in (*found.supporting, *found.mitigating):
            assert said.text.en
            assert said.text.ko
            assert not set("{}") & set(said.text.en + said.text.ko)
    named = findings(tiny_rulebook, match)["foreign-code"].supporting[0].text
    assert ("Aurora Labs" in named.en, "오로라" in named.ko) == (True, True)


def test_where_nothing_is_declared_no_declaration_is_missed(tiny_rulebook: Rulebook) -> None:
    found = assess(Survey((file(MATCH),), "KR", 2, 900), tiny_rulebook.findings)
    assert "undeclared-reuse" not in {one.rule for one in found}


def test_braces_in_a_notice_are_quoted_as_they_stand(tiny_rulebook: Rulebook) -> None:
    found = findings(tiny_rulebook, replace(MATCH, notices=(GONE,)))["dropped-notice"]
    assert any("{Aurora}" in said.text.en for said in found.supporting)


@pytest.mark.parametrize(
    ("state", "rule"), [(REPLACED, "substituted-notice"), (GONE, "dropped-notice"), (KEPT, "retained-notice")]
)
def test_holders_whom_one_line_names_are_told_together(tiny_rulebook: Rulebook, state: HolderState, rule: str) -> None:
    both = replace(MATCH, notices=(state, replace(state, holder="Borealis")))
    said = [one.text.en for one in findings(tiny_rulebook, both)[rule].supporting]
    assert sum(f"{state.holder}, Borealis" in text for text in said) == 1
    assert sum("Borealis" in text for text in said) == 1


def test_where_the_origin_s_name_stands_on_many_lines_some_are_quoted_and_the_rest_are_counted(
    tiny_rulebook: Rulebook,
) -> None:
    named = replace(
        MATCH, leftovers=tuple(Leftover(Wording.COMMENT, "Aurora", f"Aurora line {at}", at) for at in range(1, 9))
    )
    found = findings(tiny_rulebook, named)
    for said in (found["foreign-code"].supporting, found["missing-reference"].mitigating):
        texts = [one.text for one in said]
        assert sum("Aurora line" in one.en for one in texts) == 5
        assert sum(": 3." in one.en and "3개 더" in one.ko for one in texts) == 1


def test_a_repository_without_a_file_about_the_whole_is_not_said_to_have_been_read(tiny_rulebook: Rulebook) -> None:
    survey = Survey((file(MATCH),), "KR", 0, 900, has_declared=True, history=HISTORY)
    (found,) = [one for one in assess(survey, tiny_rulebook.findings) if one.rule == "missing-reference"]
    assert "there was no file to read" in found.supporting[1].text.en


def of(country: str, organisation: str = "aurora") -> Match:
    work = replace(WORK, country=country, organisation=organisation)
    return replace(MATCH, referenced=replace(PLACE, work=work))


INNOCENT = [
    replace(MATCH, direction=Direction.IN_COMMON),
    replace(MATCH, commonality=Commonality.SHARED),
    replace(MATCH, commonality=Commonality.COMMON_HERITAGE),
    of("KR"),
    of("unknown", "unknown"),
]


@pytest.mark.parametrize("notices", [(), (KEPT,), (REPLACED,), (GONE,)])
@pytest.mark.parametrize("innocent", INNOCENT)
def test_what_is_no_finding_never_becomes_one(
    tiny_rulebook: Rulebook, innocent: Match, notices: tuple[HolderState, ...]
) -> None:
    assert findings(tiny_rulebook, replace(innocent, notices=notices)) == {}


@pytest.mark.parametrize("rule", ["missing-reference", "substituted-notice", "dropped-notice", "undeclared-reuse"])
def test_without_dates_or_beside_a_reference_nothing_is_held_against_the_team(
    tiny_rulebook: Rulebook, rule: str
) -> None:
    speaking, _ = CASES[rule]
    assert rule not in findings(tiny_rulebook, replace(speaking, direction=Direction.UNDATED))
    assert rule not in findings(tiny_rulebook, replace(speaking, references=(REFERENCE,)))


@pytest.mark.parametrize("rule", sorted({*CASES} - {"foreign-code", "retained-notice"}))
def test_a_reference_speaks_only_for_the_code_whose_origin_it_names(tiny_rulebook: Rulebook, rule: str) -> None:
    speaking, _ = CASES[rule]
    named = replace(speaking, id="M-2", tokens=500, references=(REFERENCE,), kind=Kind.MODIFIED, late_references=())
    found = findings(tiny_rulebook, named, speaking)[rule]
    assert (found.matches, found.confidence) == (("M-1",), Confidence.HIGH)
    assert not any("620" in said.text.en for said in found.supporting)
    assert rule not in findings(tiny_rulebook, named, replace(speaking, references=(REFERENCE,)))


@pytest.mark.parametrize(
    ("changed", "confidence"),
    [
        (MATCH, Confidence.HIGH),
        (replace(MATCH, kind=Kind.MODIFIED), Confidence.MEDIUM),
        (replace(MATCH, direction=Direction.UNDATED), Confidence.LOW),
    ],
)
def test_confidence_follows_from_kind_and_dates(
    tiny_rulebook: Rulebook, changed: Match, confidence: Confidence
) -> None:
    assert findings(tiny_rulebook, changed)["foreign-code"].confidence is confidence


def test_keeping_a_notice_is_to_the_teams_credit(tiny_rulebook: Rulebook) -> None:
    assert findings(tiny_rulebook, replace(MATCH, notices=(KEPT,)))["retained-notice"].grade is Grade.MET


def test_a_reference_is_told_where_it_stands(tiny_rulebook: Rulebook) -> None:
    found = findings(tiny_rulebook, replace(MATCH, references=(REFERENCE,)))["foreign-code"]
    places = [said.location for said in found.mitigating if said.location]
    assert [(place.path, place.first_line) for place in places] == [("own.py", 2)]


@pytest.mark.parametrize("rule", ["missing-reference", "substituted-notice", "dropped-notice"])
def test_a_mere_mention_is_no_reference(tiny_rulebook: Rulebook, rule: str) -> None:
    speaking, _ = CASES[rule]
    assert rule in findings(tiny_rulebook, replace(speaking, references=(MENTION,)))


def test_a_mere_mention_is_quoted_in_the_teams_favour(tiny_rulebook: Rulebook) -> None:
    found = findings(tiny_rulebook, *[replace(MATCH, references=(MENTION,))] * 2)
    (said,) = [one for one in found["missing-reference"].mitigating if one.location]
    assert (said.location and said.location.path, "{One}" in said.text.ko) == ("README.md", True)
    assert all(not one.location for one in found["foreign-code"].mitigating)


def test_another_model_of_the_maker_is_quoted_as_what_it_is(tiny_rulebook: Rulebook) -> None:
    kin = Reference("own.py", 7, "adapted from Aurora's Two", "Two", 0, works=("Two",))
    found = findings(tiny_rulebook, replace(MATCH, references=(kin,)))
    (said,) = [one for one in found["missing-reference"].mitigating if one.location]
    assert (said.location and said.location.first_line, "another model of the same maker" in said.text.en) == (7, True)


def test_organisations_are_told_apart_and_findings_have_ids_of_their_own(tiny_rulebook: Rulebook) -> None:
    other = replace(MATCH, referenced=replace(PLACE, work=replace(WORK, organisation="borealis")))
    survey = Survey((file(MATCH, other, MATCH),), "KR", 0, 900)
    found = assess(survey, tiny_rulebook.findings)
    assert [one.rule for one in found] == ["foreign-code", "missing-reference"] * 2
    assert len({one.id for one in found}) == 4
    assert found == assess(survey, tiny_rulebook.findings)


@pytest.mark.parametrize("rule", ["substituted-notice", "dropped-notice", "history-notice-removed"])
@pytest.mark.parametrize("commit", ["", "d" * 40])
def test_a_notice_that_came_back_after_the_deadline_was_missing_then_and_its_return_is_said(
    rule: str, commit: str, tiny_rulebook: Rulebook
) -> None:
    gone = REPLACED if rule == "substituted-notice" else GONE
    dated = "2026-01-12" if commit else ""
    state = replace(gone, later=replace(THEIRS, path="own.py"), restored=dated, restored_by=commit)
    found = findings(tiny_rulebook, replace(MATCH, notices=(state,)))[rule]
    (told,) = [one for one in found.mitigating if "by the deadline" in one.text.en]
    assert THEIRS.text in told.text.en
    assert THEIRS.text in told.text.ko
    assert (f"the commit {'d' * 12} of 2026-01-12" in told.text.en) is bool(commit)
    plain = findings(tiny_rulebook, replace(MATCH, notices=(gone,)))[rule]
    assert not any("by the deadline" in one.text.en for one in plain.mitigating)


@pytest.mark.parametrize(
    ("cells", "en", "ko"),
    [
        ((), "Router0:3–9", "Router0:3–9"),
        ((Cell(1, 2, 30),), "Router0 (cell 1, lines 2–8)", "Router0 (셀 1, 2–8번째 줄)"),
    ],
)
def test_a_part_of_a_function_is_told_with_its_lines(
    cells: tuple[Cell, ...], en: str, ko: str, tiny_rulebook: Rulebook
) -> None:
    whole = file(MATCH)
    part = replace(whole.fragments[0], kind=FragmentKind.STRETCH)
    survey = Survey((replace(whole, fragments=(part,), cells=cells),), "KR", 2, 900)
    told = next(one for one in assess(survey, tiny_rulebook.findings) if one.rule == "foreign-code")
    assert en in told.supporting[0].text.en
    assert ko in told.supporting[0].text.ko
