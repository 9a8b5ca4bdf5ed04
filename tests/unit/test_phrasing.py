# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a file says as one maker alone does is told, and what says nothing of where it comes from is not."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from gyebo import resources, rulebook
from gyebo.build import build
from gyebo.corpus.index import open_index
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.manifest import load
from gyebo.corpus.pipconfig import Indexes
from gyebo.declarations.draft import draft
from gyebo.model import Searched, SourceFile, silent
from gyebo.phrasing import located
from gyebo.pipeline import Request, scan
from gyebo.report import Wording
from gyebo.search import Against, SearchJob, search
from gyebo.settings import from_flags

CASE = "sentences-kept-code-rewritten"
SENTENCES = (
    "The bias is never trained: it is nudged after every step, up for the idle and down for the busy.",
    "偏置只用于挑选专家，不参与加权，否则负载会影响输出。",
    "the router saw a number that is none; look at the warm-up first",
    "Empty experts count as half a token, so that they are not forgoten for ever.",
)
Ask = Callable[..., Searched]


@pytest.fixture(scope="module")
def built(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the case's corpus, in a cache of its own."""
    manifest = load(cases / CASE / "reference" / "corpus.toml")
    rules, cache = rulebook.load(resources.folder("rules")), tmp_path_factory.mktemp("cache")
    return build(manifest, rules, cache, Indexes(no_index=True), silent)


@pytest.fixture(scope="module")
def ask(built: Path) -> Ask:
    """A text looked up in it."""
    cache, rules = built.parents[1], resources.folder("rules")

    def asked(text: str, before: str = "", base: str | None = None) -> Searched:
        file = SourceFile(PurePosixPath("north.py"), text.encode())
        job = SearchJob(file, Against(built, cache, rules, (), before), None if base is None else base.encode())
        found = search(job)
        assert isinstance(found, Searched)
        return found

    return asked


def commented(*sentences: str, head: str = "") -> str:
    return head + "def gate(one):\n" + "".join(f"    # {one}\n" for one in sentences) + "    return one\n"


def test_each_sentence_has_its_line_and_where_it_stands_there(ask: Ask, built: Path) -> None:
    told = ask(commented(*SENTENCES[:2]) + f'raise ValueError("{SENTENCES[2]}")\n').phrases
    found = located(told, Lookup(open_index(built)), built.parents[1])
    assert [(one.text, one.line, one.referenced.first_line) for one in found] == [
        (SENTENCES[0], 2, 15),
        (SENTENCES[1], 3, 22),
        (SENTENCES[2], 5, 26),
    ]
    assert {one.referenced.path for one in found} == {"modeling_aurora.py"}
    assert [one.wording for one in found] == [Wording.COMMENT, Wording.COMMENT, Wording.MESSAGE]


def test_where_the_text_is_not_at_hand_there_is_no_line(ask: Ask, built: Path, tmp_path: Path) -> None:
    found = located(ask(commented(*SENTENCES)).phrases, Lookup(open_index(built)), tmp_path)
    assert {(one.referenced.path, one.referenced.first_line) for one in found} == {("modeling_aurora.py", 0)}


def test_two_sentences_are_too_few(ask: Ask) -> None:
    assert not ask(commented(*SENTENCES[:2])).phrases
    assert not ask(commented(*SENTENCES[:2], SENTENCES[0])).phrases


def test_what_stands_before_the_code_or_with_a_notice_says_nothing(ask: Ask) -> None:
    assert not ask(commented(*SENTENCES[:2], head=f"# {SENTENCES[2]}\n# {SENTENCES[3]}\n")).phrases
    assert len(ask(commented(*SENTENCES)).phrases) == 4
    assert not ask(commented("Copyright 2025 The North Team", *SENTENCES)).phrases


def test_what_is_younger_than_the_submission_says_nothing(ask: Ask) -> None:
    assert ask(commented(*SENTENCES), before="2025-03-02").phrases
    assert not ask(commented(*SENTENCES), before="2025-03-01").phrases


def test_what_stands_in_the_base_is_not_told(ask: Ask) -> None:
    base = commented(*SENTENCES[:2])
    assert not ask(commented(*SENTENCES), base=base).phrases
    assert ask(commented(*SENTENCES), base="def gate(one):\n    return one\n").phrases


@pytest.mark.parametrize(("day", "findings"), [("2025-03-02", 1), ("2025-02-01", 0)])
def test_a_repository_read_as_it_lies_has_its_last_commits_date(
    built: Path, cases: Path, tmp_path: Path, day: str, findings: int
) -> None:
    shutil.copytree(cases / CASE / "submission", tmp_path / "north")
    dates = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{day}T12:00:00+00:00")
    own = ("-c", "user.name=north", "-c", "user.email=north@localhost")
    for command in (("init", "-q"), ("add", "-A"), (*own, "commit", "-q", "-m", "Start")):
        subprocess.run(["git", *command], cwd=tmp_path / "north", check=True, env=os.environ | dates)
    rules = resources.folder("rules")
    request = Request(tmp_path / "north", None, from_flags({}), built, built.parents[1], rules)
    report = scan(request, rulebook.load(rules), silent)
    told = [one for one in report.findings if one.rule == "retained-wording"]
    assert len(told) == findings
    assert not any("no date" in one.text.en for finding in told for one in finding.mitigating)


def test_sentences_are_answered_by_a_line_and_no_declaration(built: Path, cases: Path, tmp_path: Path) -> None:
    shutil.copytree(cases / CASE / "submission", tmp_path / "north")
    rules = resources.folder("rules")
    request = Request(tmp_path / "north", None, from_flags({}), built, built.parents[1], rules)
    first = scan(request, rulebook.load(rules), silent)
    assert [one.rule for one in first.findings] == ["retained-wording"]
    (change,) = draft(first, {"north_gate.py": (tmp_path / "north" / "north_gate.py").read_bytes()})
    line = b"# Adapted from modeling_aurora.py of Aurora models (Apache-2.0). Comments and messages alone.\n"
    assert change.after == line + (change.before or b"")
    (tmp_path / "north" / change.path).write_bytes(change.after)
    assert not scan(request, rulebook.load(rules), silent).findings


def test_a_change_that_the_origin_states_is_no_statement_of_the_team(cases: Path, tmp_path: Path) -> None:
    reference = tmp_path / "case" / "reference"
    shutil.copytree(cases / CASE / "reference", reference)
    shutil.copytree(cases / "background", tmp_path / "background")
    theirs = "# It has been modified from its original forms to accommodate a router without a loss.\n"
    own = "# Modified by the North team: the bias is nudged twice in every step.\n"
    origin = reference / "aurora" / "modeling_aurora.py"
    text = theirs + origin.read_text(encoding="utf-8")
    origin.write_text(text, encoding="utf-8")
    rules = resources.folder("rules")
    index = build(
        load(reference / "corpus.toml"), rulebook.load(rules), tmp_path / "cache", Indexes(no_index=True), silent
    )

    def stated(text: str) -> tuple[int, ...]:
        job = SearchJob(SourceFile(PurePosixPath("north.py"), text.encode()), Against(index, tmp_path, rules, (), ""))
        found = search(job)
        assert isinstance(found, Searched)
        return found.changes_stated

    assert stated(text) == ()
    assert stated(theirs + own + text.removeprefix(theirs)) == (2,)
    assert stated(theirs + "one = 1\n") == (1,)  # nothing of the origin's code is here
