# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The notice ladder over time, on real repositories whose commits take a notice away, put it back, move and rename."""

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gyebo import resources, rulebook
from gyebo.chronicle import NAMES_TOLD
from gyebo.formats import html
from gyebo.model import silent
from gyebo.pipeline import Request, scan
from gyebo.report import Event, EventKind, History, Match, NoticeState, Report, SkipReason
from gyebo.settings import Settings

THEIRS = "# Copyright 2025 The Aurora Lab Authors. All rights reserved.\n"
OURS = "# Copyright 2026 The North Team Authors. All rights reserved.\n"
Kind = EventKind


class Repository:
    """A repository that grows commit by commit, a day apart."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.day = 1
        folder.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> str:
        date = f"2025-12-{self.day:02}T09:00:00+00:00"
        dates = {f"GIT_{role}_DATE": date for role in ("AUTHOR", "COMMITTER")}
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=os.environ | dates, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def commit(self, **files: str | None) -> str:
        for name, text in files.items():
            path = self.folder / f"{name}.py"
            if text is None:
                path.unlink()
            else:
                path.write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", f"day {self.day}")
        self.day += 1
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "north")


@pytest.fixture(scope="module")
def original(cases: Path) -> str:
    """Aurora's file without its header."""
    text = (cases / "two-origins/reference/aurora/modeling_aurora.py").read_text(encoding="utf-8")
    return text.split("\n", 1)[1]


@pytest.fixture(scope="module")
def renamed(cases: Path) -> str:
    """The same under other names, without a header."""
    text = (cases / "two-origins/submission/north/modeling_north.py").read_text(encoding="utf-8")
    return text.split("\n", 1)[1]


@pytest.fixture
def past(built: Path) -> Callable[[Path], Report]:
    (index,) = (built / "corpora").iterdir()
    rules = resources.folder("rules")
    book = rulebook.load(rules)
    return lambda folder: scan(Request(folder, None, Settings(), index, built, rules, with_history=True), book, silent)


Past = Callable[[Path], Report]


def _history(report: Report) -> History:
    assert report.history
    return report.history


def _events(report: Report) -> list[tuple[Kind, str]]:
    return [(one.kind, one.commit) for one in _history(report).events]


def _only(report: Report, kind: Kind) -> Event:
    (event,) = [one for one in _history(report).events if one.kind is kind]
    return event


def _states(report: Report) -> set[NoticeState]:
    matches: list[Match] = [one.match for file in report.files for one in file.fragments if one.match]
    return {state.state for match in matches for state in match.notices}


def _rules(report: Report) -> set[str]:
    return {one.rule for one in report.findings}


def test_a_date_earlier_than_that_of_a_commit_before_is_told(
    repository: Repository, original: str, past: Callable[[Path], Report]
) -> None:
    repository.day = 10
    repository.commit(model=THEIRS + original)
    repository.commit(model=original)
    repository.day = 5
    repository.commit(model=THEIRS + original)
    history = past(repository.folder).history
    assert history
    told = [(one.kind, one.dated, one.follows) for one in history.events]
    assert told[-1] == (Kind.NOTICE_RESTORED, "2025-12-05", "2025-12-11")
    assert [follows for _, _, follows in told[:-1]] == [""] * (len(told) - 1)
    assert history.backdated == 1


def test_a_notice_that_came_with_the_code_and_was_replaced_is_told_with_both_lines(
    repository: Repository, past: Past, renamed: str
) -> None:
    came = repository.commit(a=THEIRS + renamed)
    went = repository.commit(a=OURS + renamed)
    report = past(repository.folder)
    assert _events(report) == [(Kind.CAME, came), (Kind.NOTICE_REPLACED, went)]
    event = _only(report, Kind.NOTICE_REPLACED)
    assert (event.dated, event.paths, event.holder) == ("2025-12-02", ("a.py",), "Aurora Lab Authors")
    assert event.before
    assert event.after
    assert (event.before.text, event.after.text, event.had_code) == (THEIRS[2:-1], OURS[2:-1], True)
    (finding,) = [one for one in report.findings if one.rule == "history-notice-removed"]
    assert any(went[:12] in one.text.ko for one in finding.supporting)


def test_a_notice_taken_away_and_put_back_is_restored_with_date_and_commit(
    repository: Repository, past: Past, renamed: str
) -> None:
    repository.commit(a=THEIRS + renamed)
    repository.commit(a=renamed)
    back = repository.commit(a=OURS + THEIRS + renamed)
    report = past(repository.folder)
    assert [kind for kind, _ in _events(report)] == [Kind.CAME, Kind.NOTICE_REMOVED, Kind.NOTICE_RESTORED]
    assert _states(report) == {NoticeState.RESTORED_LATER}
    states = {
        (one.restored, one.restored_by)
        for file in report.files
        for fragment in file.fragments
        if fragment.match
        for one in fragment.match.notices
    }
    assert states == {("2025-12-03", back)}
    assert "history-notice-removed" not in _rules(report)
    assert "retained-notice" in _rules(report)


def test_a_line_of_ones_own_beside_the_origins_is_no_event(repository: Repository, past: Past, renamed: str) -> None:
    came = repository.commit(a=THEIRS + renamed)
    repository.commit(a=OURS + THEIRS + renamed)
    assert _events(past(repository.folder)) == [(Kind.CAME, came)]


def test_a_notice_that_came_after_the_code_was_added(repository: Repository, past: Past, renamed: str) -> None:
    repository.commit(a=renamed)
    added = repository.commit(a=THEIRS + renamed)
    assert _events(past(repository.folder))[-1] == (Kind.NOTICE_ADDED, added)


def test_a_file_is_followed_over_its_moves_and_the_change_of_its_names(
    repository: Repository, past: Past, original: str, renamed: str
) -> None:
    came = repository.commit(aurora=THEIRS + original)
    moved = repository.commit(aurora=None, north=THEIRS + original)
    changed = repository.commit(north=THEIRS + renamed)
    report = past(repository.folder)
    assert _events(report) == [(Kind.CAME, came), (Kind.MOVED, moved), (Kind.NAMES_CHANGED, changed)]
    assert _only(report, Kind.MOVED).names == ("aurora.py", "north.py")
    told = _only(report, Kind.NAMES_CHANGED)
    assert "AuroraWindowedAttention -> NorthLocalAttention" in told.names
    assert len(told.names) == NAMES_TOLD
    assert told.more_names
    assert f"and {told.more_names} more" in re.sub(r"<[^>]+>", "", html.render(report).decode())


def test_a_move_with_edits_is_still_a_move(repository: Repository, past: Past, renamed: str) -> None:
    came = repository.commit(old=THEIRS + renamed, other="width = 3\n")
    moved = repository.commit(old=None, other=None, new=OURS + renamed + "\nwidth = 3\n")
    assert _events(past(repository.folder))[:2] == [(Kind.CAME, came), (Kind.MOVED, moved)]
    assert _only(past(repository.folder), Kind.NOTICE_REPLACED).commit == moved


def test_files_that_came_together_are_one_event_with_their_tokens(
    repository: Repository, past: Past, renamed: str
) -> None:
    repository.commit(other="width = 3\n")
    came = repository.commit(a=OURS + renamed, b=OURS + renamed)
    report = past(repository.folder)
    event = _only(report, Kind.CAME)
    assert (event.commit, event.paths) == (came, ("a.py", "b.py"))
    assert event.tokens == report.coverage.tokens - report.coverage.own_tokens > 0


def test_what_happened_on_a_branch_is_told_once_and_of_the_commit_that_did_it(
    repository: Repository, past: Past, renamed: str
) -> None:
    repository.commit(a=THEIRS + renamed)
    repository.git("checkout", "--quiet", "-b", "work")
    went = repository.commit(a=OURS + renamed)
    repository.git("checkout", "--quiet", "main")
    repository.commit(b="width = 3\n")
    repository.git("merge", "--quiet", "--no-ff", "--no-edit", "work")
    assert [commit for kind, commit in _events(past(repository.folder)) if kind is Kind.NOTICE_REPLACED] == [went]


def test_a_shallow_clone_says_that_its_history_is_not_whole(
    repository: Repository, past: Past, renamed: str, tmp_path: Path
) -> None:
    repository.commit(a=THEIRS + renamed)
    repository.commit(a=OURS + renamed)
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=1", f"file://{repository.folder}", tmp_path / "shallow"], check=True
    )
    assert _history(past(repository.folder)).is_whole
    shallow = past(tmp_path / "shallow")
    assert (_history(shallow).is_whole, _history(shallow).commits) == (False, 1)
    assert [kind for kind, _ in _events(shallow)] == [Kind.CAME]


def test_where_there_is_no_history_the_scan_goes_on_and_says_so(past: Past, renamed: str, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "a.py").write_text(renamed, encoding="utf-8")
    report = past(tmp_path / "plain")
    assert report.history is None
    assert [(one.path, one.reason) for one in report.skipped] == [(".git", SkipReason.HISTORY)]
    assert report.coverage.files == 1


def test_a_repository_with_a_missing_object_is_scanned_without_its_history(
    repository: Repository, past: Past, renamed: str
) -> None:
    first = repository.commit(a=THEIRS + renamed)
    repository.commit(a=OURS + renamed)
    tree = repository.git("rev-parse", f"{first}^{{tree}}")
    (repository.folder / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    report = past(repository.folder)
    assert report.history is None
    assert [one.reason for one in report.skipped] == [SkipReason.HISTORY]
    assert report.coverage.files == 1


def test_a_folder_of_a_repository_has_the_history_of_its_files(
    repository: Repository, past: Past, renamed: str
) -> None:
    (repository.folder / "inner").mkdir()
    came = repository.commit(**{"inner/a": THEIRS + renamed})
    went = repository.commit(**{"inner/a": OURS + renamed})
    assert _events(past(repository.folder / "inner")) == [(Kind.CAME, came), (Kind.NOTICE_REPLACED, went)]


def test_names_of_paths_cannot_be_taken_for_options(repository: Repository, past: Past, renamed: str) -> None:
    came = repository.commit(**{"--output=x": THEIRS + renamed, "가\n나": "width = 3\n"})
    assert _events(past(repository.folder)) == [(Kind.CAME, came)]


def test_without_the_option_no_history_is_read(built: Path, repository: Repository, renamed: str) -> None:
    repository.commit(a=THEIRS + renamed)
    (index,) = (built / "corpora").iterdir()
    rules = resources.folder("rules")
    asked = Request(repository.folder, None, Settings(), index, built, rules)
    assert scan(replace(asked, with_history=False), rulebook.load(rules), silent).history is None
