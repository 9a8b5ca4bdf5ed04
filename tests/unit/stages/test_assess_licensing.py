# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Each question of licences speaks where the repository could show that it is done and does not, and only there."""

from dataclasses import replace

import pytest

from gyebo.report import (
    Commonality,
    Confidence,
    Conflict,
    Direction,
    Excerpt,
    File,
    Finding,
    Fragment,
    FragmentKind,
    Kind,
    Licensing,
    Location,
    Match,
    Obligation,
    ObligationKind,
    ObligationState,
    Place,
    Span,
    Statement,
    Taken,
    Text,
    Work,
    same,
)
from gyebo.rulebook import Rulebook
from gyebo.stages.assess import Survey, assess

WORK = Work("one", "One", "one", "aurora", Text("Aurora Labs", "오로라"), "US", "invented")
PLACE = Place(WORK, "early", "Host", "Apache-2.0", "2024-01-01", "one/modeling.py", "Router", 5, 11)
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
    submitted_text=Excerpt(3, ("x",)),
    referenced_text=None,
    origin_licence="Apache-2.0",
)
NAMED = Statement(same("Licensed under {Apache}"), Location("README.md", 4, 4))
SILENT = Statement(same("own.py"), Location("own.py", 1, 1))
TAKEN = Taken("Apache-2.0", "aurora", WORK.organisation_name, "US", ("own.py",), ("M-1",), ())


def asked(kind: ObligationKind, state: ObligationState, *evidence: Statement) -> Taken:
    return replace(TAKEN, obligations=(Obligation(kind, Text("Do.", "하십시오."), "4(a)", state, evidence),))


COPY, NOTICE, CHANGES = ObligationKind.GIVE_COPY, ObligationKind.NOTICE_TEXT, ObligationKind.STATE_CHANGES
NOT_SEEN, MET = ObligationState.NOT_SEEN, ObligationState.MET
CASES: dict[str, tuple[Taken, Taken]] = {
    "missing-licence-copy": (asked(COPY, NOT_SEEN, NAMED), asked(COPY, MET)),
    "missing-notice-file": (asked(NOTICE, NOT_SEEN), asked(ObligationKind.NOTICE_FILE, ObligationState.NOT_CHECKABLE)),
    "unstated-changes": (asked(CHANGES, NOT_SEEN, SILENT), asked(CHANGES, ObligationState.NOT_ASKED)),
    "incompatible-licence": (replace(TAKEN, conflicts=(Conflict("own.py", "MIT"),)), TAKEN),
    "unknown-origin-licence": (replace(TAKEN, licence=""), TAKEN),
}


def told(rulebook: Rulebook, taken: Taken, match: Match = MATCH, team: str = "") -> dict[str, Finding]:
    fragment = Fragment("U-1", FragmentKind.CLASS, "Router", Span(3, 1, 9, 20), 150, 120, "", match)
    file = File("own.py", "", "python", 1000, 400, 600, 0, 0, 0, (), (fragment,))
    survey = Survey((file,), "KR", 2, 900, licensing=Licensing(taken=(taken,)), team=(team, "narae") if team else ())
    return {one.rule: one for one in assess(survey, rulebook.findings) if one.rule in CASES}


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_speaks_on_its_case_and_stays_silent_on_the_other(tiny_rulebook: Rulebook, rule: str) -> None:
    speaking, silent = CASES[rule]
    (found,) = told(tiny_rulebook, speaking).values()
    assert (found.rule, found.location.path, found.matches, found.axis.value) == (rule, "own.py", ("M-1",), "policy")
    assert told(tiny_rulebook, silent) == {}


@pytest.mark.parametrize("rule", CASES)
def test_every_sentence_is_filled_in_in_both_languages(tiny_rulebook: Rulebook, rule: str) -> None:
    speaking = CASES[rule][0]
    for said in (told(tiny_rulebook, speaking)[rule].supporting, told(tiny_rulebook, speaking)[rule].mitigating):
        assert said
        assert all(one.text.en and one.text.ko and "{licence" not in one.text.en for one in said)


INNOCENT = [
    replace(MATCH, direction=Direction.IN_COMMON),
    replace(MATCH, direction=Direction.UNDATED),
    replace(MATCH, resemblance=0.7),
]


@pytest.mark.parametrize("innocent", INNOCENT)
@pytest.mark.parametrize("rule", CASES)
def test_what_is_younger_undated_or_not_very_like_is_no_finding(
    tiny_rulebook: Rulebook, rule: str, innocent: Match
) -> None:
    assert told(tiny_rulebook, CASES[rule][0], innocent) == {}


@pytest.mark.parametrize("rule", CASES)
@pytest.mark.parametrize(("organisation", "country"), [("hanul", "KR"), ("unknown", "US")])
def test_origins_at_home_and_unknown_makers_are_no_finding(
    tiny_rulebook: Rulebook, rule: str, organisation: str, country: str
) -> None:
    assert told(tiny_rulebook, replace(CASES[rule][0], organisation=organisation, country=country)) == {}


@pytest.mark.parametrize("rule", CASES)
def test_another_maker_at_home_is_asked_about_once_the_team_is_known_and_never_with_certainty(
    tiny_rulebook: Rulebook, rule: str
) -> None:
    domestic = replace(CASES[rule][0], organisation="hanul", country="KR")
    finding = told(tiny_rulebook, domestic, team="aurora")[rule]
    assert finding.confidence is Confidence.MEDIUM
    assert "takes part in the team" in finding.mitigating[-1].text.en


@pytest.mark.parametrize("rule", CASES)
def test_of_a_maker_whose_country_is_not_known_that_is_said(tiny_rulebook: Rulebook, rule: str) -> None:
    abroad = told(tiny_rulebook, CASES[rule][0])[rule]
    finding = told(tiny_rulebook, replace(CASES[rule][0], country="unknown"))[rule]
    assert finding.confidence is abroad.confidence
    assert finding.mitigating[-1].text.en.startswith("The country of the maker is not known")
    assert "unknown (" not in finding.supporting[0].text.en


@pytest.mark.parametrize("rule", CASES)
def test_a_team_is_not_asked_for_what_its_own_organisation_published_abroad(tiny_rulebook: Rulebook, rule: str) -> None:
    assert told(tiny_rulebook, CASES[rule][0], team="aurora") == {}


def test_where_the_licence_is_named_is_quoted_in_the_teams_favour(tiny_rulebook: Rulebook) -> None:
    found = told(tiny_rulebook, CASES["missing-licence-copy"][0])["missing-licence-copy"]
    assert [one.location for one in found.mitigating if one.location] == [NAMED.location]


def test_code_with_edits_is_less_sure_and_more_than_renamed(tiny_rulebook: Rulebook) -> None:
    speaking = CASES["unstated-changes"][0]
    edited = told(tiny_rulebook, speaking, replace(MATCH, kind=Kind.MODIFIED))["unstated-changes"]
    renamed = told(tiny_rulebook, speaking)["unstated-changes"]
    assert (edited.confidence, renamed.confidence) == (Confidence.MEDIUM, Confidence.HIGH)
    assert len(edited.mitigating) < len(renamed.mitigating)


def _survey(taken: Taken, *files: tuple[str, Match]) -> Survey:
    fragment = Fragment("U-1", FragmentKind.CLASS, "Router", Span(3, 1, 9, 20), 150, 120, "", None)
    by_path: dict[str, tuple[Fragment, ...]] = {}
    for path, match in files:
        by_path[path] = (*by_path.get(path, ()), replace(fragment, match=match))
    told = tuple(File(path, "", "python", 1000, 400, 600, 0, 0, 0, (), own) for path, own in by_path.items())
    return Survey(told, "KR", 2, 900, licensing=Licensing(taken=(taken,)))


def _unstated(rulebook: Rulebook, survey: Survey) -> Finding:
    (finding,) = [one for one in assess(survey, rulebook.findings) if one.rule == "unstated-changes"]
    return finding


def test_what_is_said_of_silent_files_is_not_said_of_one_beside_them_that_speaks(tiny_rulebook: Rulebook) -> None:
    both = replace(CASES["unstated-changes"][0], files=("a.py", "own.py"), matches=("M-0", "M-1"))
    first = replace(MATCH, id="M-0", tokens=5000)
    finding = _unstated(tiny_rulebook, _survey(both, ("a.py", first), ("own.py", MATCH)))
    assert (finding.location.path, finding.matches) == ("own.py", ("M-1",))
    assert "a.py" not in finding.supporting[0].text.en
    assert f"{MATCH.tokens:,} tokens" in finding.supporting[0].text.en


def test_nothing_but_names_is_not_said_of_a_file_with_an_edited_definition_of_the_same_maker(
    tiny_rulebook: Rulebook,
) -> None:
    speaking = CASES["unstated-changes"][0]
    ties = tuple(
        replace(tie, work=replace(tie.work, organisation="aurora")) for tie in MATCH.ties or (MATCH.referenced,)
    )
    edited = replace(MATCH, id="M-2", kind=Kind.MODIFIED, commonality=Commonality.SHARED, ties=ties)
    said = [
        _unstated(tiny_rulebook, _survey(speaking, ("own.py", MATCH), (path, edited))) for path in ("own.py", "b.py")
    ]
    assert ["Nothing but names" in " ".join(one.text.en for one in each.mitigating) for each in said] == [False, True]
