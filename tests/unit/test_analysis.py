# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""One file's bytes in, its fragments out; what goes into an index and what stays out."""

from collections.abc import Callable
from pathlib import PurePosixPath

from gyebo.analysis import Analyser, entry, lines_of
from gyebo.model import Analysed, SourceFile
from gyebo.report import Skipped, SkipReason, same

Analyse = Callable[[str], Analysed]


def test_a_file_of_no_known_language_is_skipped() -> None:
    assert Analyser()(SourceFile(PurePosixPath("a.rs"), b"")) == Skipped("a.rs", SkipReason.UNKNOWN_LANGUAGE, same(""))


def test_lines_of_units_count_from_one(analysed: Analyse) -> None:
    syntax = analysed("\n\n@d\ndef f():\n    pass\n\n\nx = 1\n").syntax
    assert lines_of(syntax).tolist() == [[1, 8], [3, 5]]


def test_small_units_stay_out_of_an_index(analysed: Analyse, texts: dict[str, str]) -> None:
    found = entry(analysed(texts["header"] + "def f(): pass\n" + texts["shift"]), 1, 2)
    assert found.names == ("", "shift")
    assert (found.source, found.work, found.path) == (1, 2, "models/own/modeling.py")


def test_units_say_where_their_codes_begin_among_the_files(analysed: Analyse, texts: dict[str, str]) -> None:
    found = entry(analysed(texts["header"] + texts["shift"]), 0, 0)
    assert found.first.tolist() == [0, int(found.tokens[0]) - int(found.tokens[1])]
    assert len(found.codes) == int(found.tokens[0])


def test_a_module_that_is_nothing_but_one_definition_is_that_definition(
    analysed: Analyse, texts: dict[str, str]
) -> None:
    found = entry(analysed(texts["shift"]), 0, 0)
    assert found.names == ("shift",)
    assert len(found.codes) == int(found.tokens[0])


def test_a_file_without_code_has_no_units(analysed: Analyse) -> None:
    found = entry(analysed("# nothing\n"), 0, 0)
    assert (found.names, len(found.codes), found.bounds.tolist()) == ((), 0, [0])
