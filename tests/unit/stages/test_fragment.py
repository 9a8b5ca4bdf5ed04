# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A file's bytes become syntax, or a reason why not."""

from pathlib import PurePosixPath

import pytest

from gyebo.languages.python import PYTHON
from gyebo.languages.reading import Reader
from gyebo.model import SourceFile
from gyebo.report import Skipped, SkipReason, Text
from gyebo.stages.fragment import Fragmented, fragment


def cut(content: bytes, reader: Reader) -> Fragmented | Skipped:
    return fragment(SourceFile(PurePosixPath("a/b.py"), content), reader)


@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"])
def test_line_ends_do_not_matter(reader: Reader, ends: bytes) -> None:
    found = cut(ends.join([b"# one", b"def f():", b"    return 1", b""]), reader)
    assert isinstance(found, Fragmented)
    assert found.syntax.text == b"# one\ndef f():\n    return 1\n"
    assert [comment.text for comment in found.syntax.comments] == ["one"]
    assert found.notes == ()


def test_a_file_of_nothing_is_a_module(reader: Reader) -> None:
    found = cut(b"", reader)
    assert isinstance(found, Fragmented)
    assert len(found.syntax.units) == 1


def test_an_unknown_encoding_is_told(reader: Reader) -> None:
    found = cut(b"# coding: no-such-thing\nx = 1\n", reader)
    assert isinstance(found, Skipped)
    assert (found.path, found.reason) == ("a/b.py", SkipReason.ENCODING)


def test_a_file_that_mostly_does_not_parse_is_told(reader: Reader) -> None:
    found = cut(b"[" * 1000, reader)
    assert found == Skipped(
        "a/b.py", SkipReason.SYNTAX, Text("100% of the file does not parse.", "파일의 100%가 구문 분석되지 않습니다.")
    )


def test_a_small_mistake_is_a_note(reader: Reader) -> None:
    found = cut(b"def f():\n    return 1\n" * 20 + b"$$\n", reader)
    assert isinstance(found, Fragmented)
    assert [note.en.endswith("of the file does not parse.") for note in found.notes] == [True]


@pytest.mark.parametrize("text", [b"def f(:\n  x\n", b"x = 1\n" * 9_000 + b"$\n"], ids=["missing", "tiny"])
def test_a_mistake_of_next_to_no_bytes_is_a_note_without_a_zero(text: bytes, reader: Reader) -> None:
    found = cut(text, reader)
    assert isinstance(found, Fragmented)
    assert tuple(note.en for note in found.notes) == ("Parts of the file do not parse (less than 0.1 % of it).",)


@pytest.mark.parametrize("text", [b'print "x"\n', b'exec "x" in y\n'])
def test_statements_of_python_2_are_a_note(text: bytes, reader: Reader) -> None:
    found = cut(text, reader)
    assert isinstance(found, Fragmented)
    assert [note for note in found.notes if "earlier version of its language" in note.en] == list(found.notes) != []


def test_sound_code_has_no_note(reader: Reader) -> None:
    found = cut(b'print("x")\nexec("y")\nmatch = print\n', reader)
    assert isinstance(found, Fragmented)
    assert found.notes == ()


def test_a_file_that_takes_too_long_is_told() -> None:
    found = cut(b": not " * 100_000, Reader(PYTHON, seconds=0.1))
    assert found == Skipped(
        "a/b.py", SkipReason.TIMEOUT, Text("parsing took longer than 0.1 s.", "구문 분석이 0.1초를 넘었습니다.")
    )


def test_a_replaced_byte_is_a_note(reader: Reader) -> None:
    found = cut(b"# coding: utf-8\nx = '\xff\xfe\xfa'\n", reader)
    assert isinstance(found, Fragmented)
    assert found.notes
