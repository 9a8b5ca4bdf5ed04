# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The pipeline as a whole: what a report says of a submission adds up and depends on nothing else."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from gyebo import resources, rulebook
from gyebo.errors import CorpusError, SubmissionError
from gyebo.model import Trust, silent
from gyebo.pipeline import Request, scan
from gyebo.report import Commonality, Direction, Fragment, Partner, Report, Text
from gyebo.search import SearchJob
from gyebo.settings import Settings
from gyebo.workers import spread


@pytest.fixture
def request_of(built: Path) -> Callable[[Path], Request]:
    (index,) = (built / "corpora").iterdir()
    return lambda path: Request(path, None, Settings(), index, built, resources.folder("rules"))


@pytest.fixture(scope="module")
def rules() -> rulebook.Rulebook:
    return rulebook.load(resources.folder("rules"))


def _matched(report: Report) -> list[Fragment]:
    return [fragment for file in report.files for fragment in file.fragments if fragment.match]


def test_a_submission_says_which_commit_it_is_and_of_when(
    request_of: Callable[[Path], Request], submission: Path, rules: rulebook.Rulebook
) -> None:
    said = scan(request_of(submission), rules, silent).submission
    assert (said.name, len(said.commit), said.dated[:10]) == ("north", 40, "2026-01-15")


@pytest.mark.parametrize("trust", list(Trust))
def test_a_report_says_whose_run_it_was_and_names_the_teams_organisation(
    trust: Trust, request_of: Callable[[Path], Request], submission: Path, rules: rulebook.Rulebook
) -> None:
    known = next(iter(rules.organisations.values()))
    wanted = replace(request_of(submission), trust=trust, settings=Settings(team=(known.id,)))
    report = scan(wanted, rules, silent)
    assert report.yardstick.for_evaluators is (trust is Trust.EVALUATOR)
    assert report.submission.organisation_name == Text(known.name, known.name_ko)
    assert report.submission.partners == ()


def test_a_report_names_every_partner_of_a_consortium(
    request_of: Callable[[Path], Request], submission: Path, rules: rulebook.Rulebook
) -> None:
    first, second, third = list(rules.organisations.values())[:3]
    wanted = replace(request_of(submission), settings=Settings(team=(second.id, first.id, third.id)))
    said = scan(wanted, rules, silent).submission
    assert (said.organisation, said.organisation_name) == (second.id, Text(second.name, second.name_ko))
    assert said.partners == tuple(Partner(one.id, Text(one.name, one.name_ko)) for one in (first, third))


def test_what_was_published_after_a_commit_is_in_common_and_no_origin_of_it(
    request_of: Callable[[Path], Request],
    cases: Path,
    commit: Callable[[Path, str], None],
    rules: rulebook.Rulebook,
    tmp_path: Path,
) -> None:
    shutil.copytree(cases / "two-origins" / "submission", tmp_path / "north")
    commit(tmp_path / "north", "2025-04-01")
    wanted = request_of(tmp_path / "north")
    on_disk = scan(wanted, rules, silent)
    assert {f.match.direction for f in _matched(on_disk) if f.match} == {Direction.FROM, Direction.IN_COMMON}
    at_commit = scan(replace(wanted, commit="HEAD"), rules, silent)
    assert {work.model for origin in at_commit.lineage for work in origin.works} == {"aurora"}
    younger = [f.match for f in _matched(at_commit) if f.match and f.match.referenced.work.model == "borealis"]
    assert younger
    assert {match.direction for match in younger} == {Direction.IN_COMMON}
    assert Commonality.EXCLUSIVE not in {match.commonality for match in younger}


def test_neither_other_files_nor_their_order_change_what_is_said_of_a_file(
    request_of: Callable[[Path], Request], submission: Path, rules: rulebook.Rulebook
) -> None:
    before = scan(request_of(submission), rules, silent)
    for number in range(12):
        (submission / f"{'az'[number % 2]}{number}.py").write_text(f"width = {number}\n", encoding="utf-8")
    after = scan(request_of(submission), rules, silent)
    known = {file.path for file in before.files}
    assert tuple(file for file in after.files if file.path in known) == before.files
    assert after.findings == before.findings


def test_the_digest_of_a_submission_is_of_its_files(
    request_of: Callable[[Path], Request], cases: Path, rules: rulebook.Rulebook, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        shutil.copytree(cases / "unrelated-code" / "submission", tmp_path / name)
    first, same = (scan(request_of(tmp_path / name), rules, silent).submission.digest for name in ("one", "two"))
    assert first == same
    with (tmp_path / "two" / "modeling_borealis.py").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert scan(request_of(tmp_path / "two"), rules, silent).submission.digest != first


def test_progress_is_told_to_the_end(
    request_of: Callable[[Path], Request], submission: Path, rules: rulebook.Rulebook
) -> None:
    told: list[tuple[str, int, int]] = []
    scan(request_of(submission), rules, lambda step, done, total: told.append((step, done, total)))
    assert [one for one in told if one[0] == "search"][-1] == ("search", 3, 3)
    assert [one for one in told if one[0] == "align"][-1] == ("align", 2, 2)


def test_without_a_submission_or_a_corpus_there_is_no_report(
    request_of: Callable[[Path], Request], rules: rulebook.Rulebook, tmp_path: Path
) -> None:
    with pytest.raises(SubmissionError, match="name a folder, a git repository or a file"):
        scan(request_of(tmp_path / "gone"), rules, silent)
    with pytest.raises(CorpusError, match="gyebo corpus build"):
        scan(replace(request_of(tmp_path), index=tmp_path), rules, silent)


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that a scan looks up, as they are looked up."""
    asked: list[str] = []

    def told(work: Callable[[object], object], items: Sequence[object], *given: object) -> Iterator[object]:
        asked.extend(str(one.file.path) for one in items if isinstance(one, SearchJob))
        return spread(work, items, *given)  # type: ignore[arg-type]

    monkeypatch.setattr("gyebo.workers.spread", told)
    return asked


def test_only_what_changed_is_looked_up_again_and_the_report_is_the_same_as_without_memory(
    request_of: Callable[[Path], Request],
    cases: Path,
    rules: rulebook.Rulebook,
    looked_up: list[str],
    built: Path,
    tmp_path: Path,
) -> None:
    shutil.copytree(cases / "two-origins" / "submission", tmp_path / "north")
    wanted = replace(request_of(tmp_path / "north"), name="remembered")
    shutil.rmtree(built / "results", ignore_errors=True)
    first = scan(wanted, rules, silent)
    every = list(looked_up)
    assert len(every) > 1
    looked_up.clear()
    assert scan(wanted, rules, silent) == first
    assert looked_up == []
    changed = tmp_path / "north" / every[0]
    changed.write_text(changed.read_text(encoding="utf-8") + "\n\ndef more():\n    return 1\n", encoding="utf-8")
    again = scan(wanted, rules, silent)
    assert looked_up == [every[0]]
    shutil.rmtree(built / "results")
    assert scan(wanted, rules, silent) == again


def test_a_report_is_not_remembered_where_the_rules_are_no_longer_those_that_were_read(
    request_of: Callable[[Path], Request], cases: Path, rules: rulebook.Rulebook, built: Path, tmp_path: Path
) -> None:
    shutil.copytree(cases / "two-origins" / "submission", tmp_path / "north")
    wanted = replace(request_of(tmp_path / "north"), name="rules of yesterday")
    yesterday = replace(rules, digest="of yesterday")
    kept = [0, *(_kept_after(wanted, one, built) for one in (yesterday, yesterday, rules, rules))]
    assert [after - before for before, after in pairwise(kept)][1:] == [0, 1, 0]


def _kept_after(wanted: Request, rules: rulebook.Rulebook, built: Path) -> int:
    scan(wanted, rules, silent)
    return sum(path.is_file() for path in (built / "results").rglob("*"))


def test_an_evaluator_trusts_no_cache_inside_the_submission(
    request_of: Callable[[Path], Request], cases: Path, rules: rulebook.Rulebook, looked_up: list[str], tmp_path: Path
) -> None:
    shutil.copytree(cases / "two-origins" / "submission", tmp_path / "north")
    wanted = replace(request_of(tmp_path / "north"), cache=tmp_path / "north" / "cache", trust=Trust.EVALUATOR)
    scan(wanted, rules, silent)
    first = list(looked_up)
    scan(wanted, rules, silent)
    assert looked_up == 2 * first
    assert first
