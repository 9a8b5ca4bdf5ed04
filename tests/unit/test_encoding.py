# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Files read as Python would read them."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gyebo.encoding import Decoded, Undecodable, decode

KOREAN = "이름 = '계보'\n"


def _decoded(content: bytes) -> Decoded:
    found = decode(content)
    assert isinstance(found, Decoded)
    return found


def _english(found: Decoded) -> tuple[str, ...]:
    assert all(note.ko != note.en for note in found.notes)
    return tuple(note.en for note in found.notes)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (KOREAN.encode(), "utf-8"),
        (codecs.BOM_UTF8 + KOREAN.encode(), "utf-8"),
        (codecs.BOM_UTF8 + b"# coding: utf-8\n" + KOREAN.encode(), "utf-8"),
        (b"# -*- coding: cp949 -*-\n" + KOREAN.encode("cp949"), "cp949"),
        (b"#!/usr/bin/python\n# coding=euc-kr\n" + KOREAN.encode("euc-kr"), "euc_kr"),
    ],
)
def test_usual_encodings_are_read_without_a_note(content: bytes, encoding: str) -> None:
    found = _decoded(content)
    assert found.text.decode().endswith(KOREAN)
    assert (found.encoding, found.notes) == (encoding, ())


@pytest.mark.parametrize(
    ("line", "encoding"),
    [
        ("# -*- coding: UTF_8-unix -*-", "utf-8"),
        ("# vim: set fileencoding=latin-1-dos :", "iso8859-1"),
        ("\f # coding=iso-8859-15", "iso8859-15"),
        ("x = 1  # coding: cp949", "utf-8"),
        ('"""\n# coding: cp949\n"""', "utf-8"),
        ("#\n#\n# coding: cp949", "utf-8"),
    ],
)
def test_the_line_that_names_the_encoding_is_the_one_python_reads(line: str, encoding: str) -> None:
    assert _decoded(f"{line}\nx = 1\n".encode()).encoding == encoding


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_every_kind_of_line_end_becomes_a_line_feed(ending: str) -> None:
    assert _decoded(f"a = 1{ending}b = 2{ending}".encode()).text == b"a = 1\nb = 2\n"


def test_the_second_line_of_a_file_with_lone_carriage_returns_names_the_encoding() -> None:
    found = _decoded(b"#!/usr/bin/python\r# coding: cp949\r" + KOREAN.encode("cp949"))
    assert found.encoding == "cp949"
    assert KOREAN.encode() in found.text


def test_a_zero_byte_is_kept_whatever_release_of_python_reads_it() -> None:
    assert _decoded(b"\0a = 1\nb = 2\n").text == b"\0a = 1\nb = 2\n"


def test_a_form_feed_is_kept() -> None:
    assert _decoded(b"a = 1\n\x0cb = 2\n").text == b"a = 1\n\x0cb = 2\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_wide_text_is_read_and_noted(encoding: str) -> None:
    found = _decoded(KOREAN.encode(encoding))
    assert found.text == KOREAN.encode()
    assert _english(found) == (f"The file is encoded as {encoding}, which Python does not run.",)


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (b"# coding: unicode_escape\n# harmless \\nimport os\n", b"\nimport os"),
        (b"# coding: utf-7\n# harmless +AAo-import os\n", b"\nimport os"),
        (b"# coding: unicode_escape\nx = '\\d \\ud800'\n", b"x = '"),
    ],
)
def test_code_hidden_by_an_unusual_encoding_comes_to_light(content: bytes, shown: bytes) -> None:
    found = _decoded(content)
    assert shown in found.text
    assert "unusual" in found.notes[0].en


@pytest.mark.parametrize("name", ["rot13", "zlib", "no-such-thing", "punycode", "idna", "../x", "os.path"])
def test_what_is_no_encoding_for_source_text_is_refused(name: str) -> None:
    refused = decode(f"# coding: {name}\nx = 1\n".encode())
    assert isinstance(refused, Undecodable)
    assert refused.reason.ko != refused.reason.en


def test_a_bad_byte_hides_nothing() -> None:
    found = _decoded(b"def f():\n    return 1  # \xff\xff \xef\xbf\xbd\n")
    assert found.text.startswith(b"def f():\n    return 1  # ")
    assert _english(found) == ("The file is not valid utf-8 in 2 places; they were replaced.",)


def test_a_declared_encoding_with_a_bad_byte_is_read_all_the_same() -> None:
    found = _decoded(b"# coding: cp949\nx = 1  # \xff\n")
    assert b"x = 1" in found.text
    assert _english(found) == ("The file is not valid cp949 in 1 places; they were replaced.",)


def test_undeclared_korean_is_read_as_such_and_noted() -> None:
    found = _decoded(KOREAN.encode("cp949"))
    assert found.text == KOREAN.encode()
    assert _english(found) == ("The file is not UTF-8 and names no encoding; it was read as cp949.",)


def test_a_mark_outweighs_a_line_that_contradicts_it() -> None:
    found = _decoded(codecs.BOM_UTF8 + b"# coding: cp949\n" + KOREAN.encode())
    assert KOREAN.encode() in found.text
    assert found.notes[0].en.startswith("The file begins with UTF-8's mark but says otherwise")


def test_unseen_characters_are_counted_and_placed() -> None:
    found = _decoded("a = 1\nb = 'x\u202e\u2066'\nc\u200b = 2\n".encode())
    assert _english(found) == (
        "The file holds 2 characters that change the direction of text, the first in line 2.",
        "The file holds 1 characters of no width, the first in line 3.",
    )


@given(st.binary(max_size=300))
def test_any_bytes_give_valid_text_or_a_reason(content: bytes) -> None:
    match decode(content):
        case Decoded(text=text):
            assert b"\r" not in text
            assert text.decode("utf-8") is not None
        case Undecodable(reason=reason):
            assert reason.en


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\ufeff#"), max_size=200))
def test_utf_8_text_comes_back_as_it_is(text: str) -> None:
    assert _decoded(text.encode()).text == text.encode()
