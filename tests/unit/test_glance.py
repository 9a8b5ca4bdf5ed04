# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A glance may ask for a scan too often, and never too seldom."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from gyebo import resources, rulebook
from gyebo.build import build
from gyebo.corpus.index import Index, open_index
from gyebo.corpus.manifest import load
from gyebo.corpus.pipconfig import Indexes
from gyebo.glance import glance
from gyebo.model import SourceFile, silent
from gyebo.report import Confidence, Report

CASES = ("copy-notice-dropped", "renamed-copy-holder-replaced", "two-origins", "verbatim-copy-notice-kept")


def _file(text: str, name: str = "own.py") -> SourceFile:
    return SourceFile(PurePosixPath(name), text.encode())


@pytest.mark.parametrize("case", CASES)
def test_no_file_with_a_finding_of_high_confidence_is_passed_over(
    case: str, cases: Path, scan_case: Callable[[str], Report], tmp_path: Path
) -> None:
    """What the hook rests on; whoever changes how sure a finding is changes the glance with it."""
    report = scan_case(case)
    sure = {one.location.path for one in report.findings if one.confidence is Confidence.HIGH}
    assert sure
    book = rulebook.load(resources.folder("rules"))
    manifest = load(cases / case / "reference/corpus.toml")
    held = open_index(build(manifest, book, tmp_path, Indexes(no_index=True), silent)).arrays.class_digest
    files = [
        SourceFile(PurePosixPath(one.path), (cases / case / "submission" / one.path).read_bytes())
        for one in report.files
    ]
    alike, _ = glance(files, held, int(book.matching.smallest_fragment.value))
    assert sure <= {str(file.path) for file in alike}


def test_renamed_code_is_seen(tiny_index: Index, texts: dict[str, str]) -> None:
    renamed = texts["header"] + texts["router"].replace("tokens", "words").replace("route", "choose")
    alike, unread = glance([_file(renamed)], tiny_index.arrays.class_digest, 40)
    assert (len(alike), unread) == (1, ())


def test_fragments_below_the_smallest_size_do_not_count(tiny_index: Index, texts: dict[str, str]) -> None:
    assert glance([_file(texts["header"] + texts["router"])], tiny_index.arrays.class_digest, 10_000) == ((), ())


def test_own_code_and_other_languages_are_passed_over(tiny_index: Index) -> None:
    files = [_file("width = 3\n"), _file("int main;", "main.c"), _file("")]
    assert glance(files, tiny_index.arrays.class_digest, 40) == ((), ())


def test_what_cannot_be_read_is_told(tiny_index: Index) -> None:
    _, unread = glance([_file("[" * 400)], tiny_index.arrays.class_digest, 40)
    assert [one.path for one in unread] == ["own.py"]
