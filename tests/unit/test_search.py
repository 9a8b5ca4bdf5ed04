# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""One file looked up in the corpus, and its matches aligned with the text that is kept."""

import hashlib
import shutil
from pathlib import Path, PurePosixPath

import pytest

from gyebo import resources
from gyebo.model import Detail, Searched, SourceFile
from gyebo.report import Skipped, SkipReason
from gyebo.search import EXCERPT_LINES, Against, DetailJob, SearchJob, detail, search


@pytest.fixture
def against(built: Path) -> Against:
    (index,) = (built / "corpora").iterdir()
    return Against(index, built, resources.folder("rules"), (), "")


@pytest.fixture
def file(cases: Path) -> SourceFile:
    path = cases / "two-origins" / "submission" / "north" / "modeling_north.py"
    return SourceFile(PurePosixPath("north/modeling_north.py"), path.read_bytes())


def _searched(file: SourceFile, against: Against) -> Searched:
    found = search(SearchJob(file, against))
    assert isinstance(found, Searched)
    return found


def _details(file: SourceFile, against: Against) -> tuple[Detail, ...]:
    found = _searched(file, against).found
    return detail(DetailJob(file, against, tuple((one.pairing.unit, one.pairing.ties[0]) for one in found)))


def test_a_file_comes_back_with_its_units_notices_and_matches(file: SourceFile, against: Against) -> None:
    found = _searched(file, against)
    names = {unit.name for unit in found.units}
    assert {"", "spin", "NorthLocalAttention", "NorthLocalAttention.forward", "NorthVocabularyMask"} <= names
    assert {found.units[one.pairing.unit].name for one in found.found} >= {"spin", "NorthLocalAttention"}
    assert [notice.holders for notice in found.notices] == [("North Team Authors",)]


MARK = "\ufeff".encode()


@pytest.mark.parametrize("mark", [b"", MARK], ids=["bare", "marked"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["line feeds", "carriage returns"])
def test_a_unit_s_bytes_are_those_of_the_file_on_disk(
    mark: bytes, line_end: bytes, file: SourceFile, against: Against
) -> None:
    content = mark + file.content.replace(b"def spin", "# 한글\ndef spin".encode()).replace(b"\n", line_end)
    found = _searched(SourceFile(file.path, content), against)
    (spin,) = [unit for unit in found.units if unit.name == "spin"]
    assert spin.bytes
    own = content[spin.bytes.first - 1 : spin.bytes.last]
    assert own.startswith(b"def spin(")
    assert own.splitlines() == content.splitlines()[spin.span.first_line - 1 : spin.span.last_line]
    assert found.sha1 == hashlib.sha1(content, usedforsecurity=False).hexdigest()


def test_a_file_in_another_encoding_has_no_byte_ranges(file: SourceFile, against: Against) -> None:
    korean = b"# -*- coding: euc-kr -*-\n" + "# 한글\n".encode("euc-kr") + file.content
    assert {unit.bytes for unit in _searched(SourceFile(file.path, korean), against).units} == {None}


def test_a_file_that_cannot_be_read_is_skipped_with_its_reason(against: Against) -> None:
    skipped = search(SearchJob(SourceFile(PurePosixPath("a.py"), b"# coding: klingon\n"), against))
    assert isinstance(skipped, Skipped)
    assert skipped.reason is SkipReason.ENCODING
    assert detail(DetailJob(SourceFile(PurePosixPath("a.py"), b"# coding: klingon\n"), against, ((0, 0),))) == ()


def test_the_places_of_a_match_are_shown_from_the_kept_text(file: SourceFile, against: Against) -> None:
    for one in _details(file, against):
        assert one.referenced_text
        assert one.upstream
        assert one.upstream[0].holders == ("Aurora Lab Authors",)
        assert sum(region.tokens for region in one.trace.regions) > 0


def test_without_the_kept_text_only_the_submissions_side_is_shown(
    file: SourceFile, built: Path, tmp_path: Path
) -> None:
    shutil.copytree(built / "corpora", tmp_path / "corpora")
    (index,) = (tmp_path / "corpora").iterdir()
    for one in _details(file, Against(index, tmp_path, resources.folder("rules"), (), "")):
        assert (one.trace.regions, one.referenced_text, one.upstream) == ((), None, None)
        assert one.submitted_text.lines


def test_a_long_fragment_is_shown_cut(file: SourceFile, against: Against) -> None:
    lines = "\n".join(f"        self.a{n} = b{n} * {n}" for n in range(2 * EXCERPT_LINES)).encode()
    long = SourceFile(file.path, file.content + b"\n\nclass Long:\n    def __init__(self):\n" + lines + b"\n")
    (unit,) = [number for number, one in enumerate(_searched(long, against).units) if one.name == "Long"]
    (shown,) = detail(DetailJob(long, against, ((unit, 0),)))
    assert len(shown.submitted_text.lines) == EXCERPT_LINES
