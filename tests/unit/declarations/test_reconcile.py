# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Declarations against what is found, on a real scan of one submission that declares now this, now that."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gyebo import resources, rulebook
from gyebo.errors import SubmissionError
from gyebo.model import Trust, silent
from gyebo.pipeline import Request, scan
from gyebo.report import Declaration, DeclarationState, Finding, Match, Report
from gyebo.settings import Settings

AURORA = "https://github.com/aurora-lab/aurora/blob/v1/modeling_aurora.py"
HOST = "https://example.org/aurora-models/tree/main"
State = DeclarationState
Declare = Callable[..., Report]


@pytest.fixture
def declare(built: Path, cases: Path, tmp_path: Path, commit: Callable[[Path, str], None]) -> Declare:
    """The report of the submission of two origins with these declarations in it."""

    def declared(gyebo: str = "", reuse: str = "", *, evaluator: bool = False) -> Report:
        folder = tmp_path / "north"
        shutil.copytree(cases / "two-origins" / "submission", folder)
        for name, text in (("gyebo.toml", gyebo), ("REUSE.toml", reuse)):
            if text:
                (folder / name).write_text(text, encoding="utf-8")
        commit(folder, "2026-01-15")
        (index,) = (built / "corpora").iterdir()
        rules = resources.folder("rules")
        wanted = Request(
            folder, None, Settings(), index, built, rules, trust=Trust.EVALUATOR if evaluator else Trust.TEAM
        )
        return scan(wanted, rulebook.load(rules), silent)

    return declared


def _entry(origin: str, *files: str, **more: str) -> str:
    lines = [f"{key} = {value!r}" for key, value in {"origin": origin, "files": list(files), **more}.items()]
    return "\n".join(["[[reuse]]", *lines, ""])


def _annotation(path: str, holder: str, licence: str) -> str:
    said = {"path": path, "SPDX-FileCopyrightText": holder, "SPDX-License-Identifier": licence}
    return "\n".join(["[[annotations]]", *(f"{key} = {value!r}" for key, value in said.items()), ""])


def _matches(report: Report, path: str) -> list[Match]:
    return [one.match for file in report.files if file.path == path for one in file.fragments if one.match]


def _only(report: Report) -> Declaration:
    (declaration,) = report.declarations
    return declaration


def _unmatched(report: Report) -> Finding:
    (finding,) = [one for one in report.findings if one.rule == "unmatched-declaration"]
    return finding


def test_what_is_declared_and_found_is_told_with_its_matches_and_counted(declare: Declare) -> None:
    report = declare(_entry(AURORA, "north/modeling_north.py", version="v1", changes="names"))
    one = _only(report)
    assert (one.state, one.version, one.changes) == (State.DECLARED, "v1", "names")
    found = _matches(report, "north/modeling_north.py")
    assert {match.declaration for match in found} == {State.DECLARED}
    assert one.matches == tuple(match.id for match in found)
    assert {match.declaration for match in _matches(report, "north/mixture.py")} == {State.UNDECLARED}
    (north,) = [file for file in report.files if file.path == "north/modeling_north.py"]
    assert north.declared_tokens == north.tokens - north.own_tokens > 0
    assert north.declared_exclusive_tokens == north.exclusive_tokens
    assert (
        report.coverage.declared_tokens == north.declared_tokens < report.coverage.tokens - report.coverage.own_tokens
    )


def test_a_declaration_is_a_reference_for_the_files_it_names_and_for_no_other(declare: Declare) -> None:
    report = declare(_entry(AURORA, "north/modeling_north.py"))
    assert all(_is_declared(match) for match in _matches(report, "north/modeling_north.py"))
    assert not any(_is_declared(match) for match in _matches(report, "north/mixture.py"))


def _is_declared(match: Match) -> bool:
    return [one.text for one in match.references if one.path == "gyebo.toml"] == [AURORA]


def test_a_model_by_its_name_a_host_by_its_address_and_a_holder_in_reuse_toml_are_declarations_too(
    declare: Declare,
) -> None:
    report = declare(
        _entry(HOST, "north/modeling_north.py"), _annotation("north/mixture.py", "2025 Borealis Institute", "MIT")
    )
    assert [(one.path, one.state) for one in report.declarations] == [
        ("gyebo.toml", State.DECLARED),
        ("REUSE.toml", State.DECLARED),
    ]
    assert report.coverage.declared_tokens == report.coverage.tokens - report.coverage.own_tokens


def test_a_teams_own_annotation_is_no_declaration_of_reuse(declare: Declare) -> None:
    assert declare(reuse=_annotation("**", "2026 The North Team", "MIT")).declarations == ()


def test_another_origin_than_the_one_found_is_told_and_is_no_reference(declare: Declare) -> None:
    report = declare(_entry("https://github.com/borealis-institute/borealis", "north/modeling_north.py"))
    assert _only(report).state is State.OTHER_ORIGIN
    found = _matches(report, "north/modeling_north.py")
    assert {match.declaration for match in found} == {State.OTHER_ORIGIN}
    assert not any(match.references for match in found)
    assert any("Aurora" in one.text.en or "aurora" in one.text.en for one in _unmatched(report).supporting)
    assert report.coverage.declared_tokens == 0


def test_an_origin_that_the_corpus_does_not_hold_is_held_against_nobody(declare: Declare) -> None:
    report = declare(_entry("https://github.com/nobody/nothing", "north/loading.py"))
    assert (_only(report).state, _only(report).is_known) == (State.NOT_IN_CORPUS, False)
    assert not [one for one in report.findings if one.rule == "unmatched-declaration"]


def test_an_unknown_origin_for_a_file_with_other_code_is_told_with_what_speaks_for_the_team(declare: Declare) -> None:
    report = declare(_entry("https://github.com/nobody/nothing", "north/modeling_north.py"))
    assert _only(report).state is State.OTHER_ORIGIN
    assert any("does not hold the declared origin" in one.text.en for one in _unmatched(report).mitigating)


def test_declared_and_not_found_is_a_remark_with_two_reasons_against_it(declare: Declare) -> None:
    report = declare(_entry("Borealis", "north/loading.py", remarks="only the idea"))
    assert _only(report).state is State.NOT_FOUND
    finding = _unmatched(report)
    assert len(finding.mitigating) == 3
    assert "only the idea" in finding.mitigating[-1].text.ko


def test_a_licence_other_than_the_declared_hosts_is_told_and_another_copys_is_not(declare: Declare) -> None:
    reuse = _annotation("north/modeling_north.py", "2026 North", "MIT")
    report = declare(_entry(HOST, "north/modeling_north.py"), reuse)
    assert (_only(report).state, _only(report).licence) == (State.OTHER_LICENCE, "MIT")
    assert any("Apache-2.0" in one.text.en for one in _unmatched(report).supporting)


def test_a_licence_is_not_compared_where_the_declared_copy_may_be_another_one(declare: Declare) -> None:
    reuse = _annotation("north/modeling_north.py", "2026 North", "MIT")
    assert _only(declare(_entry("Aurora", "north/modeling_north.py"), reuse)).state is State.DECLARED


def test_a_declaration_for_files_that_are_not_there_says_so(declare: Declare) -> None:
    assert _only(declare(_entry(AURORA, "elsewhere.py"))).state is State.NO_SUCH_FILE


def test_a_broken_declaration_stops_a_teams_run_and_is_told_in_an_evaluators(declare: Declare) -> None:
    with pytest.raises(SubmissionError, match=r"gyebo\.toml: unknown key reuse\[0\]\.license"):
        declare(_entry(AURORA, "a.py", license="MIT"))


def test_a_broken_declaration_is_told_in_an_evaluators_run(declare: Declare) -> None:
    report = declare(_entry(AURORA, "a.py", license="MIT"), evaluator=True)
    assert _only(report).state is State.UNREADABLE
    assert _unmatched(report).location.path == "gyebo.toml"
    assert any("reuse[0].license" in one.text.ko for one in _unmatched(report).supporting)
    assert {match.declaration for match in _matches(report, "north/modeling_north.py")} == {State.UNDECLARED}
