# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What was said by a deadline counts and what came later is told apart, on real repositories of several commits."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gyebo import resources, rulebook
from gyebo.deadline import deadline
from gyebo.declarations.reconcile import Corpus
from gyebo.errors import SubmissionError
from gyebo.formats import html
from gyebo.model import silent
from gyebo.notices.resolution import Origin
from gyebo.pipeline import Request, scan
from gyebo.report import (
    DeclarationState,
    Match,
    NoticeState,
    ObligationKind,
    ObligationState,
    Reference,
    Report,
)
from gyebo.said import Late, shown_apart
from gyebo.settings import Settings

FILE = "north/modeling_north.py"
THEIRS = "# Copyright 2025 The Aurora Lab Authors. All rights reserved.\n"
MENTION = "# Adapted from https://github.com/aurora-lab/aurora\n"
SHEET = '[[reuse]]\norigin = "Aurora"\nfiles = ["north/*.py"]\n'
Commit = Callable[[Path, str], None]
Scan = Callable[..., Report]


@pytest.fixture
def repository(cases: Path, tmp_path: Path, commit: Commit) -> Path:
    """The submission of two origins, committed in time."""
    folder = tmp_path / "north"
    shutil.copytree(cases / "two-origins" / "submission", folder)
    commit(folder, "2025-12-30")
    return folder


@pytest.fixture
def by(built: Path) -> Scan:
    (index,) = (built / "corpora").iterdir()
    rules = resources.folder("rules")
    book = rulebook.load(rules)

    def scanned(folder: Path, limit: str = "2025-12-31", commit: str | None = None) -> Report:
        wanted = Request(folder, commit, Settings(), index, built, rules, deadline=deadline(limit))
        return scan(wanted, book, silent)

    return scanned


def _matches(report: Report) -> list[Match]:
    return [one.match for file in report.files if file.path == FILE for one in file.fragments if one.match]


def _rules(report: Report) -> set[str]:
    return {one.rule for one in report.findings if one.location.path == FILE}


def _prepend(folder: Path, text: str) -> None:
    path = folder / FILE
    path.write_text(text + path.read_text(encoding="utf-8"), encoding="utf-8")


def test_a_declaration_committed_in_time_counts_and_one_that_is_only_on_disk_does_not(
    repository: Path, by: Scan, commit: Commit
) -> None:
    (repository / "gyebo.toml").write_text(SHEET, encoding="utf-8")
    report = by(repository)
    (one,) = report.declarations
    assert (one.is_late, one.state) == (True, DeclarationState.DECLARED)
    assert {match.declaration for match in _matches(report)} == {DeclarationState.UNDECLARED}
    assert {said.path for match in _matches(report) for said in match.late_references} == {"gyebo.toml"}
    assert {"late-declaration", "missing-reference"} <= _rules(report)
    commit(repository, "2025-12-31")
    report = by(repository)
    assert [(one.is_late, one.state) for one in report.declarations] == [(False, DeclarationState.DECLARED)]
    assert not {"late-declaration", "missing-reference"} & _rules(report)
    assert report.coverage.declared_tokens > 0


def test_an_entry_changed_after_the_deadline_counts_as_it_stood(repository: Path, by: Scan, commit: Commit) -> None:
    (repository / "gyebo.toml").write_text(SHEET, encoding="utf-8")
    commit(repository, "2025-12-31")
    (repository / "gyebo.toml").write_text(SHEET.replace("Aurora", "Borealis"), encoding="utf-8")
    commit(repository, "2026-01-05")
    report = by(repository)
    assert [(one.origin, one.is_late) for one in report.declarations] == [("Aurora", False), ("Borealis", True)]
    assert {match.declaration for match in _matches(report)} == {DeclarationState.DECLARED}


def test_a_notice_restored_after_the_deadline_is_shown_beside_the_state_of_the_deadline(
    repository: Path, by: Scan, commit: Commit
) -> None:
    _prepend(repository, THEIRS)
    commit(repository, "2026-01-05")
    report = by(repository)
    states = {(one.state, one.later.text if one.later else "") for match in _matches(report) for one in match.notices}
    assert states == {(NoticeState.SUBSTITUTED, THEIRS.removeprefix("# ").strip())}
    assert {"late-declaration", "substituted-notice"} <= _rules(report)
    assert "late-declaration" not in _rules(by(repository, "2026-01-05"))


def test_a_reference_that_came_later_is_told_with_its_line(repository: Path, by: Scan, commit: Commit) -> None:
    _prepend(repository, MENTION)
    commit(repository, "2026-01-05")
    report = by(repository)
    late = {(one.line, one.text) for match in _matches(report) for one in match.late_references}
    assert late == {(1, MENTION.removeprefix("# ").strip())}
    (finding,) = [one for one in report.findings if one.rule == "late-declaration"]
    assert "2025-12-31" in finding.supporting[0].text.ko
    assert finding.supporting[1].location


def test_a_line_of_the_readme_that_came_later_does_not_count_until_then(
    repository: Path, by: Scan, commit: Commit
) -> None:
    with (repository / "README.md").open("a", encoding="utf-8") as readme:
        readme.write("\nThe attention is adapted from Aurora.\n")
    commit(repository, "2026-01-05")
    assert {"late-declaration", "missing-reference"} <= _rules(by(repository))
    assert not {"late-declaration", "missing-reference"} & _rules(by(repository, "2026-01-05"))


def test_a_licence_and_words_of_change_that_came_later_do_not_count_until_then(
    repository: Path, by: Scan, commit: Commit
) -> None:
    _prepend(repository, "# SPDX-License-Identifier: Apache-2.0\n# Modified by the North team, 2026.\n")
    commit(repository, "2026-01-05")

    def said(limit: str) -> tuple[set[str], set[ObligationState]]:
        report = by(repository, limit)
        told = {each.expression for file in report.files if file.path == FILE for each in file.licences}
        taken = [one for one in report.licensing.taken if FILE in one.files]
        asked = (each for one in taken for each in one.obligations if each.kind is ObligationKind.STATE_CHANGES)
        return told, {each.state for each in asked}

    assert said("2025-12-31") == (set(), {ObligationState.NOT_SEEN})
    assert said("2026-01-05") == ({"Apache-2.0"}, {ObligationState.MET})


def test_what_was_said_in_time_stays_said_when_the_file_moves_and_is_indented(
    repository: Path, by: Scan, commit: Commit
) -> None:
    _prepend(repository, MENTION)
    commit(repository, "2025-12-31")
    moved = "  " + (repository / FILE).read_text(encoding="utf-8").replace("\n", "\r\n")
    (repository / FILE).write_text(moved.lstrip(), encoding="utf-8", newline="")
    (repository / FILE).rename(repository / "north" / "moved.py")
    commit(repository, "2026-01-05")
    rules = {one.rule for one in by(repository).findings}
    assert not {"late-declaration", "missing-reference"} & rules


def test_without_a_commit_in_time_nothing_was_said(repository: Path, by: Scan) -> None:
    (repository / "gyebo.toml").write_text(SHEET, encoding="utf-8")
    report = by(repository, "2025-12-01")
    assert (report.submission.deadline, report.submission.deadline_commit) == ("2025-12-01", "")
    assert all(one.is_late for one in report.declarations)


def test_the_commit_of_the_deadline_is_told_and_lies_in_the_history_of_the_commit_that_is_scanned(
    repository: Path, by: Scan, commit: Commit
) -> None:
    (repository / "later.txt").write_text("x", encoding="utf-8")
    commit(repository, "2026-01-05")
    assert len(by(repository).submission.deadline_commit) == 40
    assert by(repository, commit="HEAD~1").submission.commit == by(repository).submission.deadline_commit


def test_what_a_commit_brings_after_a_late_one_is_late_whatever_date_it_carries(
    repository: Path, by: Scan, commit: Commit
) -> None:
    (repository / "later.txt").write_text("x", encoding="utf-8")
    commit(repository, "2026-01-10")
    _prepend(repository, MENTION)
    commit(repository, "2025-12-30")
    report = by(repository)
    assert report.submission.deadline_set_aside == 1
    assert "missing-reference" in _rules(report)
    assert all(not match.references and match.late_references for match in _matches(report))
    assert "carries a date in time and comes after one that is late" in html.render(report).decode()


def test_a_licence_text_that_came_late_is_told_and_does_not_count(
    repository: Path, by: Scan, commit: Commit, cases: Path
) -> None:
    shutil.copy(cases / "apache-code-under-apache" / "submission" / "LICENSE", repository / "LICENSE")
    commit(repository, "2026-01-05")
    report = by(repository)
    against = [one.text.en for finding in report.findings for one in finding.mitigating]
    assert "The licence's text is there since after the deadline: LICENSE." in against
    assert [one.path for one in report.licensing.later] == ["LICENSE"]
    page = html.render(report).decode()
    assert page.count("There since after the deadline") >= 2
    in_time = by(repository, "2026-01-06")
    assert not in_time.licensing.later
    assert len([one for one in in_time.findings if one.rule == "missing-licence-copy"]) == 1


def test_a_folder_without_history_cannot_be_held_against_a_deadline(cases: Path, by: Scan, tmp_path: Path) -> None:
    shutil.copytree(cases / "two-origins" / "submission", tmp_path / "plain")
    with pytest.raises(SubmissionError, match="in no git repository"):
        by(tmp_path / "plain")


def test_a_comment_that_came_along_on_one_function_is_late_for_that_function_alone(
    scan_case: Callable[[str], Report],
) -> None:
    (file,) = scan_case("source-named-for-a-part").files
    matches = {one.name: one for one in file.fragments if one.match}
    turn, source = matches["turn_pairs"].span, "https://example.org/elder-models/turning.py"
    late = Reference(file.path, turn.first_line, f"Adapted from {source}", source.removeprefix("https://"), 3)
    corpus = Corpus(lambda _match: (Origin(("elder-models",), (), ()),), ())
    for text, speaks in ((late, {"turn_pairs"}), (replace(late, target="github.com/elder-models"), {*matches})):
        said = Late(references={file.path: (replace(text, first_line=turn.first_line, last_line=turn.last_line),)})
        (told,), _ = shown_apart((file,), said, corpus, lambda one, other: one == other)
        assert {one.name for one in told.fragments if one.match and one.match.late_references} == speaks


MODULAR = """from ..aurora.modeling_aurora import AuroraLocalAttention


class NorthLocalAttention(AuroraLocalAttention):
    pass
"""


def test_a_modular_file_that_came_after_the_deadline_credits_nobody_in_time(
    repository: Path, by: Scan, commit: Commit
) -> None:
    (repository / "north" / "modular_north.py").write_text(MODULAR, encoding="utf-8")
    commit(repository, "2026-01-10")
    late, in_time = by(repository), by(repository, limit="2026-02-01")
    told = [[(one.path, one.line) for one in match.late_references] for match in _matches(late)]
    assert [("north/modular_north.py", 4)] in told
    assert not any(match.references for match in _matches(late))
    assert any(one.path == "north/modular_north.py" for match in _matches(in_time) for one in match.references)
    assert "missing-reference" in _rules(late)
